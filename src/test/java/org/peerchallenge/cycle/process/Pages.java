package org.peerchallenge.cycle.process;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.cycle.Arrangements;
import org.peerchallenge.cycle.Arrangements.Wanted;
import org.peerchallenge.cycle.Arrangements.WantedGroup;
import org.peerchallenge.cycle.Cycle;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.TestYear;

/** Saves the arrangements as the office's page does: everything as it stands but one change. */
final class Pages {

  private Pages() {}

  static void move(Arrangements arrangements, Cycles cycles, Map<EntryKey, Integer> places) {
    Map<EntryKey, Optional<Integer>> wanted = new LinkedHashMap<>();
    places.forEach((entry, group) -> wanted.put(entry, Optional.of(group)));
    Cycle cycle = cycles.cycle(TestYear.YEAR);
    arrangements.save(cycle.key(), cycle.version(), asItStands(cycles, wanted));
  }

  static Wanted asItStands(Cycles cycles, Map<EntryKey, Optional<Integer>> places) {
    Cycle cycle = cycles.cycle(TestYear.YEAR);
    return new Wanted(
        cycle.assessmentDue(),
        cycle.summit(),
        cycle.closes(),
        cycle.visibility(),
        cycle.memorandumBlocks(),
        cycles.groups(cycle.key()).stream()
            .map(
                group ->
                    new WantedGroup(
                        group.number(),
                        group.day(),
                        group.venue(),
                        group.mode(),
                        group.facilitator()))
            .toList(),
        places);
  }
}
