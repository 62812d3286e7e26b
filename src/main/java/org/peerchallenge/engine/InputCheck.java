package org.peerchallenge.engine;

import java.util.Map;
import java.util.Optional;

/** A delegate that is told by the diagram what to do, and says what is wrong with that. */
public interface InputCheck {

  /**
   * What is wrong with the inputs of a step; told by itself, without any other bean: files are
   * checked where no application runs. In words for an analyst; empty when they can be used.
   *
   * @param inputs the texts of the step's input parameters by their names
   */
  Optional<String> fault(Map<String, String> inputs);
}
