package org.peerchallenge.cycle;

/** Somebody else has saved the arrangements since they were read; nothing was saved now. */
public class ArrangementsChanged extends RuntimeException {

  public ArrangementsChanged(CycleKey cycle) {
    super(
        "Somebody else has changed the arrangements of "
            + cycle.label()
            + " since you opened them. Nothing of yours was saved.");
  }
}
