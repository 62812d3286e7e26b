package org.peerchallenge.challenge.process;

import java.util.Optional;
import org.peerchallenge.challenge.Sessions;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormRef;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.TaskForm;

/** The form in which whoever attended a day says what helped. */
@FormRef(value = "give-feedback", key = Holds.GROUP)
class GiveFeedbackForm implements TaskForm<TaskForm.Nothing, GiveFeedbackForm.Sent> {

  record Sent(Optional<String> helped, Optional<String> hindered) {}

  private final Sessions sessions;

  GiveFeedbackForm(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Nothing show(FormTask task) {
    return new Nothing();
  }

  @Override
  public void submit(FormTask task, Sent sent, Author author) {
    sessions.giveFeedback(
        GroupKey.of(task.businessKey()),
        author.username(),
        sent.helped().orElse(null),
        sent.hindered().orElse(null));
  }
}
