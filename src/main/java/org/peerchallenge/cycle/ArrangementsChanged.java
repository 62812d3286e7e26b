package org.peerchallenge.cycle;

import org.peerchallenge.kernel.Refused;

/** Somebody else has saved the arrangements since they were read; nothing was saved now. */
public class ArrangementsChanged extends Refused {

  public ArrangementsChanged(CycleKey cycle) {
    super(
        "Somebody else has changed the arrangements of "
            + cycle.label()
            + " since you opened them. Nothing of yours was saved.");
  }
}
