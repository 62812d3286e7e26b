/** What the diagrams and forms of the self-assessment and its review call. */
package org.peerchallenge.assessment.process;
