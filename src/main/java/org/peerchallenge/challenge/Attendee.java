package org.peerchallenge.challenge;

import java.util.Optional;
import org.peerchallenge.cycle.EntryKey;

/**
 * Somebody who comes to a challenge day for an entry.
 *
 * @param username empty for people without an account, who were typed in
 * @param work what they do, empty when nobody said
 * @param leads the director, or the chief executive of a trust or company
 */
public record Attendee(
    long id,
    EntryKey entry,
    Optional<String> username,
    String name,
    String email,
    String work,
    boolean leads) {}
