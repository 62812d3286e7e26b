package org.peerchallenge.engine.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 503 with one quiet page that tries again, until the application is ready for the first
 * time: before that, right passwords would be wrong and lists empty. Health and the page's own
 * files are answered.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class StartingPage extends OncePerRequestFilter {

  /** In seconds, as the page itself says. */
  private static final String RETRY_AFTER = "3";

  private final String page;
  private volatile boolean ready;

  StartingPage() throws IOException {
    this.page =
        new ClassPathResource("static/assets/starting.html")
            .getContentAsString(StandardCharsets.UTF_8);
  }

  /** Once is enough: a node that stops still finishes what was asked of it. */
  @EventListener
  void on(AvailabilityChangeEvent<ReadinessState> event) {
    ready |= event.getState() == ReadinessState.ACCEPTING_TRAFFIC;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getServletPath();
    return ready || path.startsWith("/actuator/health") || path.startsWith("/assets/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setHeader("Retry-After", RETRY_AFTER);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'");
    response.setContentType("text/html");
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.getWriter().write(page);
  }
}
