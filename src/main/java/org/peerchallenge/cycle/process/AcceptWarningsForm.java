package org.peerchallenge.cycle.process;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.peerchallenge.cycle.ArrangementWarnings;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.Flag;
import org.peerchallenge.engine.FormRef;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.TaskForm;

/** The form in which the office goes on in spite of a warning, or changes the arrangements. */
@FormRef(value = "accept-warnings", key = Holds.YEAR)
class AcceptWarningsForm implements TaskForm<AcceptWarningsForm.Shown, AcceptWarningsForm.Sent> {

  record Shown(String year, String label, List<Warned> warnings) {}

  record Warned(String where, String reason) {}

  record Sent(@Flag Decision warningsDecision, Optional<String> reason) {}

  enum Decision {
    @JsonProperty("accept")
    ACCEPT,
    @JsonProperty("change")
    CHANGE
  }

  private final ArrangementWarnings warnings;

  AcceptWarningsForm(ArrangementWarnings warnings) {
    this.warnings = warnings;
  }

  @Override
  public Shown show(FormTask task) {
    CycleKey year = CycleKey.of(task.businessKey());
    return new Shown(
        year.value(),
        year.label(),
        warnings.warnings(year).stream()
            .map(warning -> new Warned(warning.subject(), warning.reason()))
            .toList());
  }

  @Override
  public void submit(FormTask task, Sent sent, Author author) {
    if (sent.warningsDecision() == Decision.ACCEPT) {
      warnings.acceptWarnings(
          CycleKey.of(task.businessKey()), sent.reason().orElse(null), author.username());
    }
  }
}
