/** The pages on which a change is chosen, looked at and confirmed. */
package org.peerchallenge.casechange.web;
