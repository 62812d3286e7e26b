/** The page on which the office arranges a year. */
package org.peerchallenge.cycle.web;
