package org.peerchallenge.improvement.process;

import java.time.LocalDate;
import java.util.Optional;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.improvement.Action;
import org.springframework.lang.Nullable;

/**
 * An action of the plan as a row of a form.
 *
 * @param entry the key of the entry where its owner works
 */
record ActionRow(
    @Nullable String theme,
    String what,
    String owner,
    LocalDate due,
    @Nullable String entry,
    String measure) {

  static ActionRow of(Action action) {
    return new ActionRow(
        action.theme().isEmpty() ? null : action.theme(),
        action.what(),
        action.owner(),
        action.due(),
        action.entry().map(EntryKey::value).orElse(null),
        action.measure());
  }

  Action action() {
    return new Action(
        theme == null ? "" : theme,
        what,
        owner,
        Optional.ofNullable(entry).map(EntryKey::of),
        due,
        measure);
  }
}
