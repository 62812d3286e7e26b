package org.peerchallenge.cycle.process;

import java.util.Map;
import org.peerchallenge.cycle.Fact;
import org.peerchallenge.engine.TableContract;
import org.springframework.stereotype.Component;

/** What {@code group-check} may answer: a reason that fits the list of warnings. */
@Component
class GroupCheckContract implements TableContract {

  @Override
  public String table() {
    return "group-check";
  }

  @Override
  public Map<String, Input> inputs() {
    return Map.of("fact", Input.word(Fact.KINDS), "number", Input.of("integer"));
  }

  @Override
  public Map<String, Answer> answers() {
    return Map.of("reason", Answer.text(400, "arrangement_warning.reason"));
  }
}
