package org.peerchallenge.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.peerchallenge.Patience.await;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.peerchallenge.TestDatabase;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

class NoticeSweepTest {

  private static final DataSource DB = TestDatabase.migratedDatabase();

  private final ApplicationContextRunner application =
      new ApplicationContextRunner().withUserConfiguration(Wiring.class);

  @Test
  void aCommitSendsAtOnceAndNothingLeavesBeforeIt() {
    application.run(
        context -> {
          Wiring wiring = context.getBean(Wiring.class);
          new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
              .executeWithoutResult(
                  status -> {
                    post(context, "committed");
                    assertThat(dispatchedByAnother(context)).isZero();
                    assertThat(wiring.sent).isEmpty();
                  });
          await().until(() -> wiring.sent.size() == 1);
          new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
              .executeWithoutResult(
                  status -> {
                    post(context, "rolled back");
                    status.setRollbackOnly();
                  });
          assertThat(dispatchedByAnother(context)).isZero();
          assertThat(wiring.sent).hasSize(1);
        });
  }

  @Test
  void switchedOffItLeavesSendingToWhoeverHasTheClock() {
    application
        .withPropertyValues("peerchallenge.notice.sweep=false")
        .run(
            context -> {
              post(context, "by hand");
              assertThat(context).doesNotHaveBean(NoticeSweep.class);
              assertThat(context.getBean(Wiring.class).sent).isEmpty();
              assertThat(context.getBean(NoticeDispatcher.class).dispatchDue()).isEqualTo(1);
            });
  }

  private static void post(ApplicationContext context, String step) {
    context
        .getBean(Notices.class)
        .post(
            new Notice(
                new NoticeKey("instance", step, ""),
                new Recipient("Ada", "ada@example.org"),
                "year-started",
                Map.of("what", "2018-19"),
                "/tasks"));
  }

  /** What a thread of its own, outside this transaction, finds to send. */
  private static int dispatchedByAnother(ApplicationContext context) {
    NoticeDispatcher dispatcher = context.getBean(NoticeDispatcher.class);
    return CompletableFuture.supplyAsync(dispatcher::dispatchDue).join();
  }

  @Configuration
  @EnableTransactionManagement
  @Import({Notices.class, NoticeDispatcher.class, NoticeSweep.class, CalendarPart.class})
  static class Wiring {
    final List<Mail> sent = new CopyOnWriteArrayList<>();

    @Bean
    JdbcClient jdbcClient() {
      return JdbcClient.create(DB);
    }

    @Bean
    PlatformTransactionManager transactions() {
      return new DataSourceTransactionManager(DB);
    }

    @Bean
    Clock clock() {
      return Clock.fixed(Instant.parse("2018-11-30T09:00:00Z"), ZoneId.of("Europe/London"));
    }

    @Bean
    NoticeTemplates templates() {
      return new NoticeTemplates(URI.create("https://peer.example"), "Example region");
    }

    @Bean
    MailRoute route() {
      return sent::add;
    }
  }
}
