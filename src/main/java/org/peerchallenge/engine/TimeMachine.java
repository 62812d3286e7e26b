package org.peerchallenge.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;

/**
 * Moves application and engine through time, from due job to due job, so that everything happens in
 * order and on its own day. For the demo and for tests, with the job executor at rest.
 */
public final class TimeMachine {

  /** A step that failed on the way; the engine keeps it for its retry. */
  public record Failure(String activityId, String processInstanceId, RuntimeException cause) {}

  private final ManagementService management;
  private final List<IntSupplier> outboxes;
  private final Predicate<Job> wanted;

  /**
   * @param outboxes what is drained beside the jobs; each returns how much it did
   * @param wanted the jobs that take part
   */
  public TimeMachine(
      ManagementService management, List<IntSupplier> outboxes, Predicate<Job> wanted) {
    this.management = management;
    this.outboxes = outboxes;
    // Jobs without a process, such as history clean-up, reschedule themselves for ever.
    this.wanted = wanted.and(job -> job.getProcessDefinitionId() != null);
  }

  /** Runs all that is due now, and all that becomes due by it; the clock stands still. */
  public List<Failure> settle() {
    List<Failure> failures = new ArrayList<>();
    boolean busy = true;
    while (busy) {
      int done = outboxes.stream().mapToInt(IntSupplier::getAsInt).sum();
      for (Job job : due()) {
        run(job).ifPresent(failures::add);
        done++;
      }
      busy = done > 0;
    }
    return failures;
  }

  /**
   * Moves forward to a point in time and leaves the clock standing there.
   *
   * @return the steps that failed on the way
   */
  public List<Failure> moveTo(Instant target) {
    List<Failure> failures = new ArrayList<>(settle());
    for (Optional<Date> next = next(target); next.isPresent(); next = next(target)) {
      ClockUtil.setCurrentTime(next.get());
      failures.addAll(settle());
    }
    ClockUtil.setCurrentTime(Date.from(target));
    failures.addAll(settle());
    return failures;
  }

  private List<Job> due() {
    return management.createJobQuery().active().executable().list().stream()
        .filter(wanted)
        .toList();
  }

  private Optional<Date> next(Instant target) {
    return management
        .createJobQuery()
        .active()
        .withRetriesLeft()
        .duedateHigherThan(ClockUtil.getCurrentTime())
        .duedateLowerThan(Date.from(target.plusMillis(1)))
        .orderByJobDuedate()
        .asc()
        .list()
        .stream()
        .filter(wanted)
        .map(Job::getDuedate)
        .findFirst();
  }

  private Optional<Failure> run(Job job) {
    // An earlier job of this round may have ended the case that this one belongs to.
    if (management.createJobQuery().jobId(job.getId()).count() == 0) {
      return Optional.empty();
    }
    try {
      management.executeJob(job.getId());
      return Optional.empty();
    } catch (OptimisticLockingException e) {
      // Somebody else was at it at the same moment; it stays due and is tried again.
      return Optional.empty();
    } catch (RuntimeException e) {
      String activity =
          management
              .createJobDefinitionQuery()
              .jobDefinitionId(job.getJobDefinitionId())
              .list()
              .stream()
              .findFirst()
              .map(definition -> definition.getActivityId())
              .orElse("");
      return Optional.of(new Failure(activity, job.getProcessInstanceId(), e));
    }
  }
}
