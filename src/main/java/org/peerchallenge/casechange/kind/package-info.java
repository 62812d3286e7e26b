/** Every kind of change there is, one class each. */
package org.peerchallenge.casechange.kind;
