package org.peerchallenge.kernel.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcRegistrations;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.condition.PathPatternsRequestCondition;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Looks for a request's page only among those that begin with the same word. Spring asks each of
 * our hundreds of pages whether it is meant.
 */
@Component
class FirstWord implements WebMvcRegistrations {

  @Override
  public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
    return new Pages();
  }

  /** What Spring finds, found with fewer questions. */
  static final class Pages extends RequestMappingHandlerMapping {

    private static final Pattern WORD = Pattern.compile("/([^/{}*?]+)(/.*)?");

    private final Map<RequestMappingInfo, Set<String>> words = new ConcurrentHashMap<>();
    private final ThreadLocal<String> asked = new ThreadLocal<>();

    @Override
    protected HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request)
        throws Exception {
      asked.set(wordOf(request));
      try {
        return super.lookupHandlerMethod(path, request);
      } finally {
        asked.remove();
      }
    }

    @Override
    protected RequestMappingInfo getMatchingMapping(
        RequestMappingInfo page, HttpServletRequest request) {
      String word = asked.get();
      if (word != null) {
        Set<String> begins = words.computeIfAbsent(page, Pages::wordsOf);
        if (!begins.isEmpty() && !begins.contains(word)) {
          return null;
        }
      }
      return super.getMatchingMapping(page, request);
    }

    /** Decoded, as patterns are compared; null for an address that has none at its beginning. */
    private static String wordOf(HttpServletRequest request) {
      if (!ServletRequestPathUtils.hasParsedRequestPath(request)) {
        return null;
      }
      var parts =
          ServletRequestPathUtils.getParsedRequestPath(request).pathWithinApplication().elements();
      return parts.size() > 1
              && parts.get(0) instanceof PathContainer.Separator
              && parts.get(1) instanceof PathSegment segment
          ? segment.valueToMatch()
          : null;
    }

    /** Empty where any word may stand. */
    private static Set<String> wordsOf(RequestMappingInfo page) {
      PathPatternsRequestCondition patterns = page.getPathPatternsCondition();
      Set<String> found = new HashSet<>();
      for (String pattern : patterns == null ? Set.<String>of() : patterns.getPatternValues()) {
        Matcher word = WORD.matcher(pattern);
        if (!word.matches()) {
          return Set.of();
        }
        found.add(word.group(1));
      }
      return found;
    }
  }
}
