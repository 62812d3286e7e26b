package org.peerchallenge.cycle;

/** Told inside the transaction in which an entry left an open year. */
public record EntryWithdrew(EntryKey entry) {}
