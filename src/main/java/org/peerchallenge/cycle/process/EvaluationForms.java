package org.peerchallenge.cycle.process;

import org.peerchallenge.kernel.EnglishText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.Evaluations;
import org.peerchallenge.cycle.Evaluations.Evaluation;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormHandler;
import org.peerchallenge.engine.FormTask;
import org.springframework.stereotype.Component;

/** The office's look at what is open before the summit, and at the whole year after it. */
@Component
class EvaluationForms implements FormHandler {

  private static final String EVALUATE = "evaluate-year";

  private final Cycles cycles;
  private final OpenWork openWork;
  private final Evaluations evaluations;

  EvaluationForms(Cycles cycles, OpenWork openWork, Evaluations evaluations) {
    this.cycles = cycles;
    this.openWork = openWork;
    this.evaluations = evaluations;
  }

  @Override
  public Set<String> forms() {
    return Set.of("confirm-ready-for-summit", EVALUATE);
  }

  @Override
  public Map<String, Object> show(FormTask task) {
    CycleKey year = CycleKey.of(task.businessKey());
    Map<String, Object> shown = new HashMap<>();
    shown.put("label", year.label());
    if (!task.form().equals(EVALUATE)) {
      List<Map<String, Object>> open = openWork.of(year);
      shown.put("summit", EnglishText.day(cycles.cycle(year).summit()));
      shown.put("open", open);
      shown.put("anythingOpen", !open.isEmpty());
    }
    return shown;
  }

  @Override
  public void submit(FormTask task, Map<String, Object> values, Author author) {
    if (task.form().equals(EVALUATE)) {
      evaluations.keep(
          CycleKey.of(task.businessKey()),
          new Evaluation(
              (String) values.get("helped"),
              (String) values.get("hindered"),
              (String) values.get("change")),
          author.username());
    }
  }
}
