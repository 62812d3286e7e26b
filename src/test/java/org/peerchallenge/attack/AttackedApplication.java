package org.peerchallenge.attack;

import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.TestInstance;
import org.peerchallenge.TestDatabase;
import org.peerchallenge.TestProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.context.WebApplicationContext;

/**
 * The running application that {@link World} fills, with {@link Switchboard} in it. It ends with
 * its class: the vendor's web applications know one engine in a JVM, the last that began.
 */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
    properties = {
      "camunda.bpm.job-execution.enabled=false",
      "camunda.bpm.admin-user.id=admin",
      "camunda.bpm.admin-user.password=" + World.PASSWORD,
      "peerchallenge.message-sweep=P1D",
      "peerchallenge.trial-sweep=P1D",
      "peerchallenge.move-sweep=P1D",
      "peerchallenge.pack-sweep=P1D",
      "peerchallenge.notice.sweep=false",
      "peerchallenge.home=target/attack-home"
    })
@Import({World.class, Switchboard.class, Plants.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DirtiesContext
abstract class AttackedApplication {

  private static final TestProvider PROVIDER = TestProvider.start();
  private static final String DATABASE = TestDatabase.freshJdbcUrl();

  @Autowired World world;
  @Autowired JdbcClient jdbc;
  @Autowired RuntimeService runtime;
  @Autowired WebApplicationContext context;
  @LocalServerPort int port;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry properties) {
    properties.add("spring.datasource.url", () -> DATABASE);
    properties.add("spring.datasource.username", () -> TestDatabase.USER);
    TestProvider.settle(properties);
    PROVIDER.register(properties, "council", "A council", "");
  }

  final String base() {
    return "http://localhost:" + port;
  }
}
