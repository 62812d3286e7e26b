package org.peerchallenge.engine;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.peerchallenge.notice.NoticeKey;

/** Names one execution of a step so that a repetition is recognised. */
public final class Steps {

  /** The loop variables of our diagrams, outermost first. */
  private static final List<String> LOOP_VARIABLES =
      List.of(
          "group", "entry", "review", "attendee", "signatory", "approver", "caseStudy", "round");

  private Steps() {}

  /**
   * The key under which a step posts its notices: instance, activity and loop, never the activity
   * instance, whose id changes when the step is tried again.
   */
  public static NoticeKey noticeKey(DelegateExecution execution) {
    return new NoticeKey(
        execution.getProcessInstanceId(),
        execution.getCurrentActivityId(),
        loop(execution::getVariable));
  }

  static String loop(Function<String, Object> variables) {
    return LOOP_VARIABLES.stream()
        .map(variables)
        .filter(Objects::nonNull)
        .map(Object::toString)
        .collect(Collectors.joining(" "));
  }
}
