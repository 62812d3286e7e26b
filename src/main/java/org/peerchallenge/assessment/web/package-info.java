/** The pages on which a self-assessment is read, and asked about. */
package org.peerchallenge.assessment.web;
