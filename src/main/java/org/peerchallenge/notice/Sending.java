package org.peerchallenge.notice;

import java.time.Instant;
import java.util.Optional;

/**
 * How far the mails of a day are.
 *
 * @param sent so many left today
 * @param waiting so many are on their way, or held
 * @param heldBy the username of who stopped them
 */
public record Sending(long sent, long waiting, Optional<String> heldBy, Optional<Instant> heldAt) {}
