/** The pages of a day, of a report and of the region's register. */
package org.peerchallenge.challenge.web;
