package org.peerchallenge.assessment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.peerchallenge.kernel.Hash;

/**
 * Redaction of a signed text by the marks of its authors. A mark fits a passage in its own field by
 * the words; a passage long enough to be known again is left out wherever else it stands.
 */
final class Redaction {

  /** From so many characters on, equal words are the same passage; "Yes" in two fields is not. */
  static final int KNOWN_AGAIN = 25;

  /** A text as it was signed. */
  static final Redaction NONE = new Redaction(List.of());

  /**
   * A passage: what stands between two line breaks.
   *
   * @param mark empty when it may be published
   */
  record Piece(String words, String sha256, Optional<WithheldPassage> mark) {}

  private final List<WithheldPassage> marks;

  Redaction(List<WithheldPassage> marks) {
    this.marks = List.copyOf(marks);
  }

  List<WithheldPassage> marks() {
    return marks;
  }

  /** The passages of one answer. */
  List<Piece> pieces(String section, String field, String text) {
    List<Piece> pieces = new ArrayList<>();
    for (String line : text.split("\\R")) {
      String words = line.strip();
      if (!words.isEmpty()) {
        String sha256 = Hash.sha256(words);
        pieces.add(new Piece(words, sha256, mark(section, field, words, sha256)));
      }
    }
    return pieces;
  }

  private Optional<WithheldPassage> mark(
      String section, String field, String words, String sha256) {
    return marks.stream()
        .filter(one -> one.sha256().equals(sha256))
        .filter(
            one ->
                words.length() >= KNOWN_AGAIN
                    || one.section().equals(section) && one.field().equals(field))
        .findFirst();
  }

  /** An answer without what was marked; where that was stands why in kind, once for a run. */
  String redact(String section, String field, String text) {
    if (pieces(section, field, text).stream().allMatch(one -> one.mark().isEmpty())) {
      return text;
    }
    List<String> kept = new ArrayList<>();
    for (String line : text.split("\\R", -1)) {
      String words = line.strip();
      Optional<WithheldPassage> mark =
          words.isEmpty() ? Optional.empty() : mark(section, field, words, Hash.sha256(words));
      String shown = mark.map(one -> one.exemption().inItsPlace()).orElse(line);
      if (mark.isEmpty() || kept.isEmpty() || !kept.get(kept.size() - 1).equals(shown)) {
        kept.add(shown);
      }
    }
    return String.join("\n", kept);
  }

  /** The passages of a section, each answer redacted. */
  List<Narrative.Passage> redact(String section, List<Narrative.Passage> passages) {
    return passages.stream()
        .map(
            passage ->
                new Narrative.Passage(
                    passage.heading(),
                    passage.lines().stream()
                        .map(
                            line ->
                                new Narrative.Line(
                                    line.key(),
                                    line.label(),
                                    redact(section, line.key(), line.text())))
                        .toList()))
        .toList();
  }

  /** Whether something of this answer is left out. */
  boolean touches(Section section, String field) {
    return marks.stream()
        .anyMatch(one -> one.section().equals(section.id()) && one.field().equals(field));
  }
}
