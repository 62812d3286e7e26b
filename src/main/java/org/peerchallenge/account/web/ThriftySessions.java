package org.peerchallenge.account.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Repository of sessions that reads each once a request, and writes when it was last used at most
 * once a minute. Spring Session by itself reads a session up to three times for a request, and
 * writes at every one.
 *
 * <p>What a session holds is written at the end of the request that changed it, as before.
 *
 * @param <S> the kind of session that the database keeps
 */
final class ThriftySessions<S extends Session>
    implements SessionRepository<ThriftySessions.Used<S>> {

  /** Far below the shortest limit after which an unused session ends. */
  private static final Duration WRITTEN_EVERY = Duration.ofMinutes(1);

  private final SessionRepository<S> database;
  private final ThreadLocal<Map<String, Used<S>>> known = new ThreadLocal<>();

  ThriftySessions(SessionRepository<S> database) {
    this.database = database;
  }

  @Override
  public Used<S> createSession() {
    return new Used<>(database.createSession());
  }

  @Override
  public Used<S> findById(String id) {
    Map<String, Used<S>> ofRequest = known.get();
    if (ofRequest != null && ofRequest.containsKey(id)) {
      return ofRequest.get(id);
    }
    S found = database.findById(id);
    return found == null ? null : remembered(new Used<>(found));
  }

  @Override
  public void save(Used<S> session) {
    database.save(session.kept);
    remembered(session);
  }

  @Override
  public void deleteById(String id) {
    database.deleteById(id);
    if (known.get() != null) {
      known.get().remove(id);
    }
  }

  private Used<S> remembered(Used<S> session) {
    Map<String, Used<S>> ofRequest = known.get();
    if (ofRequest != null) {
      // It may have a new name.
      ofRequest.values().removeIf(one -> one.kept == session.kept);
      ofRequest.put(session.getId(), session);
    }
    return session;
  }

  /** Filter that ends what is remembered with the request; stands before Spring Session's own. */
  OncePerRequestFilter forARequest() {
    return new OncePerRequestFilter() {
      @Override
      protected void doFilterInternal(
          HttpServletRequest request, HttpServletResponse response, FilterChain chain)
          throws ServletException, IOException {
        known.set(new HashMap<>());
        try {
          chain.doFilter(request, response);
        } finally {
          known.remove();
        }
      }
    };
  }

  /** A session in use. */
  static final class Used<S extends Session> implements Session {

    private final S kept;

    Used(S kept) {
      this.kept = kept;
    }

    @Override
    public void setLastAccessedTime(Instant time) {
      if (time.isAfter(kept.getLastAccessedTime().plus(WRITTEN_EVERY))) {
        kept.setLastAccessedTime(time);
      }
    }

    @Override
    public Instant getLastAccessedTime() {
      return kept.getLastAccessedTime();
    }

    @Override
    public String getId() {
      return kept.getId();
    }

    @Override
    public String changeSessionId() {
      return kept.changeSessionId();
    }

    @Override
    public <T> T getAttribute(String name) {
      return kept.getAttribute(name);
    }

    @Override
    public Set<String> getAttributeNames() {
      return kept.getAttributeNames();
    }

    @Override
    public void setAttribute(String name, Object value) {
      kept.setAttribute(name, value);
    }

    @Override
    public void removeAttribute(String name) {
      kept.removeAttribute(name);
    }

    @Override
    public Instant getCreationTime() {
      return kept.getCreationTime();
    }

    @Override
    public void setMaxInactiveInterval(Duration interval) {
      kept.setMaxInactiveInterval(interval);
    }

    @Override
    public Duration getMaxInactiveInterval() {
      return kept.getMaxInactiveInterval();
    }

    @Override
    public boolean isExpired() {
      return kept.isExpired();
    }
  }
}
