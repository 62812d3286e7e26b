package org.peerchallenge.kernel.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** HTTP 404: the same answer for what is not there and for what is not for this reader. */
public final class NotFound extends ResponseStatusException {

  public NotFound() {
    super(HttpStatus.NOT_FOUND);
  }
}
