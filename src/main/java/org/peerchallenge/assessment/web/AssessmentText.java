package org.peerchallenge.assessment.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.assessment.AskedSection;
import org.peerchallenge.assessment.Assessments;
import org.peerchallenge.assessment.Narrative;
import org.peerchallenge.assessment.Narrative.Passage;
import org.peerchallenge.assessment.Section;
import org.peerchallenge.assessment.Sections;
import org.peerchallenge.assessment.SignedVersion;
import org.peerchallenge.assessment.State;
import org.peerchallenge.assessment.WrittenSection;
import org.peerchallenge.assessment.web.EntryAccess.EntryReader;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.kernel.EnglishText;
import org.springframework.stereotype.Component;

/** The text of a self-assessment as a reader sees it: a draft, or a signed version. */
@Component
class AssessmentText {

  /** A section as the page shows it. */
  record Shown(AskedSection section, List<Passage> passages, String state) {}

  private final Assessments assessments;
  private final Sections sections;
  private final Narrative narrative;
  private final EntryAccess access;

  AssessmentText(
      Assessments assessments, Sections sections, Narrative narrative, EntryAccess access) {
    this.assessments = assessments;
    this.sections = sections;
    this.narrative = narrative;
    this.access = access;
  }

  boolean isBeingWritten(EntryKey entry, State state) {
    return state == State.DRAFT
        || state != State.WITHDRAWN && assessments.amendment(entry).isPresent();
  }

  /**
   * The version asked for, as far as this reader may see it.
   *
   * @param number null for the newest
   */
  Optional<SignedVersion> version(EntryReader reader, Integer number) {
    return number == null
        ? access.newest(reader)
        : versions(reader).stream().filter(v -> v.number() == number).findFirst();
  }

  /** Its owner sees every version, others those that were shared. */
  List<SignedVersion> versions(EntryReader reader) {
    int newest = access.newest(reader).map(SignedVersion::number).orElse(0);
    return assessments.versions(reader.entry()).stream()
        .filter(version -> version.number() <= newest)
        .toList();
  }

  boolean hasDocument(SignedVersion version) {
    return assessments.document(version.entry(), version.number()).isPresent();
  }

  /** The sections of a signed version. */
  List<Shown> signed(SignedVersion version) {
    return version.asked().stream()
        .map(
            section ->
                new Shown(
                    section, narrative.passages(section, version.section(section.section())), ""))
        .toList();
  }

  /** The sections as they stand, with how far each is. */
  List<Shown> draft(EntryKey entry) {
    Map<Section, WrittenSection> written = sections.written(entry);
    List<AskedSection> open = sections.openSections(entry);
    List<Shown> shown = new ArrayList<>();
    for (AskedSection section : sections.asked(entry)) {
      WrittenSection text = written.get(section.section());
      String state =
          text == null
              ? "not written yet"
              : (open.contains(section) ? "open again, last sent " : "ready, sent ")
                  + EnglishText.moment(text.writtenAt());
      shown.add(
          new Shown(
              section,
              text == null ? List.of() : narrative.passages(section, text.content()),
              state));
    }
    return shown;
  }
}
