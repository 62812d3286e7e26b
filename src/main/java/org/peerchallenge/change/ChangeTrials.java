package org.peerchallenge.change;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.peerchallenge.change.Trial.Kind;
import org.peerchallenge.change.Trial.State;
import org.peerchallenge.engine.FileSet;
import org.peerchallenge.engine.Progress;
import org.peerchallenge.engine.ProposedFiles;
import org.peerchallenge.engine.ProposedFiles.Redated;
import org.peerchallenge.engine.ProposedFiles.Running;
import org.peerchallenge.engine.Replay;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.JsonText;
import org.peerchallenge.kernel.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tries changed files in the background, one trial after the other: a trial can take minutes,
 * longer than a request may. What fails is tried again; what fails for good is told.
 */
@Service
public class ChangeTrials {

  private static final Logger log = LoggerFactory.getLogger(ChangeTrials.class);
  private static final int MOST_ATTEMPTS = 3;
  private static final int LONGEST = 1000;

  /** For how long a node that says nothing is believed to go on. */
  private static final String LEASE = "interval '5 minutes'";

  private final JdbcClient jdbc;
  private final ProposedFiles files;
  private final Proposals proposals;
  private final Replay replay;
  private final ChangeWords words;
  private final ApplicationEventPublisher events;
  private final TransactionTemplate own;
  private final Clock clock;

