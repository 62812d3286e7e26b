/** Asks the decision table that analysts edit. */
package org.peerchallenge.benchmark.process;
