package org.peerchallenge.kernel.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * HTTP 404 with words: what this reader may read will be here, and when. Thrown only after the
 * reading rule was asked; to everybody else what will be is as unknown as what never will, {@link
 * NotFound}.
 */
public final class NotYet extends ResponseStatusException {

  /** The words say what is missing, what brings it and when. */
  public NotYet(String words) {
    super(HttpStatus.NOT_FOUND, words);
  }
}
