package org.peerchallenge.improvement;

import java.util.List;

/**
 * What several findings have in common, in the region's words.
 *
 * @param findings their numbers
 */
public record Theme(String title, String summary, List<Integer> findings) {

  public Theme {
    findings = List.copyOf(findings);
  }
}
