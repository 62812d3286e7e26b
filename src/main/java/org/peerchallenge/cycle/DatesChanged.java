package org.peerchallenge.cycle;

/**
 * Told inside the transaction that changed a date of a case.
 *
 * @param businessKey of a year, an entry or a group
 */
public record DatesChanged(String businessKey) {}
