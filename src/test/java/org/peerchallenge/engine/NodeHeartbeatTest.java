package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;

/** The jobs of a silent node are freed, those of a living or unknown one are not. */
class NodeHeartbeatTest extends EngineTest {

  private NodeHeartbeat heartbeat;

  @BeforeEach
  void jobsOfThreeNodes() {
    heartbeat = new NodeHeartbeat(jdbc, engine);
    for (String node : new String[] {"silent", "living", "of-an-older-version"}) {
      jdbc.sql(
              """
              insert into act_ru_job (id_, rev_, type_, retries_, lock_owner_, lock_exp_time_, suspension_state_, create_time_)
              values (:node, 1, 'message', 3, :node, now() + interval '1 minute', 1, now())
              """)
          .param("node", node)
          .update();
    }
    seen("silent", 7);
    seen("living", 3);
  }

  private void seen(String node, int secondsAgo) {
    jdbc.sql(
            """
            insert into node (id, host, seen_at) values (:id, 'here', now() - make_interval(secs => :ago))
            on conflict (id) do update set seen_at = excluded.seen_at
            """)
        .param("id", node)
        .param("ago", secondsAgo)
        .update();
  }

  @AfterEach
  void takeThemAway() {
    jdbc.sql("delete from act_ru_job where id_ in ('silent', 'living', 'of-an-older-version')")
        .update();
    jdbc.sql("delete from node").update();
  }

  @Test
  void theJobsOfASilentNodeAreFreedAndNoOthers() {
    assertThat(heartbeat.takeOver()).isEqualTo(1);

    assertThat(
            jdbc.sql("select id_ from act_ru_job where lock_owner_ is null and id_ = 'silent'")
                .query(String.class)
                .list())
        .containsExactly("silent");
    assertThat(jdbc.sql("select id from node").query(String.class).list())
        .containsExactly("living");
    assertThat(heartbeat.takeOver()).as("a second time").isZero();
  }

  @Test
  void aNodeThatHasJustBegunOrWasCutOffJudgesNobody() {
    assertThat(heartbeat.beat()).isZero();

    assertThat(jdbc.sql("select count(*) from node").query(Long.class).single()).isEqualTo(3);
  }
}
