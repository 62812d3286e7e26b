package org.peerchallenge.assessment.process;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Optional;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormRef;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.TaskForm;
import org.peerchallenge.kernel.FormValues;

/** The form of the section on the eleven signatures of risk. */
@FormRef(value = "write-signatures-of-risk", key = Holds.ENTRY)
class WriteSignaturesOfRiskForm
    implements TaskForm<WriteSignaturesOfRiskForm.Shown, WriteSignaturesOfRiskForm.Sent> {

  private static final int MOST_CONCERNED = 3;

  record Shown(Optional<String> returnReason, FormValues written) {}

  record Sent(
      @JsonUnwrapped(prefix = "politicalClimate") Signature politicalClimate,
      @JsonUnwrapped(prefix = "corporateSupport") Signature corporateSupport,
      @JsonUnwrapped(prefix = "leadershipTurnover") Signature leadershipTurnover,
      @JsonUnwrapped(prefix = "serviceReorganisation") Signature serviceReorganisation,
      @JsonUnwrapped(prefix = "budget") Signature budget,
      @JsonUnwrapped(prefix = "performance") Signature performance,
      @JsonUnwrapped(prefix = "leadingWithOthers") Signature leadingWithOthers,
      @JsonUnwrapped(prefix = "workforce") Signature workforce,
      @JsonUnwrapped(prefix = "learningCulture") Signature learningCulture,
      @JsonUnwrapped(prefix = "practiceLeadership") Signature practiceLeadership,
      @JsonUnwrapped(prefix = "challengeAndFeedback") Signature challengeAndFeedback,
      List<String> mostConcerned,
      FormValues content) {}

  /** What is answered to each of them, under keys such as {@code budgetRating}. */
  record Signature(
      @JsonProperty("Rating") Rating rating,
      @JsonProperty("Trend") Trend trend,
      @JsonProperty("Evidence") String evidence,
      @JsonProperty("Action") Optional<String> action) {}

  enum Rating {
    @JsonProperty("noConcern")
    NO_CONCERN,
    @JsonProperty("watch")
    WATCH,
    @JsonProperty("concern")
    CONCERN,
    @JsonProperty("seriousConcern")
    SERIOUS_CONCERN
  }

  enum Trend {
    @JsonProperty("improving")
    IMPROVING,
    @JsonProperty("stable")
    STABLE,
    @JsonProperty("worsening")
    WORSENING,
    @JsonProperty("new")
    NEW
  }

  private final SectionTasks sections;

  WriteSignaturesOfRiskForm(SectionTasks sections) {
    this.sections = sections;
  }

  @Override
  public Shown show(FormTask task) {
    return new Shown(sections.returnReason(task), sections.written(task));
  }

  @Override
  public void submit(FormTask task, Sent sent, Author author) {
    SectionTasks.atMost(MOST_CONCERNED, sent.mostConcerned(), "signatures that concern you most");
    sections.write(task, sent.content(), author);
  }
}
