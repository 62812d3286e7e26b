package org.peerchallenge.engine;

import java.time.Clock;
import java.util.Optional;

/** A bean that expressions in diagrams may call, beside delegates and plain variables. */
public interface DiagramBean {

  /** The name under which diagrams call it. */
  String name();

  /**
   * What is wrong with a call; told by itself, without any other bean: files are checked where no
   * application runs. What is wrong is said in words for an analyst; empty when the call can be
   * answered.
   *
   * @param call what follows the bean's name and the dot, such as {@code of('dcs', execution)}
   */
  Optional<String> fault(String call);

  /** The same bean with a clock of its own, for trials of a set; most need none. */
  default DiagramBean at(Clock clock) {
    return this;
  }
}
