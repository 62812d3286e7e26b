package org.peerchallenge.account.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.MapSession;
import org.springframework.session.MapSessionRepository;
import org.springframework.session.SessionRepository;

class ThriftySessionsTest {

  private final List<String> asked = new ArrayList<>();

  /** A database that notes what it was asked. */
  private final SessionRepository<MapSession> database =
      new MapSessionRepository(new ConcurrentHashMap<>()) {
        @Override
        public MapSession findById(String id) {
          asked.add("find " + id);
          return super.findById(id);
        }
      };

  private final ThriftySessions<MapSession> sessions = new ThriftySessions<>(database);

  @Test
  void aRequestReadsItsSessionOnceThoughItIsSavedInBetween() throws Exception {
    String id = kept();
    inARequest(
        () -> {
          var session = sessions.findById(id);
          session.setAttribute("name", "anna");
          sessions.save(session);
          assertThat(sessions.findById(id)).isSameAs(session);
        });
    assertThat(asked).containsExactly("find " + id);
  }

  @Test
  void theNextRequestReadsWhatAnotherNodeWroteSince() throws Exception {
    String id = kept();
    inARequest(() -> assertThat(sessions.findById(id)).isNotNull());
    MapSession elsewhere = database.findById(id);
    elsewhere.setAttribute("name", "ben");
    database.save(elsewhere);
    inARequest(
        () -> assertThat((String) sessions.findById(id).getAttribute("name")).isEqualTo("ben"));
  }

  @Test
  void anEndedSessionIsGoneForItsOwnRequestToo() throws Exception {
    String id = kept();
    inARequest(
        () -> {
          sessions.findById(id);
          sessions.deleteById(id);
          assertThat(sessions.findById(id)).isNull();
        });
  }

  @Test
  void aSessionWithANewNameIsNotFoundByItsOldOne() throws Exception {
    String id = kept();
    inARequest(
        () -> {
          var session = sessions.findById(id);
          String renamed = session.changeSessionId();
          sessions.save(session);
          assertThat(sessions.findById(id)).isNull();
          assertThat(sessions.findById(renamed)).isSameAs(session);
        });
  }

  @Test
  void outsideARequestNothingIsRemembered() {
    String id = kept();
    sessions.findById(id);
    sessions.findById(id);
    assertThat(asked).hasSize(2);
  }

  @Test
  void theTimeOfTheLastUseIsWrittenOnceAMinute() {
    MapSession kept = new MapSession();
    Instant start = Instant.parse("2019-02-04T09:00:00Z");
    kept.setLastAccessedTime(start);
    var session = new ThriftySessions.Used<>(kept);

    session.setLastAccessedTime(start.plus(Duration.ofSeconds(59)));
    assertThat(kept.getLastAccessedTime()).isEqualTo(start);
    session.setLastAccessedTime(start.plus(Duration.ofSeconds(61)));
    assertThat(kept.getLastAccessedTime()).isEqualTo(start.plus(Duration.ofSeconds(61)));
  }

  private String kept() {
    var session = sessions.createSession();
    sessions.save(session);
    return session.getId();
  }

  private void inARequest(Runnable work) throws Exception {
    sessions
        .forARequest()
        .doFilter(
            new MockHttpServletRequest(),
            new MockHttpServletResponse(),
            new MockFilterChain(
                new HttpServlet() {
                  @Override
                  protected void service(HttpServletRequest request, HttpServletResponse response) {
                    work.run();
                  }
                }));
  }
}
