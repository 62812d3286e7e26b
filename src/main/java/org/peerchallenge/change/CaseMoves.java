package org.peerchallenge.change;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.peerchallenge.changelog.ChangeLog;
import org.peerchallenge.engine.ProposedFiles;
import org.peerchallenge.engine.ProposedFiles.Earlier;
import org.peerchallenge.kernel.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves running cases onto a deployed set, one by one and each in a transaction of its own; what
 * fails is tried again, and every move is in the case's change log.
 */
@Service
public class CaseMoves {

  private static final Logger log = LoggerFactory.getLogger(CaseMoves.class);
  private static final int MOST_ATTEMPTS = 3;

  /** One row of work. */
  private record Work(
      long id,
      String deployment,
      String instance,
      String diagram,
      String businessKey,
      String askedBy,
      String reason,
      int attempts) {}

  private final JdbcClient jdbc;
  private final ProposedFiles files;
  private final ChangeLog changes;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  CaseMoves(
      JdbcClient jdbc,
      ProposedFiles files,
      ChangeLog changes,
      TransactionTemplate transaction,
      ApplicationEventPublisher events,
      Clock clock) {
    this.jdbc = jdbc;
    this.files = files;
    this.changes = changes;
    this.transaction = transaction;
    this.events = events;
    this.clock = clock;
  }

  /** What was moved to a deployed set, and what waits. */
  public List<Move> to(String deployment) {
    return jdbc.sql("select * from process_move where deployment = :deployment order by id")
        .param("deployment", deployment)
        .query(
            (row, n) ->
                new Move(
                    row.getString("diagram"),
                    row.getString("business_key"),
                    row.getString("asked_by"),
                    row.getObject("asked", OffsetDateTime.class).toInstant(),
                    Move.State.valueOf(row.getString("state")),
                    Optional.ofNullable(row.getString("outcome")).orElse(""),
                    Optional.ofNullable(row.getObject("ended", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant)))
        .list();
  }

  /**
   * Has cases moved soon to the set in use. Each is looked at again when its turn comes: what
   * cannot move stays, and says why.
   *
   * @param instances ids of process instances
   * @param diagrams processes of which every case is meant
   * @param deployment the set that was shown
   * @param reason why, at most 1,000 characters
   * @return how many will be moved
   * @throws Refused when another set is in use by now, or without a reason
   */
  @Transactional
  public int ask(
      Collection<String> instances,
      Collection<String> diagrams,
      String deployment,
      String reason,
      String who) {
    if (!deployment.equals(files.inUseId())) {
      throw new Refused("Another set came into use meanwhile. Look again.");
    }
    String why = Proposals.needed(reason, "Write why: it is kept with every case that moves.");
    int asked = 0;
    for (Earlier one : files.earlierThan(deployment)) {
      if (instances.contains(one.processInstance()) || diagrams.contains(one.diagram())) {
        asked +=
            jdbc.sql(
                    """
                    insert into process_move
                      (deployment, process_instance, diagram, business_key, asked_by, asked, reason)
                    select :deployment, :instance, :diagram, :key, :who, :now, :reason
                    where not exists (select 1 from process_move
                      where process_instance = :instance and state = 'WAITING')
                    """)
                .param("deployment", deployment)
                .param("instance", one.processInstance())
                .param("diagram", one.diagram())
                .param("key", one.businessKey())
                .param("who", who)
                .param("now", now())
                .param("reason", why)
                .update();
      }
    }
    return asked;
  }

  /** Moves all that waits; safe beside another node. */
  @Scheduled(fixedDelayString = "${peerchallenge.move-sweep:PT5S}")
  public int moveWaiting() {
    int done = 0;
    for (Optional<Work> next = next(); next.isPresent(); next = next()) {
      one(next.get());
      done++;
    }
    return done;
  }

  private Optional<Work> next() {
    return jdbc.sql(
            """
            update process_move set attempts = attempts + 1
            where id = (
              select id from process_move where state = 'WAITING'
              order by attempts, id limit 1 for update skip locked)
            returning *
            """)
        .query(
            (row, n) ->
                new Work(
                    row.getLong("id"),
                    row.getString("deployment"),
                    row.getString("process_instance"),
                    row.getString("diagram"),
                    row.getString("business_key"),
                    row.getString("asked_by"),
                    row.getString("reason"),
                    row.getInt("attempts")))
        .optional();
  }

  private void one(Work work) {
    try {
      Optional<String> stays =
          transaction.execute(
              status -> {
                // Another node may have been here since.
                boolean waits =
                    jdbc.sql("select state = 'WAITING' from process_move where id = :id for update")
                        .param("id", work.id())
                        .query(Boolean.class)
                        .single();
                if (!waits) {
                  return Optional.empty();
                }
                Optional<String> why =
                    files.inUseId().equals(work.deployment())
                        ? files.move(work.instance(), work.deployment())
                        : Optional.of("was not moved: another set came into use meanwhile");
                if (why.isPresent()) {
                  status.setRollbackOnly();
                  return why;
                }
                end(work.id(), Move.State.MOVED, "");
                changes.write(
                    work.businessKey(),
                    "Version of the diagram " + work.diagram(),
                    "as it began",
                    "%s, moved by %s".formatted(set(work.deployment()), work.askedBy()),
                    work.reason());
                return Optional.empty();
              });
      stays.ifPresent(why -> endAlone(work.id(), Move.State.STAYED, why));
    } catch (RuntimeException e) {
      log.warn("{} could not be moved to {}", work.businessKey(), work.deployment(), e);
      if (work.attempts() >= MOST_ATTEMPTS) {
        transaction.executeWithoutResult(
            status -> {
              end(
                  work.id(),
                  Move.State.FAILED,
                  "It failed three times; the log of the server says why.");
              events.publishEvent(
                  new GivenUp(
                      "move-" + work.id(),
                      "the move of %s to another version of its diagram"
                          .formatted(work.businessKey()),
                      "/process-change/cases"));
            });
      }
    }
  }

  private String set(String deployment) {
    return jdbc.sql("select 'change ' || id from process_proposal where deployment = :deployment")
        .param("deployment", deployment)
        .query(String.class)
        .optional()
        .orElse("the set of the application");
  }

  private void endAlone(long id, Move.State state, String outcome) {
    transaction.executeWithoutResult(status -> end(id, state, outcome));
  }

  private void end(long id, Move.State state, String outcome) {
    jdbc.sql(
            "update process_move set state = :state, outcome = :outcome, ended = :now"
                + " where id = :id and state = 'WAITING'")
        .param("state", state.name())
        .param("outcome", outcome.length() > 1000 ? outcome.substring(0, 1000) : outcome)
        .param("now", now())
        .param("id", id)
        .update();
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
