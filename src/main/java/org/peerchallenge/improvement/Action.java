package org.peerchallenge.improvement;

import java.time.LocalDate;
import java.util.Optional;
import org.peerchallenge.cycle.EntryKey;

/**
 * What the region sets out to do.
 *
 * @param theme the theme's title; may be empty
 * @param owner a name or a post
 * @param entry where the owner works, when it is one of the entries
 * @param measure how the region will know that it worked
 */
public record Action(
    String theme,
    String what,
    String owner,
    Optional<EntryKey> entry,
    LocalDate due,
    String measure) {}
