package org.peerchallenge.region;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/**
 * Groups of people that a feature knows and the region does not, such as those of a group's day.
 */
public interface FurtherGroups {

  /** Whether the members of this group are decided here. */
  boolean decides(String groupId);

  /** Group id to the usernames that belong to it on that day. */
  Map<String, Set<String>> members(LocalDate day);
}
