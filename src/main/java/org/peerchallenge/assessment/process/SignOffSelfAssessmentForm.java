package org.peerchallenge.assessment.process;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.peerchallenge.assessment.AssessmentNotices;
import org.peerchallenge.assessment.Assessments;
import org.peerchallenge.assessment.Capacity;
import org.peerchallenge.assessment.Sections;
import org.peerchallenge.assessment.SignOffSummary;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.Flag;
import org.peerchallenge.engine.FormRef;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.TaskForm;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;

/** The form in which the director signs the self-assessment, or sends sections back. */
@FormRef(value = "sign-off-self-assessment", key = Holds.ENTRY)
class SignOffSelfAssessmentForm
    implements TaskForm<SignOffSelfAssessmentForm.Shown, SignOffSelfAssessmentForm.Sent> {

  record Shown(
      String page,
      String summary,
      String changes,
      String unanswered,
      Optional<String> noteToDirector,
      Optional<String> amendmentReason,
      Optional<String> capacity,
      List<Option> sections) {}

  record Sent(
      @Flag Decision signOffDecision,
      Optional<Signing> capacity,
      boolean confirmed,
      List<String> sectionsToReturn,
      Optional<String> returnReasonGiven) {}

  enum Decision {
    @JsonProperty("sign")
    SIGN,
    @JsonProperty("return")
    RETURN
  }

  enum Signing {
    @JsonProperty("permanent")
    PERMANENT(Capacity.PERMANENT),
    @JsonProperty("interim")
    INTERIM(Capacity.INTERIM),
    @JsonProperty("acting")
    ACTING(Capacity.ACTING),
    @JsonProperty("deputising")
    DEPUTISING(Capacity.DEPUTISING);

    private final Capacity capacity;

    Signing(Capacity capacity) {
      this.capacity = capacity;
    }
  }

  private final SignOffTasks tasks;
  private final Sections sections;
  private final Assessments assessments;
  private final SignOffSummary summary;
  private final AssessmentNotices notices;
  private final Region region;
  private final Clock clock;

  SignOffSelfAssessmentForm(
      SignOffTasks tasks,
      Sections sections,
      Assessments assessments,
      SignOffSummary summary,
      AssessmentNotices notices,
      Region region,
      Clock clock) {
    this.tasks = tasks;
    this.sections = sections;
    this.assessments = assessments;
    this.summary = summary;
    this.notices = notices;
    this.region = region;
    this.clock = clock;
  }

  @Override
  public Shown show(FormTask task) {
    EntryKey entry = EntryKey.of(task.businessKey());
    return new Shown(
        "/assessments/" + entry,
        summary.summary(entry),
        summary.changes(entry),
        summary.unanswered(entry),
        sections.handedOver(entry),
        assessments.amendment(entry).map(Assessments.Amendment::reason),
        task.assignee()
            .flatMap(one -> capacity(one, entry))
            // What most are says nothing of this one: it is left to say.
            .filter(one -> one != Capacity.PERMANENT)
            .map(Capacity::value),
        tasks.options(entry));
  }

  @Override
  public void submit(FormTask task, Sent sent, Author author) {
    EntryKey entry = EntryKey.of(task.businessKey());
    if (sent.signOffDecision() == Decision.SIGN) {
      notices.signed(
          assessments.sign(
              entry, sent.capacity().orElseThrow().capacity, author.username(), author.at()),
          SignOffTasks.notice(task));
    } else {
      tasks.reopen(entry, sent.sectionsToReturn(), sent.returnReasonGiven().orElseThrow(), author);
    }
  }

  /** As the appointment says; whoever directs it without one is a deputy. */
  private Optional<Capacity> capacity(String username, EntryKey entry) {
    LocalDate today = LocalDate.now(clock);
    return region.historyOf(username).stream()
        .filter(
            role ->
                role.isHeld(today)
                    && role.held().role() == Role.DCS
                    && entry.authorities().contains(role.held().dfeNumber()))
        .findFirst()
        .map(role -> Capacity.valueOf(role.as().name()))
        .or(
            () ->
                entry.authorities().stream()
                    .filter(number -> region.holds(username, Role.DCS, number))
                    .findFirst()
                    .map(number -> Capacity.DEPUTISING));
  }
}
