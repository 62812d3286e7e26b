package org.peerchallenge.cycle;

import java.util.List;

/** Asks the decision table which facts need a second look; the engine's side answers. */
public interface ArrangementCheck {

  List<Warning> warnings(List<Fact> facts);
}
