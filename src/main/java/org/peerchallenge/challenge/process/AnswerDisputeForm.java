package org.peerchallenge.challenge.process;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.peerchallenge.challenge.Report;
import org.peerchallenge.challenge.ReportText;
import org.peerchallenge.challenge.Reports;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormRef;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.TaskForm;
import org.springframework.lang.Nullable;

/** The form in which a facilitator answers a host who says that a fact is wrong. */
@FormRef(value = "answer-dispute", key = Holds.ENTRY)
class AnswerDisputeForm implements TaskForm<AnswerDisputeForm.Shown, AnswerDisputeForm.Sent> {

  record Shown(
      String entryName, String reportPage, String dispute, @JsonUnwrapped ReportText text) {}

  /**
   * What is sent.
   *
   * @param amended the report in its new words; without any when both views are kept
   */
  record Sent(Answer answer, String answerText, @JsonUnwrapped @Nullable ReportText amended) {}

  enum Answer {
    @JsonProperty("amended")
    AMENDED,
    @JsonProperty("disagreement")
    DISAGREEMENT
  }

  private final Cycles cycles;
  private final Reports reports;

  AnswerDisputeForm(Cycles cycles, Reports reports) {
    this.cycles = cycles;
    this.reports = reports;
  }

  @Override
  public Shown show(FormTask task) {
    EntryKey entry = EntryKey.of(task.businessKey());
    Report report =
        reports
            .latest(entry)
            .orElseThrow(() -> new IllegalStateException("No report of " + entry + " is disputed"));
    return new Shown(
        cycles.entry(entry).name(), Reports.page(entry), report.dispute(), report.text());
  }

  @Override
  public void submit(FormTask task, Sent sent, Author author) {
    reports.answer(
        EntryKey.of(task.businessKey()),
        sent.answer() == Answer.AMENDED ? sent.amended() : null,
        sent.answerText(),
        author.username());
  }
}
