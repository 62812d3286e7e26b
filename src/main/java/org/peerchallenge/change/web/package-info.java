/** The page on proposed changes. */
package org.peerchallenge.change.web;
