package org.peerchallenge.engine;

import jakarta.ws.rs.core.Response.Status;
import org.camunda.bpm.engine.rest.exception.InvalidRequestException;
import org.peerchallenge.kernel.Refused;

/**
 * A refusal as the engine's web interface answers it: HTTP 400 with the message as it stands.
 *
 * <p>Made at the form service alone; every feature refuses with {@link Refused}, and knows nothing
 * of the web interface.
 */
public class FormRejected extends InvalidRequestException {

  private static final long serialVersionUID = 1L;

  FormRejected(Refused why) {
    super(Status.BAD_REQUEST, why, why.getMessage());
  }
}
