package org.peerchallenge.operation.web;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Figures for Prometheus at {@code /actuator/prometheus}, for whoever has the token of {@code
 * PEERCHALLENGE_METRICS_TOKEN}. To all others, and without a token, the address is like any that is
 * not there: the request goes on to the gate.
 *
 * <p>Stands before sessions and sign-in, which ask the database: figures are wanted most when that
 * is away.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class MetricsFilter extends OncePerRequestFilter {

  private static final String PATH = "/actuator/prometheus";
  private static final String BEARER = "Bearer ";

  /** Shorter ones can be guessed. */
  private static final int SHORTEST = 24;

  private final ObjectProvider<PrometheusMeterRegistry> registry;
  private final byte[] token;

  MetricsFilter(
      ObjectProvider<PrometheusMeterRegistry> registry,
      @Value("${peerchallenge.metrics-token}") String token) {
    if (!token.isEmpty() && token.length() < SHORTEST) {
      throw new IllegalStateException(
          "PEERCHALLENGE_METRICS_TOKEN must have at least " + SHORTEST + " characters");
    }
    this.registry = registry;
    this.token = token.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return token.length == 0
        || !request.getMethod().equals("GET")
        || !PATH.equals(request.getServletPath())
        || request.getPathInfo() != null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String authorization = request.getHeader("Authorization");
    PrometheusMeterRegistry figures = registry.getIfAvailable();
    if (figures == null
        || authorization == null
        || !authorization.startsWith(BEARER)
        || !MessageDigest.isEqual(
            token, authorization.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8))) {
      chain.doFilter(request, response);
      return;
    }
    response.setHeader("Cache-Control", "no-store");
    response.setContentType("text/plain; version=0.0.4; charset=utf-8");
    response.getOutputStream().write(figures.scrape().getBytes(StandardCharsets.UTF_8));
  }
}
