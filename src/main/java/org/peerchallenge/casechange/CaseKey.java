package org.peerchallenge.casechange;

import java.util.Optional;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.GroupKey;

/**
 * What changes: a year, an entry or a group.
 *
 * @param value its business key
 */
public record CaseKey(String value) {

  public CaseKey {
    if (!EntryKey.is(value) && !GroupKey.is(value) && !value.matches("20\\d\\d")) {
      throw new IllegalArgumentException("No case has the key " + value);
    }
  }

  public CycleKey cycle() {
    return CycleKey.within(value);
  }

  public Optional<EntryKey> entry() {
    return EntryKey.is(value) ? Optional.of(EntryKey.of(value)) : Optional.empty();
  }

  public Optional<GroupKey> group() {
    return GroupKey.is(value) ? Optional.of(GroupKey.of(value)) : Optional.empty();
  }

  public boolean isYear() {
    return value.indexOf('/') < 0;
  }

  @Override
  public String toString() {
    return value;
  }
}
