package org.peerchallenge.assessment.process;

import java.util.List;
import java.util.Optional;
import org.peerchallenge.assessment.Section;
import org.peerchallenge.assessment.Sections;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.TaskForm.Option;
import org.peerchallenge.notice.NoticeKey;
import org.springframework.stereotype.Component;

/** What the read-through and the signature have in common: both may send sections back. */
@Component
class SignOffTasks {

  private static final int LONGEST = 4000;

  private final Sections sections;

  SignOffTasks(Sections sections) {
    this.sections = sections;
  }

  /** The sections of the entry that may be opened again. */
  List<Option> options(EntryKey entry) {
    return sections.asked(entry).stream().map(one -> new Option(one.title(), one.id())).toList();
  }

  /** The same task comes again in another round: its id tells the rounds apart. */
  static NoticeKey notice(FormTask task) {
    return new NoticeKey(task.processInstanceId(), task.taskKey(), task.taskId());
  }

  /** What a reader would miss. */
  Optional<String> missing(EntryKey entry) {
    String missing = String.join("\n", sections.worthALook(entry));
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            missing.length() > LONGEST ? missing.substring(0, LONGEST - 1) + "…" : missing);
  }

  /**
   * Opens sections again.
   *
   * @param ids their keys
   */
  void reopen(EntryKey entry, List<String> ids, String reason, Author author) {
    sections.askFor(entry, ids.stream().map(Section::new).toList(), reason, author.username());
  }
}
