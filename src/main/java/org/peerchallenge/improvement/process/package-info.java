/** What the diagram of the improvement plan calls, and its forms. */
package org.peerchallenge.improvement.process;
