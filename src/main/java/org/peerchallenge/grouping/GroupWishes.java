package org.peerchallenge.grouping;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * What the office wants of next year's groups.
 *
 * @param smallest the fewest entries of a group that has any
 * @param largest the most
 * @param neighbours what becomes of statistical neighbours
 * @param days on which groups may meet
 * @param away who cannot come when
 * @param pinnedPlaces numbers of groups by the local key of an entry that is to stay there
 * @param pinnedMeetings day and facilitator by the number of a group that is to keep them
 */
public record GroupWishes(
    int smallest,
    int largest,
    Neighbours neighbours,
    List<LocalDate> days,
    List<Away> away,
    Map<String, Integer> pinnedPlaces,
    Map<Integer, PinnedMeeting> pinnedMeetings) {

  /** What is wished of authorities that are alike by the statistical model. */
  public enum Neighbours {
    APART("in different groups, for a view from outside"),
    TOGETHER("in one group, since they meet the same things"),
    EITHER("wherever it falls");

    private final String words;

    Neighbours(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /**
   * Days on which somebody cannot come, such as half-term.
   *
   * @param who local key of an entry, or username of a facilitator
   */
  public record Away(String who, LocalDate from, LocalDate to) {
    boolean covers(LocalDate day) {
      return !day.isBefore(from) && !day.isAfter(to);
    }
  }

  /** A day and a facilitator that stay; the empty text for nobody. */
  public record PinnedMeeting(LocalDate day, String facilitator) {}
}
