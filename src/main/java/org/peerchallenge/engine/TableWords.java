package org.peerchallenge.engine;

import java.util.Map;
import java.util.Set;

/**
 * What the answers of one decision table may say, told by whoever asks it: a word that nobody
 * understands is found before the table is deployed, and not when somebody opens a page.
 */
public interface TableWords {

  /** The id of the table. */
  String table();

  /** The words by the name of the output; outputs that are left out may say anything. */
  Map<String, Set<String>> words();
}
