package org.peerchallenge.casechange;

import org.peerchallenge.engine.Message;

/** Which running processes hear of what. */
public interface Receivers {

  /**
   * Whether the process of a case runs on a version of its diagram that does not know this message:
   * it would go on as if nothing had happened.
   */
  boolean isDeaf(Message message, String businessKey);
}
