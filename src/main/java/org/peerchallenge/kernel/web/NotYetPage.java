package org.peerchallenge.kernel.web;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** The page for what is not there yet: an old link or a bookmark leads to it. */
@ControllerAdvice
class NotYetPage {

  @ExceptionHandler
  ModelAndView show(NotYet notYet) {
    return new ModelAndView("not-yet", Map.of("words", notYet.getReason()), HttpStatus.NOT_FOUND);
  }
}
