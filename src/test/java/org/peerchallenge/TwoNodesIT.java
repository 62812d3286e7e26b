package org.peerchallenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.peerchallenge.Patience.await;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.peerchallenge.region.Authority;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two nodes that start at once on one empty database, and people who come to either. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoNodesIT {

  private static final String PASSWORD = "A-long-test-word-1";

  private List<ConfigurableApplicationContext> nodes;
  private List<String> addresses;

  @BeforeAll
  void bothStartAtOnceOnAnEmptyDatabase() {
    String database = TestDatabase.emptyJdbcUrl();
    nodes =
        Stream.of("first", "second")
            .map(name -> CompletableFuture.supplyAsync(() -> start(database, name)))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    addresses =
        nodes.stream()
            .map(
                node ->
                    "http://localhost:" + node.getEnvironment().getProperty("local.server.port"))
            .toList();
    Region region = nodes.get(0).getBean(Region.class);
    region.addAuthority(
        new Authority("846", "Brighton and Hove", "E06000043", "unitary", Optional.empty()));
    for (String username : List.of("dcs-846", "team-846")) {
      region.addPerson(new Person(username, "Somebody Invented", username + "@council.example"));
      Role role = username.startsWith("dcs") ? Role.DCS : Role.TEAM;
      region.appoint(username, role, "846", LocalDate.of(2018, 1, 1));
      IdentityService identity = nodes.get(0).getBean(IdentityService.class);
      await().until(() -> identity.createUserQuery().userId(username).count() == 1);
      User user = identity.createUserQuery().userId(username).singleResult();
      user.setPassword(PASSWORD);
      identity.saveUser(user);
    }
  }

  private static ConfigurableApplicationContext start(String database, String name) {
    SpringApplication application = new SpringApplication(PeerChallenge.class);
    return application.run(
        "--server.port=0",
        "--spring.datasource.url=" + database,
        "--spring.datasource.username=" + TestDatabase.USER,
        "--spring.datasource.hikari.maximum-pool-size=15",
        "--camunda.bpm.admin-user.password=" + PASSWORD,
        "--peerchallenge.notice.sweep=false",
        "--spring.jmx.enabled=false",
        "--peerchallenge.home=target/home-" + name);
  }

  @AfterAll
  void stop() {
    nodes.forEach(ConfigurableApplicationContext::close);
  }

  @Test
  void oneSetOfFilesAndOneAdministratorStandAfterBothHaveStarted() {
    JdbcClient jdbc = nodes.get(0).getBean(JdbcClient.class);

    assertThat(count(jdbc, "select count(*) from act_re_deployment")).isEqualTo(1);
    assertThat(count(jdbc, "select count(*) from act_id_user where id_ = 'admin'")).isEqualTo(1);
    assertThat(count(jdbc, "select count(*) from figure_edition")).isEqualTo(1);
  }

  private static int count(JdbcClient jdbc, String sql) {
    return jdbc.sql(sql).query(Integer.class).single();
  }

  @Test
  void whoSignedInAtOneNodeIsKnownAtTheOtherAndSignsOutOfBoth() {
    Visitor atFirst = Visitor.signIn(addresses.get(0), "dcs-846", PASSWORD);
    Visitor atSecond = atFirst.at(addresses.get(1));

    assertThat(atSecond.get("/").statusCode()).isEqualTo(200);
    assertThat(atSecond.get(Visitor.ENGINE + "/task").statusCode()).isEqualTo(200);

    atSecond.postForm("/sign-out", Map.of());
    assertThat(atFirst.get(Visitor.ENGINE + "/task").statusCode()).isEqualTo(401);
  }

  @Test
  void aRoleThatEndsAtOneNodeEndsAtTheOtherWithTheNextRequest() {
    Visitor atSecond = Visitor.signIn(addresses.get(1), "team-846", PASSWORD);
    assertThat(atSecond.get("/").body()).asString().contains("Brighton and Hove");

    nodes
        .get(0)
        .getBean(Region.class)
        .end("team-846", Role.TEAM, "846", LocalDate.now().minusDays(1));

    assertThat(atSecond.get("/").body()).asString().doesNotContain("Brighton and Hove");
  }
}
