package org.peerchallenge.improvement;

import java.util.Set;
import org.peerchallenge.access.ReadingLog;
import org.peerchallenge.access.ReadingLog.What;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.engine.FormShown;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Logs readings of what the reports found, for each entry whose report it is from. */
@Component
public class FindingReadings {

  private static final Set<String> FORMS =
      Set.of("arrange-themes", "draft-plan", "revise-and-record");

  private final Plans plans;
  private final ReadingLog log;

  FindingReadings(Plans plans, ReadingLog log) {
    this.plans = plans;
    this.log = log;
  }

  public void note(CycleKey cycle, String reader) {
    plans.findings(cycle).stream()
        .map(Finding::entry)
        .distinct()
        .forEach(entry -> log.note(entry, reader, What.FINDINGS));
  }

  @EventListener
  void note(FormShown shown) {
    if (FORMS.contains(shown.task().form())) {
      note(CycleKey.of(shown.task().businessKey()), shown.reader());
    }
  }
}
