package org.peerchallenge.challenge.process;

import java.util.List;
import java.util.stream.Collectors;
import org.peerchallenge.cycle.EntryKey;

/** Entries as one comma-joined variable, which the bean {@code lists} takes apart again. */
final class Keys {

  private Keys() {}

  static String joined(List<EntryKey> entries) {
    return entries.stream().map(EntryKey::value).collect(Collectors.joining(","));
  }
}
