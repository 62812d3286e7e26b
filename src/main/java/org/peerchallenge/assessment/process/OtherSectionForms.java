package org.peerchallenge.assessment.process;

import java.util.Map;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormHandler;
import org.peerchallenge.engine.FormTask;
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
  public Map<String, Object> show(FormTask task) {
    Map<String, Object> shown = sections.written(task);
    shown.put("returnReason", sections.returnReason(task).orElse(null));
    return shown;
  }

  @Override
  public void submit(FormTask task, Map<String, Object> values, Author author) {
    sections.write(task, values, author);
  }
}
