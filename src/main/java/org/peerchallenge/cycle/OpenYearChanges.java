package org.peerchallenge.cycle;

import java.util.Map;
import org.peerchallenge.kernel.Refused;

/**
 * Where a change of an open year is shown before it is made; the pages of changes are behind it.
 */
public interface OpenYearChanges {

  /**
   * Tries a change out and keeps it as proposed.
   *
   * @param caseKey business key of the year or the entry
   * @param kind such as {@code withdraw}
   * @return the page that shows what would happen
   * @throws Refused when it is not possible
   */
  String propose(String caseKey, String kind, Map<String, String> wanted, String username);
}
