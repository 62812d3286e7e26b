package org.peerchallenge.challenge.process;

import java.util.Optional;
import org.peerchallenge.challenge.Sessions;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormRef;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.TaskForm;

/** The form in which a facilitator notes what the group learnt. */
@FormRef(value = "record-learning", key = Holds.GROUP)
class RecordLearningForm implements TaskForm<RecordLearningForm.Shown, RecordLearningForm.Sent> {

  record Shown(Optional<String> learning, Optional<String> nextTime) {}

  record Sent(String learning, Optional<String> nextTime) {}

  private final Sessions sessions;

  RecordLearningForm(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Shown show(FormTask task) {
    Optional<Sessions.Learning> before = sessions.learning(GroupKey.of(task.businessKey()));
    return new Shown(
        before.map(Sessions.Learning::points), before.map(Sessions.Learning::nextTime));
  }

  @Override
  public void submit(FormTask task, Sent sent, Author author) {
    sessions.recordLearning(
        GroupKey.of(task.businessKey()),
        new Sessions.Learning(sent.learning(), sent.nextTime().orElse(null)),
        author.username());
  }
}
