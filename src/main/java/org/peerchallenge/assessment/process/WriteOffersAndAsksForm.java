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

/** The form of the section “Offers, asks and questions”. */
@FormRef(value = "write-offers-and-asks", key = Holds.ENTRY)
class WriteOffersAndAsksForm
    implements TaskForm<WriteOffersAndAsksForm.Shown, WriteOffersAndAsksForm.Sent> {

  private static final int MOST = 5;

  record Shown(Optional<String> returnReason, FormValues written) {}

  record Sent(
      List<Proposal> offers, List<Proposal> asks, List<Proposal> insights, FormValues content) {}

  record Proposal(String title, String description, String theme, @Nullable String contact) {}

  private final SectionTasks sections;

  WriteOffersAndAsksForm(SectionTasks sections) {
    this.sections = sections;
  }

  @Override
  public Shown show(FormTask task) {
    return new Shown(sections.returnReason(task), sections.written(task));
  }

  @Override
  public void submit(FormTask task, Sent sent, Author author) {
    SectionTasks.atMost(MOST, sent.offers(), "offers");
    SectionTasks.atLeastOne(sent.asks(), "ask");
    SectionTasks.atMost(MOST, sent.asks(), "asks");
    SectionTasks.atLeastOne(sent.insights(), "insight wanted");
    SectionTasks.atMost(MOST, sent.insights(), "insights wanted");
    sections.write(task, sent.content(), author);
  }
}
