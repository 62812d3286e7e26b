package org.peerchallenge.cycle.process;

import java.util.Map;
import java.util.Set;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Memoranda;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormHandler;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.RoleHeld;
import org.springframework.stereotype.Component;

/** The memorandum, for those who begin with the year and for those who join late. */
@Component
class MemorandumForms implements FormHandler {

  private final Memoranda memoranda;
  private final Region region;

  MemorandumForms(Memoranda memoranda, Region region) {
    this.memoranda = memoranda;
    this.region = region;
  }

  @Override
  public Set<String> forms() {
    return Set.of("accept-memorandum", "accept-memorandum-late");
  }

  @Override
  public Map<String, Object> show(FormTask task) {
    RoleHeld asked = Memoranda.signatory(task.variable("signatory"));
    return Map.of(
        "label",
        CycleKey.of(task.businessKey()).label(),
        "capacity",
        asked.role().words() + ", " + region.authority(asked.dfeNumber()).name());
  }

  @Override
  public void submit(FormTask task, Map<String, Object> values, Author author) {
    memoranda.answer(
        CycleKey.of(task.businessKey()),
        Memoranda.signatory(task.variable("signatory")),
        "accept".equals(values.get("answer")),
        (String) values.get("comment"),
        author.username());
  }
}
