package org.peerchallenge.assessment.process;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.peerchallenge.cycle.Visibility;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormRef;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.TaskForm;
import org.peerchallenge.kernel.FormValues;

/** The form of the section in which an authority says who may read, and whether it is reviewed. */
@FormRef(value = "write-sharing-and-declaration", key = Holds.ENTRY)
class WriteSharingAndDeclarationForm
    implements TaskForm<WriteSharingAndDeclarationForm.Shown, WriteSharingAndDeclarationForm.Sent> {

  record Shown(Optional<String> returnReason, FormValues written) {}

  record Sent(
      Visibility mayRead,
      boolean nobodyIdentified,
      ReviewWanted reviewWanted,
      List<String> reviewQuestions,
      FormValues content) {}

  enum ReviewWanted {
    @JsonProperty("yes")
    YES,
    @JsonProperty("no")
    NO
  }

  private final SectionTasks sections;

  WriteSharingAndDeclarationForm(SectionTasks sections) {
    this.sections = sections;
  }

  @Override
  public Shown show(FormTask task) {
    return new Shown(sections.returnReason(task), sections.written(task));
  }

  @Override
  public void submit(FormTask task, Sent sent, Author author) {
    sections.write(task, sent.content(), author);
  }
}
