/**
 * Changes of running cases: chosen, tried out, confirmed with a reason, made in a step of their
 * own, and taken back where nothing has left the house.
 */
package org.peerchallenge.casechange;
