package org.peerchallenge.assessment.process;

import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormHandler;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.kernel.FormValues;
import org.springframework.stereotype.Component;

/** The forms of all sections that only the diagram knows by name: kept and shown as they are. */
@Component
class OtherSectionForms implements FormHandler {

  private final SectionTasks sections;

  OtherSectionForms(SectionTasks sections) {
    this.sections = sections;
  }

  @Override
  public boolean looksAfter(FormTask task) {
    return sections.isAsked(task);
  }

  @Override
  public FormValues show(FormTask task) {
    return sections.written(task).with("returnReason", sections.returnReason(task).orElse(null));
  }

  @Override
  public void submit(FormTask task, FormValues values, Author author) {
    sections.write(task, values, author);
  }
}
