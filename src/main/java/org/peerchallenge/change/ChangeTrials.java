package org.peerchallenge.change;

import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.peerchallenge.change.Trial.Kind;
import org.peerchallenge.engine.FileSet;
import org.peerchallenge.engine.Progress;
import org.peerchallenge.engine.ProposedFiles;
import org.peerchallenge.engine.ProposedFiles.Redated;
import org.peerchallenge.engine.ProposedFiles.Running;
import org.peerchallenge.engine.Replay;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
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

  private final TrialTable table;
  private final ProposedFiles files;
  private final Proposals proposals;
  private final Replay replay;
  private final ChangeWords words;
  private final ApplicationEventPublisher events;
  private final TransactionTemplate own;

  ChangeTrials(
      TrialTable table,
      ProposedFiles files,
      Proposals proposals,
      Replay replay,
      ChangeWords words,
      ApplicationEventPublisher events,
      PlatformTransactionManager transactions) {
    this.table = table;
    this.files = files;
    this.proposals = proposals;
    this.replay = replay;
    this.words = words;
    this.events = events;
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
    return table.newest(kind, proposal, files.inUseId());
  }

  private void ask(
      Kind kind, Optional<Long> proposal, Optional<String> past, String what, String who) {
    table.ask(kind, proposal, files.inUseId(), past, what, who);
  }

  /**
   * Does every trial that waits, once; safe beside another node.
   *
   * @return how many were done or failed
   */
  @Scheduled(fixedDelayString = "${peerchallenge.trial-sweep:PT2S}")
  public synchronized int runWaiting() {
    // Nobody is left to say so.
    table
        .abandoned(MOST_ATTEMPTS)
        .forEach(trial -> fail(trial, "The server stopped in the middle of it each time."));
    Set<Long> seen = new HashSet<>();
    for (Optional<Trial> next = table.take(seen); next.isPresent(); next = table.take(seen)) {
      seen.add(next.get().id());
      one(next.get());
    }
    return seen.size();
  }

  private void one(Trial trial) {
    try {
      Trial.Shown shown =
          tried(
              trial,
              (done, all) -> own.executeWithoutResult(status -> table.goesOn(trial, done, all)));
      own.executeWithoutResult(status -> table.done(trial, shown));
    } catch (Refused e) {
      // Nothing that another try could mend: the files or the case are the reason.
      fail(trial, e.getMessage());
    } catch (RuntimeException e) {
      log.warn("The trial of {} failed", trial.what(), e);
      if (trial.attempts() >= MOST_ATTEMPTS) {
        fail(trial, "It failed three times; the log of the server says why.");
      } else {
        own.executeWithoutResult(status -> table.giveBack(trial));
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

  private void fail(Trial trial, String problem) {
    own.executeWithoutResult(
        status -> {
          table.failed(trial, problem);
          events.publishEvent(new GivenUp("trial-" + trial.id(), trial.what(), page(trial)));
        });
  }

  private static String page(Trial trial) {
    return trial
        .proposal()
        .map(id -> "/process-change/" + id + (trial.kind() == Kind.REPLAY ? "/replay" : ""))
        .orElse("/process-change/cases");
  }
}
