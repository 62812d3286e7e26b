package org.peerchallenge.kernel.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** The quick search for a page finds what Spring's own finds. */
class FirstWordTest {

  private static final List<String> PATTERNS =
      List.of(
          "/",
          "/plan",
          "/plan/{year}",
          "/plan/{year}/minutes",
          "/plan-b/{year}",
          "/{kind}/list",
          "/assets/**",
          "/camunda/app/{app}/locales/en.json",
          "/days/{year}/group-{number}",
          "/old?/x",
          "/a b/{x}");

  private static final List<String> ASKED =
      List.of(
          "",
          "/",
          "//",
          "//plan/2019",
          "/plan",
          "/plan/",
          "/plan/2019",
          "/plan/2019/minutes",
          "/PLAN/2019",
          "/pl%61n/2019",
          "/plan;v=1/2019",
          "/plan%2F2019",
          "/plan-b/2019",
          "/planet/2019",
          "/anything/list",
          "/assets",
          "/assets/page.css",
          "/camunda/app/tasklist/locales/en.json",
          "/days/2019/group-3",
          "/olds/x",
          "/a%20b/1",
          "/nowhere");

  @Test
  void itFindsThePageThatSpringFindsAndNoOther() throws Exception {
    RequestMappingHandlerMapping ours = filled(new FirstWord.Pages());
    RequestMappingHandlerMapping springs = filled(new RequestMappingHandlerMapping());
    Map<String, String> found = new LinkedHashMap<>();
    Map<String, String> meant = new LinkedHashMap<>();
    for (String path : ASKED) {
      for (String method : List.of("GET", "POST")) {
        found.put(method + " " + path, answer(ours, method, path));
        meant.put(method + " " + path, answer(springs, method, path));
      }
    }
    assertThat(found).isEqualTo(meant);
    assertThat(found.values()).contains("/plan/{year}", "/{kind}/list", "none");
  }

  private static RequestMappingHandlerMapping filled(RequestMappingHandlerMapping mapping)
      throws NoSuchMethodException {
    Method open = Page.class.getDeclaredMethod("open");
    mapping.setApplicationContext(new StaticApplicationContext());
    mapping.afterPropertiesSet();
    for (String pattern : PATTERNS) {
      mapping.registerMapping(
          RequestMappingInfo.paths(pattern)
              .methods(RequestMethod.GET)
              .options(mapping.getBuilderConfiguration())
              .build(),
          new Page(pattern),
          open);
    }
    return mapping;
  }

  /** The pattern of the page, or what Spring says where there is none. */
  private static String answer(RequestMappingHandlerMapping mapping, String method, String path) {
    MockHttpServletRequest request = new MockHttpServletRequest(method, path);
    ServletRequestPathUtils.parseAndCache(request);
    try {
      HandlerExecutionChain found = mapping.getHandler(request);
      return found == null
          ? "none"
          : ((Page) ((HandlerMethod) found.getHandler()).getBean()).pattern();
    } catch (Exception e) {
      return e.toString();
    }
  }

  private record Page(String pattern) {
    void open() {
      // Which page is found is all that is asked.
    }
  }
}
