package org.peerchallenge.improvement;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.EntryKey;
import org.springframework.stereotype.Component;

/** What the plan takes from the reports back and the register of a year. */
@Component
class YearsReports {

  /** Something found; source is its name for good. */
  record Found(String source, Finding.Kind kind, EntryKey entry, String theme, String text) {}

  /** What a presenter said they would do. */
  record Promised(
      String source, EntryKey entry, String what, String owner, Optional<LocalDate> due) {}

  List<Found> findings(CycleKey cycle) {
    return List.of();
  }

  List<Promised> commitments(CycleKey cycle) {
    return List.of();
  }

  List<Matches.Line> asks(CycleKey cycle) {
    return List.of();
  }

  List<Matches.Line> offers(CycleKey cycle) {
    return List.of();
  }
}
