package org.peerchallenge.engine;

import jakarta.ws.rs.core.Response.Status;
import org.camunda.bpm.engine.rest.exception.InvalidRequestException;

/**
 * What was sent cannot be taken; the message says why, to the person who sent it.
 *
 * <p>It is the engine's own kind of refusal, so that its web interface answers 400 with the message
 * as it stands.
 */
public class FormRejected extends InvalidRequestException {

  public FormRejected(String message) {
    super(Status.BAD_REQUEST, message);
  }
}
