package org.peerchallenge.assessment.process;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.peerchallenge.assessment.AssessmentNotices;
import org.peerchallenge.assessment.Sections;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.Flag;
import org.peerchallenge.engine.FormRef;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.TaskForm;

/** The form in which the lead author reads the whole through and sends it to the director. */
@FormRef(value = "read-through", key = Holds.ENTRY)
class ReadThroughForm implements TaskForm<ReadThroughForm.Shown, ReadThroughForm.Sent> {

  record Shown(
      String page,
      Optional<String> missing,
      Optional<String> returnReason,
      List<Option> sections) {}

  record Sent(
      @Flag Decision readThroughDecision,
      List<String> sectionsToReopen,
      Optional<String> reopenReason,
      Optional<String> noteToDirector) {}

  enum Decision {
    @JsonProperty("send")
    SEND,
    @JsonProperty("reopen")
    REOPEN
  }

  private final SignOffTasks tasks;
  private final Sections sections;
  private final AssessmentNotices notices;

  ReadThroughForm(SignOffTasks tasks, Sections sections, AssessmentNotices notices) {
    this.tasks = tasks;
    this.sections = sections;
    this.notices = notices;
  }

  @Override
  public Shown show(FormTask task) {
    EntryKey entry = EntryKey.of(task.businessKey());
    return new Shown(
        "/assessments/" + entry,
        tasks.missing(entry),
        sections.lastReason(entry),
        tasks.options(entry));
  }

  @Override
  public void submit(FormTask task, Sent sent, Author author) {
    EntryKey entry = EntryKey.of(task.businessKey());
    if (sent.readThroughDecision() == Decision.REOPEN) {
      tasks.reopen(entry, sent.sectionsToReopen(), sent.reopenReason().orElseThrow(), author);
    } else {
      sections.handOver(entry, sent.noteToDirector().orElse(null), author.username(), author.at());
      notices.timeToSign(entry, SignOffTasks.notice(task));
    }
  }
}
