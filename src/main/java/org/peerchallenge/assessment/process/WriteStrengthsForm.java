package org.peerchallenge.assessment.process;

import java.util.List;
import java.util.Optional;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormRef;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.TaskForm;
import org.peerchallenge.kernel.FormValues;
import org.springframework.lang.Nullable;

/** The form of the section “Strengths”. */
@FormRef(value = "write-strengths", key = Holds.ENTRY)
class WriteStrengthsForm implements TaskForm<WriteStrengthsForm.Shown, WriteStrengthsForm.Sent> {

  private static final int MOST = 6;

  record Shown(Optional<String> returnReason, FormValues written) {}

  record Sent(List<Strength> strengths, FormValues content) {}

  record Strength(
      String title,
      String whatWeDo,
      @Nullable String evidenceOfImpact,
      @Nullable String evidenceKind,
      boolean mayBeOffered,
      boolean mayBecomeCaseStudy) {}

  private final SectionTasks sections;

  WriteStrengthsForm(SectionTasks sections) {
    this.sections = sections;
  }

  @Override
  public Shown show(FormTask task) {
    return new Shown(sections.returnReason(task), sections.written(task));
  }

  @Override
  public void submit(FormTask task, Sent sent, Author author) {
    SectionTasks.atLeastOne(sent.strengths(), "strength");
    SectionTasks.atMost(MOST, sent.strengths(), "strengths");
    sections.write(task, sent.content(), author);
  }
}
