package org.peerchallenge.challenge.process;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.peerchallenge.challenge.Report;
import org.peerchallenge.challenge.ReportText;
import org.peerchallenge.challenge.Reports;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.Flag;
import org.peerchallenge.engine.FormRef;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.TaskForm;

/** The form in which a host says whether the facts of its report are right. */
@FormRef(value = "check-facts", key = Holds.ENTRY)
class CheckFactsForm implements TaskForm<CheckFactsForm.Shown, CheckFactsForm.Sent> {

  record Shown(String entryName, String reportPage, Optional<String> reportShort) {}

  record Sent(@Flag FactCheck factCheck, Optional<String> dispute) {}

  enum FactCheck {
    @JsonProperty("agreed")
    AGREED,
    @JsonProperty("disputed")
    DISPUTED
  }

  private final Cycles cycles;
  private final Reports reports;

  CheckFactsForm(Cycles cycles, Reports reports) {
    this.cycles = cycles;
    this.reports = reports;
  }

  @Override
  public Shown show(FormTask task) {
    EntryKey entry = EntryKey.of(task.businessKey());
    return new Shown(
        cycles.entry(entry).name(),
        Reports.page(entry),
        reports.latest(entry).map(Report::text).map(CheckFactsForm::brief));
  }

  private static String brief(ReportText text) {
    return "Strengths: "
        + text.strengths().size()
        + " · insights: "
        + text.insights().size()
        + " · commitments: "
        + text.commitments().size()
        + " · asks: "
        + text.asks().size()
        + " · offers: "
        + text.offers().size()
        + "\n\nDoes the self-assessment take all signatures of risk into account? "
        + text.allSignatures().words();
  }

  @Override
  public void submit(FormTask task, Sent sent, Author author) {
    reports.check(
        EntryKey.of(task.businessKey()),
        sent.factCheck() == FactCheck.AGREED ? "agreed" : "disputed",
        sent.dispute().orElse(null),
        author.username());
  }
}
