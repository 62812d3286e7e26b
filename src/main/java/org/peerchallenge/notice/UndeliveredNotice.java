package org.peerchallenge.notice;

import java.time.Instant;

/** A notice that waits for the office to decide: send again, or set aside. */
public record UndeliveredNotice(
    long id,
    Instant postedAt,
    Recipient recipient,
    String subject,
    boolean perhapsSent,
    int attempts,
    String reason) {}
