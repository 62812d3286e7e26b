package org.peerchallenge.engine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.apache.ibatis.exceptions.PersistenceException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.TransactionSystemException;

class DatabaseUnavailableFilterTest {

  private final MockHttpServletResponse response = new MockHttpServletResponse();
  private final DatabaseUnavailableFilter filter;

  DatabaseUnavailableFilterTest() throws IOException {
    filter = new DatabaseUnavailableFilter("peer.office@council.example");
  }

  @Test
  void aPageIsAnsweredInWordsWithTheOfficesAddress() throws Exception {
    fail(
        "text/html,*/*",
        new CannotGetJdbcConnectionException(
            "no", new SQLTransientConnectionException("timed out")));

    assertThat(response.getStatus()).isEqualTo(503);
    assertThat(response.getHeader("Retry-After")).isEqualTo("15");
    assertThat(response.getContentAsString())
        .contains("not available at the moment", "peer.office@council.example")
        .doesNotContain("example.org");
  }

  @ParameterizedTest
  @ValueSource(strings = {"08006", "08001", "53100", "53300", "57P01", "57014", "55P03"})
  void everyTroubleOfTheDatabaseIsFoundBehindTheEnginesOwnException(String state) throws Exception {
    fail(
        "application/json",
        new ProcessEngineException(
            "ENGINE-03004", new PersistenceException(new SQLException("trouble", state))));

    assertThat(response.getStatus()).isEqualTo(503);
    assertThat(response.getContentType()).startsWith("application/json");
    assertThat(response.getContentAsString()).contains("\"message\"").doesNotContain("trouble");
  }

  /** It died between a statement and its commit: the rollback fails too, and hides why. */
  @Test
  void aConnectionThatBrokeIsFoundBehindTheRollbackThatFailed() throws Exception {
    TransactionSystemException rollback =
        new TransactionSystemException("rollback failed", new SQLException("none", "25000"));
    rollback.initApplicationException(
        new DataAccessResourceFailureException("commit", new SQLException("reset", "08006")));
    fail("text/html", rollback);

    assertThat(response.getStatus()).isEqualTo(503);
  }

  @Test
  void aConnectionThatThePoolTookAwayIsTroubleOfTheDatabase() throws Exception {
    fail("text/html", new RuntimeException(new SQLException("Connection is closed")));

    assertThat(response.getStatus()).isEqualTo(503);
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "22021", "42601"})
  void aFaultOfOursStaysAFault(String state) {
    assertThatThrownBy(
            () -> fail("text/html", new RuntimeException(new SQLException("ours", state))))
        .hasRootCauseMessage("ours");
  }

  private void fail(String accept, RuntimeException failure) throws ServletException, IOException {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/assessments/2019");
    request.addHeader("Accept", accept);
    filter.doFilter(
        request,
        response,
        (asked, answered) -> {
          throw failure;
        });
  }
}
