package org.peerchallenge.tasklist.web;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Knows which pages there are, so that nothing links to one that this installation lacks. */
@Component
class OurPages {

  private final RequestMappingHandlerMapping mapping;

  /** Every page asks for those of the menu, and which there are does not change while it runs. */
  private final Map<String, Boolean> known = new ConcurrentHashMap<>();

  OurPages(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
    this.mapping = mapping;
  }

  /**
   * Whether there is such a page.
   *
   * @param path as the product links to it, never as somebody sent it: it is remembered
   */
  boolean has(String path) {
    return known.computeIfAbsent(path, this::find);
  }

  private boolean find(String path) {
    PathContainer parsed = PathContainer.parsePath(path);
    return mapping.getHandlerMethods().keySet().stream()
        .filter(info -> info.getPathPatternsCondition() != null)
        .flatMap(info -> info.getPathPatternsCondition().getPatterns().stream())
        .anyMatch(pattern -> pattern.matches(parsed));
  }
}
