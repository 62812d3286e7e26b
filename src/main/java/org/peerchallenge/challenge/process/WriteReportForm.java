package org.peerchallenge.challenge.process;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Optional;
import java.util.stream.Collectors;
import org.peerchallenge.challenge.ReportText;
import org.peerchallenge.challenge.Reports;
import org.peerchallenge.challenge.SessionNotes;
import org.peerchallenge.challenge.Sessions;
import org.peerchallenge.challenge.Words;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormRef;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.TaskForm;

/** The form in which a facilitator writes the report back to a host. */
@FormRef(value = "write-report", key = Holds.ENTRY)
class WriteReportForm implements TaskForm<WriteReportForm.Shown, ReportText> {

  record Shown(
      String entryName,
      Optional<String> correctionReason,
      Optional<String> raised,
      @JsonUnwrapped ReportText text) {}

  private final Cycles cycles;
  private final Sessions sessions;
  private final Reports reports;

  WriteReportForm(Cycles cycles, Sessions sessions, Reports reports) {
    this.cycles = cycles;
    this.sessions = sessions;
    this.reports = reports;
  }

  @Override
  public Shown show(FormTask task) {
    EntryKey entry = EntryKey.of(task.businessKey());
    return new Shown(
        cycles.entry(entry).name(),
        reports.correctionWanted(entry),
        sessions
            .notes(entry)
            .map(SessionNotes::raised)
            .map(ids -> ids.stream().map(Words::signature).collect(Collectors.joining(", ")))
            .filter(words -> !words.isEmpty()),
        reports.prefilled(entry).orElse(null));
  }

  @Override
  public void submit(FormTask task, ReportText sent, Author author) {
    reports.write(EntryKey.of(task.businessKey()), sent, author.username());
  }
}
