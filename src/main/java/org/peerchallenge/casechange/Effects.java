package org.peerchallenge.casechange;

import java.util.ArrayList;
import java.util.List;
import org.springframework.lang.Nullable;

/**
 * What a change would do, as its trial showed.
 *
 * @param stops tasks that would end
 * @param rests tasks that would rest; null in what was kept before there was such a list
 * @param appears tasks that would begin
 * @param dates due dates that would move
 * @param cases what would become of reviews, packs, teams, self-assessments
 * @param mails what would be written to whom
 * @param warnings what to think of twice
 * @param fails steps that would fail
 */
public record Effects(
    List<String> stops,
    @Nullable List<String> rests,
    List<String> appears,
    List<String> dates,
    List<String> cases,
    List<String> mails,
    List<String> warnings,
    List<String> fails) {

  public Effects {
    rests = rests == null ? List.of() : rests;
  }

  /** The same with more to think of. */
  public Effects with(List<String> more) {
    List<String> all = new ArrayList<>(warnings);
    all.addAll(more);
    return new Effects(stops, rests, appears, dates, cases, mails, List.copyOf(all), fails);
  }

  /**
   * Whether nothing more would end, begin, go out or fail than somebody has seen. Due dates follow
   * as they stand by then: people go on working between the look and the word.
   */
  boolean isWithin(Effects seen) {
    return seen.stops.containsAll(stops)
        && seen.rests.containsAll(rests)
        && seen.appears.containsAll(appears)
        && seen.cases.containsAll(cases)
        && seen.mails.containsAll(mails)
        && seen.warnings.containsAll(warnings)
        && seen.fails.containsAll(fails);
  }

  /** Whether anybody outside would hear of it, or anything would end for good. */
  public boolean leavesTheHouse() {
    return !mails.isEmpty() || !stops.isEmpty() || !cases.isEmpty();
  }
}
