package org.peerchallenge.operation.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** The figures are for whoever has the token; to others the address is like any. */
class MetricsFilterTest {

  private static final String TOKEN = "a-token-of-more-than-24-characters";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  private final ObjectProvider<PrometheusMeterRegistry> provider =
      new ObjectProvider<>() {
        @Override
        public Stream<PrometheusMeterRegistry> stream() {
          return Stream.of(registry);
        }
      };

  @Test
  void whoeverHasTheTokenReadsTheFigures() throws Exception {
    registry.gauge("peerchallenge.incidents", 3);

    MockHttpServletResponse answer = ask(TOKEN, "/actuator/prometheus", "Bearer " + TOKEN);

    assertThat(answer.getContentAsString()).contains("peerchallenge_incidents 3");
    assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Bearer ", "Bearer other", "Basic " + TOKEN, TOKEN, "bearer " + TOKEN})
  void everybodyElseGoesOnToTheGate(String authorization) throws Exception {
    assertThat(ask(TOKEN, "/actuator/prometheus", authorization)).isNull();
  }

  @Test
  void withoutATokenNobodyReadsThem() throws Exception {
    assertThat(ask("", "/actuator/prometheus", "Bearer ")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/actuator/prometheus/", "/actuator/Prometheus", "/", "/actuator"})
  void noOtherAddressIsTouched(String path) throws Exception {
    assertThat(ask(TOKEN, path, "Bearer " + TOKEN)).isNull();
  }

  @Test
  void aTokenThatCanBeGuessedIsRefusedAtTheStart() {
    assertThatThrownBy(() -> new MetricsFilter(provider, "secret"))
        .hasMessageContaining("PEERCHALLENGE_METRICS_TOKEN");
  }

  /** Null when the request went on. */
  private MockHttpServletResponse ask(String token, String path, String authorization)
      throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
    request.setServletPath(path);
    if (!authorization.isEmpty()) {
      request.addHeader("Authorization", authorization);
    }
    MockHttpServletResponse response = new MockHttpServletResponse();
    MockFilterChain next = new MockFilterChain();
    new MetricsFilter(provider, token).doFilter(request, response, next);
    return next.getRequest() == null ? response : null;
  }
}
