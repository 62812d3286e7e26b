package org.peerchallenge.engine.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.peerchallenge.kernel.MachineTrouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 503 in words, from a page that needs no database, when the database is away, full,
 * overloaded or locked, or this machine cannot use its disk; the log gets one line a minute, not a
 * stack trace for each request.
 *
 * <p>Stands before every other filter: sessions and sign-in ask the database too.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class DatabaseUnavailableFilter extends OncePerRequestFilter {

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseUnavailableFilter.class);

  /** In seconds: when a browser or a load balancer may try again. */
  private static final String RETRY_AFTER = "15";

  /**
   * Classes of PostgreSQL's error codes (appendix A of its manual): connection exceptions,
   * insufficient resources such as a full disk, and intervention of an operator.
   */
  private static final Set<String> CLASSES = Set.of("08", "53", "57");

  /** A lock that was not to be had in time. */
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  /** What HikariCP says of a connection that it took away because it broke; without a code. */
  private static final String BROKEN = "Connection is closed";

  private final String page;
  private final AtomicReference<Instant> said = new AtomicReference<>(Instant.EPOCH);

  DatabaseUnavailableFilter(@Value("${peerchallenge.office-email}") String office)
      throws IOException {
    this.page =
        new ClassPathResource("static/assets/unavailable.html")
            .getContentAsString(StandardCharsets.UTF_8)
            .replace("programme.office@example.org", office);
  }

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      chain.doFilter(request, response);
    } catch (ServletException | IOException | RuntimeException e) {
      SQLException cause = unavailable(e);
      Optional<String> trouble =
          cause == null
              ? MachineTrouble.in(e)
              : Optional.of("%s (SQL state %s)".formatted(cause.getMessage(), cause.getSQLState()));
      if (trouble.isEmpty() || response.isCommitted()) {
        throw e;
      }
      log(request, cause == null ? "disk" : "database", trouble.get());
      answer(request, response);
    }
  }

  /** The database's own trouble in this failure, or null when it is another kind of failure. */
  static SQLException unavailable(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && isTroubleOfTheDatabase(sql)) {
        return sql;
      }
      // A connection that broke cannot be rolled back either: the first failure is kept beside.
      if (cause instanceof TransactionSystemException both
          && both.getApplicationException() != null) {
        SQLException first = unavailable(both.getApplicationException());
        if (first != null) {
          return first;
        }
      }
      if (cause.getCause() == cause) {
        return null;
      }
    }
    return null;
  }

  private static boolean isTroubleOfTheDatabase(SQLException sql) {
    String state = sql.getSQLState();
    if (state == null) {
      return sql instanceof SQLTransientConnectionException || BROKEN.equals(sql.getMessage());
    }
    return sql instanceof SQLTransientConnectionException
        || CLASSES.contains(state.substring(0, 2))
        || state.equals(LOCK_NOT_AVAILABLE);
  }

  private void log(HttpServletRequest request, String part, String trouble) {
    Instant now = Instant.now();
    Instant last = said.get();
    if (last.plus(Duration.ofMinutes(1)).isBefore(now) && said.compareAndSet(last, now)) {
      LOG.error(
          "The {} did not answer {} {}: {}. Told once a minute.",
          part,
          request.getMethod(),
          request.getRequestURI(),
          trouble);
    }
  }

  private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.reset();
    response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setHeader("Retry-After", RETRY_AFTER);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'");
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    String accept = request.getHeader("Accept");
    boolean forPeople = accept != null && accept.contains("text/html");
    response.setContentType(forPeople ? "text/html" : "application/json");
    response
        .getWriter()
        .write(
            forPeople
                ? page
                : """
                {"type":"Unavailable","message":"The service cannot reach its database or use its disk. Nothing was lost. Try again in a moment."}
                """);
  }
}
