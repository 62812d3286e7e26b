/** The engine's side of changes: the step that makes one, and the trial that is rolled back. */
package org.peerchallenge.casechange.process;
