package org.peerchallenge.assessment;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.peerchallenge.cycle.EntryKey;

/**
 * A file that stands beside a self-assessment; its bytes are fetched apart.
 *
 * @param section beside which it was added; empty when it belongs to the whole
 * @param size in bytes
 * @param addedBy the name, or the username of somebody who is no longer known
 * @param removedAt when the draft lost it; a version signed before still has it
 */
public record EvidenceFile(
    UUID id,
    EntryKey entry,
    Optional<Section> section,
    String name,
    String mediaType,
    int size,
    String sha256,
    String addedBy,
    Instant addedAt,
    Optional<Instant> removedAt) {

  /** Whether a version was signed while the file was there. */
  public boolean isIn(SignedVersion version) {
    return !addedAt.isAfter(version.signedAt())
        && removedAt.filter(at -> !at.isAfter(version.signedAt())).isEmpty();
  }

  /** "340 kB", "2.1 MB". */
  public String sizeInWords() {
    return words(size);
  }

  static String words(long bytes) {
    return bytes < 1_000_000
        ? Math.max(1, Math.round(bytes / 1000.0)) + " kB"
        : String.format(Locale.UK, "%.1f MB", bytes / 1_000_000.0).replace(".0 MB", " MB");
  }
}
