/** The steps and forms of the challenge day and of the report back. */
package org.peerchallenge.challenge.process;
