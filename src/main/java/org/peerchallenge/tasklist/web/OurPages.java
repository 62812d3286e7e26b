package org.peerchallenge.tasklist.web;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Knows which pages there are, so that nothing links to one that this installation lacks. */
@Component
class OurPages {

  private final RequestMappingHandlerMapping mapping;

  OurPages(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
    this.mapping = mapping;
  }

  boolean has(String path) {
    PathContainer parsed = PathContainer.parsePath(path);
    return mapping.getHandlerMethods().keySet().stream()
        .filter(info -> info.getPathPatternsCondition() != null)
        .flatMap(info -> info.getPathPatternsCondition().getPatterns().stream())
        .anyMatch(pattern -> pattern.matches(parsed));
  }
}
