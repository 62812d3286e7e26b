package org.peerchallenge.cycle;

/**
 * Something about the arrangements that the decision table group-check judges.
 *
 * @param subject where it is, in words: "Group 3 and Group 4"
 * @param what what was looked at, as the table's first column names it
 */
public record Fact(String subject, String what, int number) {}