  ChangeTrials(
      JdbcClient jdbc,
      ProposedFiles files,
      Proposals proposals,
      Replay replay,
      ChangeWords words,
      ApplicationEventPublisher events,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.jdbc = jdbc;
    this.files = files;
    this.proposals = proposals;
    this.replay = replay;
    this.words = words;
    this.events = events;
    this.clock = clock;
    this.own = new TransactionTemplate(transactions);
    // A trial's transaction is rolled back; how far it is must be seen all the same.
    this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /** Has a proposed set tried on every running case. */
  @Transactional
  public void preview(long proposal, String who) {
    ask(
        Kind.PREVIEW,
        Optional.of(proposal),
        Optional.empty(),
        "change %d on running cases".formatted(proposal),
        who);
  }

  /** Has the set in use tried on the cases that began with an earlier one. */
  @Transactional
  public void behind(String who) {
    ask(Kind.BEHIND, Optional.empty(), Optional.empty(), "cases of earlier sets", who);
  }

  /**
   * Has a past case replayed with a proposed set.
   *
   * @param past the id of its process instance
   * @throws Refused when there is no such case
   */
  @Transactional
  public void replay(long proposal, String past, String who) {
    Replay.Past found =
        replay.past().stream()
            .filter(one -> one.id().equals(past))
            .findFirst()
            .orElseThrow(() -> new Refused("Choose one of the cases that ran."));
    ask(
        Kind.REPLAY,
        Optional.of(proposal),
        Optional.of(past),
        "%s again with change %d".formatted(words.about(found.businessKey()), proposal),
        who);
  }

  /** The newest trial of its kind beside the set in use; empty when none was asked for. */
  public Optional<Trial> newest(Kind kind, Optional<Long> proposal) {
    return jdbc.sql(
            """
            select * from process_trial
            where kind = :kind and coalesce(proposal, 0) = :proposal and beside = :beside
            order by id desc limit 1
            """)
        .param("kind", kind.name())
        .param("proposal", proposal.orElse(0L))
        .param("beside", files.inUseId())
        .query(ChangeTrials::trial)
        .optional();
  }

  /** One that waits already is not asked for twice; what an older one showed is dropped. */
  private void ask(
      Kind kind, Optional<Long> proposal, Optional<String> past, String what, String who) {
    String beside = files.inUseId();
    jdbc.sql(
            """
            delete from process_trial
            where kind = :kind and coalesce(proposal, 0) = :proposal and state <> 'WAITING'
            """)
        .param("kind", kind.name())
        .param("proposal", proposal.orElse(0L))
        .update();
    jdbc.sql(
            """
            insert into process_trial (kind, proposal, beside, past_case, what, asked_by, asked)
            values (:kind, :proposal, :beside, :past, :what, :who, :now)
            on conflict do nothing
            """)
        .param("kind", kind.name())
        .param("proposal", proposal.orElse(null), java.sql.Types.BIGINT)
        .param("beside", beside)
        .param("past", past.orElse(null), java.sql.Types.VARCHAR)
        .param("what", what.length() > 300 ? what.substring(0, 300) : what)
        .param("who", who)
        .param("now", now())
        .update();
  }

  /**
   * Does every trial that waits, once; safe beside another node.
   *
   * @return how many were done or failed
   */
  @Scheduled(fixedDelayString = "${peerchallenge.trial-sweep:PT2S}")
  public synchronized int runWaiting() {
    giveUpAbandoned();
    Set<Long> seen = new HashSet<>();
    for (Optional<Trial> next = next(seen); next.isPresent(); next = next(seen)) {
      seen.add(next.get().id());
      one(next.get());
    }
    return seen.size();
  }

  private Optional<Trial> next(Set<Long> seen) {
    return jdbc.sql(
            """
            update process_trial
            set attempts = attempts + 1, taken_until = clock_timestamp() + %s,
                done_steps = 0, all_steps = 0
            where id = (
              select id from process_trial
              where state = 'WAITING' and id <> all (:seen)
                and (taken_until is null or taken_until < clock_timestamp())
              order by id limit 1 for update skip locked)
            returning *
            """
                .formatted(LEASE))
        .param("seen", seen.toArray(Long[]::new))
        .query(ChangeTrials::trial)
        .optional();
  }

  /** A node that stopped in the middle each time leaves nobody to say so. */
  private void giveUpAbandoned() {
    jdbc.sql(
            """
            select * from process_trial
            where state = 'WAITING' and attempts >= :most and taken_until < clock_timestamp()
            """)
        .param("most", MOST_ATTEMPTS)
        .query(ChangeTrials::trial)
        .list()
        .forEach(trial -> fail(trial, "The server stopped in the middle of it each time."));
  }

  private void one(Trial trial) {
    try {
      Trial.Shown shown = tried(trial, (done, all) -> goesOn(trial.id(), done, all));
      own.executeWithoutResult(status -> end(trial.id(), State.DONE, JsonText.write(shown), null));
    } catch (Refused e) {
      // Nothing that another try could mend: the files or the case are the reason.
      fail(trial, e.getMessage());
    } catch (RuntimeException e) {
      log.warn("The trial of {} failed", trial.what(), e);
      if (attempts(trial.id()) >= MOST_ATTEMPTS) {
        fail(trial, "It failed three times; the log of the server says why.");
      } else {
        own.executeWithoutResult(
            status ->
                jdbc.sql("update process_trial set taken_until = null where id = :id")
                    .param("id", trial.id())
                    .update());
      }
    }
  }

  private Trial.Shown tried(Trial trial, Progress progress) {
    return switch (trial.kind()) {
      case PREVIEW -> {
        FileSet set = proposals.files(trial.proposal().orElseThrow());
        yield cases(files.of(set, progress).cases());
      }
      case BEHIND -> cases(files.behind(trial.beside(), progress));
      case REPLAY -> {
        FileSet set = proposals.files(trial.proposal().orElseThrow());
        Replay.Result result = replay.of(set, trial.pastCase().orElseThrow(), progress);
        yield new Trial.Shown(
            List.of(),
            result.events(),
            result.alike(),
            result.differing().stream()
                .map(
                    one ->
                        new Trial.Otherwise(
                            words.about(one.businessKey()),
                            one.is().or(one::was).orElseThrow().name(),
                            one.words()))
                .toList(),
            result.missed());
      }
    };
  }

  private Trial.Shown cases(List<Running> running) {
    List<Trial.Case> cases = new ArrayList<>();
    for (Running one : running) {
      cases.add(
          new Trial.Case(
              one.processInstance(),
              one.diagram(),
              words.about(one.businessKey()),
              one.waits(),
              one.stranded(),
              one.canMove(),
              one.verdict(),
              one.dates().stream().map(ChangeTrials::redated).toList()));
    }
    return new Trial.Shown(cases, 0, 0, List.of(), List.of());
  }

  private static String redated(Redated date) {
    if (date.was().isEmpty()) {
      return "%s: %s, new".formatted(date.step(), day(date.is().orElseThrow()));
    }
    return date.is().isEmpty()
        ? "%s: no longer, was %s".formatted(date.step(), day(date.was().get()))
        : "%s: %s, was %s".formatted(date.step(), day(date.is().get()), day(date.was().get()));
  }

  private static String day(Date date) {
    return EnglishText.day(date.toInstant());
  }

  private void goesOn(long id, int done, int all) {
    own.executeWithoutResult(
        status ->
            jdbc.sql(
                    """
                    update process_trial set done_steps = :done, all_steps = :all,
                      taken_until = clock_timestamp() + %s
                    where id = :id
                    """
                        .formatted(LEASE))
                .param("done", done)
                .param("all", all)
                .param("id", id)
                .update());
  }

  private int attempts(long id) {
    return jdbc.sql("select attempts from process_trial where id = :id")
        .param("id", id)
        .query(Integer.class)
        .single();
  }

  private void fail(Trial trial, String problem) {
    String kept = problem.length() > LONGEST ? problem.substring(0, LONGEST) : problem;
    own.executeWithoutResult(
        status -> {
          end(trial.id(), State.FAILED, null, kept);
          events.publishEvent(new GivenUp("trial-" + trial.id(), trial.what(), page(trial)));
        });
  }

  private static String page(Trial trial) {
    return trial
        .proposal()
        .map(id -> "/process-change/" + id + (trial.kind() == Kind.REPLAY ? "/replay" : ""))
        .orElse("/process-change/cases");
  }

  private void end(long id, State state, String result, String problem) {
    jdbc.sql(
            """
            update process_trial
            set state = :state, result = :result, problem = :problem, ended = :now,
                taken_until = null
            where id = :id and state = 'WAITING'
            """)
        .param("state", state.name())
        .param("result", result, java.sql.Types.VARCHAR)
        .param("problem", problem, java.sql.Types.VARCHAR)
        .param("now", now())
        .param("id", id)
        .update();
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static Trial trial(ResultSet row, int n) throws SQLException {
    return new Trial(
        row.getLong("id"),
        Kind.valueOf(row.getString("kind")),
        Optional.ofNullable(row.getObject("proposal", Long.class)),
        row.getString("beside"),
        Optional.ofNullable(row.getString("past_case")),
        row.getString("what"),
        row.getString("asked_by"),
        row.getObject("asked", OffsetDateTime.class).toInstant(),
        State.valueOf(row.getString("state")),
        row.getInt("attempts"),
        row.getInt("done_steps"),
        row.getInt("all_steps"),
        Optional.ofNullable(row.getString("result"))
            .map(text -> JsonText.read(text, Trial.Shown.class)),
        Optional.ofNullable(row.getString("problem")).orElse(""),
        Optional.ofNullable(row.getObject("ended", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant));
  }
}
