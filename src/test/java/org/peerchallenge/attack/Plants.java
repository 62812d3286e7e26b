package org.peerchallenge.attack;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts into every answer what {@link TwoWorlds} plants there. */
@TestConfiguration(proxyBeanMethods = false)
class Plants {

  private volatile String says = "";

  /**
   * From now on.
   *
   * @param sql of one text; empty for nothing
   */
  void say(String sql) {
    says = sql;
  }

  @Bean
  FilterRegistrationBean<Filter> plantedLeaks(JdbcClient jdbc) {
    return new FilterRegistrationBean<>(
        (request, response, chain) -> {
          if (!says.isEmpty()) {
            ((HttpServletResponse) response)
                .setHeader("X-Planted", jdbc.sql(says).query(String.class).optional().orElse(""));
          }
          chain.doFilter(request, response);
        });
  }
}
