package org.peerchallenge.assessment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.kernel.FormValues;

/**
 * What a director signed; it never changes.
 *
 * @param number 1 for the first, more for each amendment
 * @param asked the sections that the diagram asked for when it was signed, in reading order
 * @param sections section id to what was written in it
 * @param canonical the text that was hashed: all sections as JSON, keys sorted, no spaces
 * @param sha256 of the canonical text in UTF-8, in hexadecimal
 * @param signer username
 * @param amendmentReason empty for the first version
 */
public record SignedVersion(
    EntryKey entry,
    int number,
    List<AskedSection> asked,
    Map<String, FormValues> sections,
    String canonical,
    String sha256,
    String signer,
    String signerName,
    Capacity capacity,
    Instant signedAt,
    Optional<String> amendmentReason) {

  /** A section as it was asked for; empty when the version has no such section. */
  public Optional<AskedSection> asked(Section section) {
    return asked.stream().filter(one -> one.section().equals(section)).findFirst();
  }

  /** What was written in a section; nothing when the version has no such section. */
  public FormValues section(Section section) {
    return sections.getOrDefault(section.id(), FormValues.NONE);
  }

  /** The same version as far as these answers go; its seal is that of the whole. */
  SignedVersion with(Map<String, FormValues> answers) {
    return new SignedVersion(
        entry,
        number,
        asked,
        answers,
        canonical,
        sha256,
        signer,
        signerName,
        capacity,
        signedAt,
        amendmentReason);
  }
}
