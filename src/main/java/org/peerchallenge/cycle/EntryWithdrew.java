package org.peerchallenge.cycle;

/** Told inside the transaction in which an entry left an open year, or others took its place. */
public record EntryWithdrew(EntryKey entry) {}
