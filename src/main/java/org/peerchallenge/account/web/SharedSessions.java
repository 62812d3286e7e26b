package org.peerchallenge.account.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;

/**
 * Sessions in the database (Spring Session), so that any node answers any request and a node may
 * stop without anybody having to sign in again.
 */
@Configuration
class SharedSessions {

  /** Two requests of one page may write the same attribute at once: the later one wins. */
  @Bean
  PostgreSqlJdbcIndexedSessionRepositoryCustomizer sessionsOnPostgreSql() {
    return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
  }
}
