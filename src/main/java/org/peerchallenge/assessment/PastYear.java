package org.peerchallenge.assessment;

import java.util.List;
import org.peerchallenge.cycle.EntryKey;

/**
 * What was promised on the challenge day of an earlier year. The feature that keeps the days
 * supplies it; the self-assessment only asks what came of it.
 */
public interface PastYear {

  /** Commitments of an earlier year's entry, one sentence each. */
  List<String> commitments(EntryKey earlier);
}
