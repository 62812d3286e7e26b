package org.peerchallenge.engine;

import java.util.List;
import java.util.stream.Collectors;
import org.peerchallenge.kernel.Refused;

/** The diagrams, tables or forms have faults; each is named with file and element. */
public class FilesRefused extends Refused {

  FilesRefused(List<FileCheck.Fault> faults) {
    super(
        "Nothing was deployed, because the files have %d fault(s):\n%s"
            .formatted(
                faults.size(),
                faults.stream().map(f -> "  - " + f).collect(Collectors.joining("\n"))));
  }
}
