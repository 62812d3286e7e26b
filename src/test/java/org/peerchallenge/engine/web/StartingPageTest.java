package org.peerchallenge.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class StartingPageTest {

  @Test
  void everyPageSaysThatItIsStartingUntilItIsReady() throws Exception {
    StartingPage starting = new StartingPage();
    for (String path : new String[] {"/", "/sign-in", "/camunda/app/tasklist/default/"}) {
      MockHttpServletResponse answer = ask(starting, "POST", path);
      assertThat(answer.getStatus()).as(path).isEqualTo(503);
      assertThat(answer.getHeader("Retry-After")).isEqualTo("3");
      assertThat(answer.getContentAsString()).contains("is starting", "http-equiv=\"refresh\"");
    }
    assertThat(ask(starting, "GET", "/actuator/health/readiness").getStatus()).isEqualTo(200);
    assertThat(ask(starting, "GET", "/assets/page.css").getStatus()).isEqualTo(200);

    starting.on(new AvailabilityChangeEvent<>(this, ReadinessState.REFUSING_TRAFFIC));
    assertThat(ask(starting, "GET", "/sign-in").getStatus()).isEqualTo(503);
    starting.on(new AvailabilityChangeEvent<>(this, ReadinessState.ACCEPTING_TRAFFIC));
    assertThat(ask(starting, "GET", "/sign-in").getStatus()).isEqualTo(200);
  }

  private static MockHttpServletResponse ask(StartingPage starting, String method, String path)
      throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest(method, path);
    request.setServletPath(path);
    MockHttpServletResponse answer = new MockHttpServletResponse();
    starting.doFilter(request, answer, new MockFilterChain());
    return answer;
  }
}
