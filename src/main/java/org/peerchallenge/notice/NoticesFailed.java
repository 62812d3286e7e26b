package org.peerchallenge.notice;

import java.time.Instant;

/**
 * Notices need a person: refused for good, tried for two days, or perhaps sent. Published inside
 * the transaction that records that the office was told, so that what a listener writes is kept or
 * lost with it.
 *
 * @param count how many, since the last summary
 * @param inDoubt how many of them perhaps went out
 */
public record NoticesFailed(Instant at, int count, int inDoubt) {}
