package org.peerchallenge.assessment.process;

import java.util.List;
import java.util.Optional;
import org.peerchallenge.assessment.Section;
import org.peerchallenge.assessment.Sections;
import org.peerchallenge.assessment.WrittenSection;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.kernel.FormValues;
import org.peerchallenge.kernel.Refused;
import org.springframework.stereotype.Component;

/**
 * The section that a task is about. Its content is kept whole, as its form asked for it: an analyst
 * adds a question and it is read, signed and printed without Java.
 */
@Component
class SectionTasks {

  private final Sections sections;

  SectionTasks(Sections sections) {
    this.sections = sections;
  }

  static EntryKey entry(FormTask task) {
    return EntryKey.of(task.businessKey());
  }

  private static Section section(FormTask task) {
    return new Section(task.form().substring("write-".length()));
  }

  /** What was written so far; empty at first. */
  FormValues written(FormTask task) {
    return sections
        .find(entry(task), section(task))
        .map(WrittenSection::content)
        .orElse(FormValues.NONE);
  }

  /** Why the section is open again. */
  Optional<String> returnReason(FormTask task) {
    return sections.returned(entry(task), section(task)).map(Sections.Returned::reason);
  }

  /** Whether the diagram of the task's case asks for its form as a section. */
  boolean isAsked(FormTask task) {
    return EntryKey.is(task.businessKey())
        && sections.asked(entry(task)).stream()
            .anyMatch(one -> one.section().form().equals(task.form()));
  }

  void write(FormTask task, FormValues content, Author author) {
    sections.write(entry(task), section(task), content, author.username(), author.at());
  }

  static void atLeastOne(List<?> rows, String what) {
    if (rows.isEmpty()) {
      throw new Refused("Nothing was saved yet. Please name at least one " + what + ".");
    }
  }

  static void atMost(int most, List<?> rows, String what) {
    if (rows.size() > most) {
      throw new Refused(
          "Nothing was saved yet. Up to %d %s fit; there are %d."
              .formatted(most, what, rows.size()));
    }
  }
}
