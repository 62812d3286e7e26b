package org.peerchallenge.assessment.process;

import java.util.List;
import java.util.Optional;
import org.peerchallenge.assessment.LastYear;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormRef;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.TaskForm;
import org.peerchallenge.kernel.FormValues;
import org.springframework.lang.Nullable;

/** The form of the section “Since last year”, which opens with what is on record. */
@FormRef(value = "write-since-last-year", key = Holds.ENTRY)
class WriteSinceLastYearForm
    implements TaskForm<WriteSinceLastYearForm.Shown, WriteSinceLastYearForm.Sent> {

  private static final int LONGEST_TITLE = 200;

  /**
   * What is shown.
   *
   * @param items what is on record, until something was written
   */
  record Shown(
      Optional<String> returnReason,
      boolean nothingOnRecord,
      List<OnRecord> items,
      FormValues written) {}

  record OnRecord(String kind, String title) {}

  record Sent(List<Item> items, Optional<String> anythingElse, FormValues content) {}

  record Item(
      @Nullable String kind, String title, @Nullable String outcome, @Nullable String status) {}

  private final SectionTasks sections;
  private final LastYear lastYear;

  WriteSinceLastYearForm(SectionTasks sections, LastYear lastYear) {
    this.sections = sections;
    this.lastYear = lastYear;
  }

  @Override
  public Shown show(FormTask task) {
    List<OnRecord> items =
        lastYear.of(SectionTasks.entry(task)).stream()
            .map(item -> new OnRecord(item.kind(), fitting(item.title())))
            .toList();
    return new Shown(sections.returnReason(task), items.isEmpty(), items, sections.written(task));
  }

  private static String fitting(String title) {
    return title.length() > LONGEST_TITLE ? title.substring(0, LONGEST_TITLE - 1) + "…" : title;
  }

  @Override
  public void submit(FormTask task, Sent sent, Author author) {
    sections.write(task, sent.content(), author);
  }
}
