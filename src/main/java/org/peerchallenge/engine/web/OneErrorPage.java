package org.peerchallenge.engine.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorViewResolver;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/**
 * Resolver of error pages that knows of none: every error has the same one. Spring Boot's own looks
 * through all jars for a page of the error's number, each time that somebody is refused.
 */
@Component
class OneErrorPage implements ErrorViewResolver {

  @Override
  public ModelAndView resolveErrorView(
      HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
    return null;
  }
}
