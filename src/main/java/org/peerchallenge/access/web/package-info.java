/** The page from which the office exports what is held on an authority. */
package org.peerchallenge.access.web;
