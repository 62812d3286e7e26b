package org.peerchallenge.challenge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.peerchallenge.assessment.AskedSection;
import org.peerchallenge.assessment.Assessments;
import org.peerchallenge.assessment.Narrative;
import org.peerchallenge.assessment.SignatureOfRisk;
import org.peerchallenge.assessment.SignedVersion;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.document.Content;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.kernel.EnglishText;
import org.springframework.stereotype.Component;

/** What the entries of a group have shared of their self-assessments, for the reading pack. */
@Component
class SharedAssessments {

  /**
   * A shared self-assessment.
   *
   * @param number its version
   * @param signed who signed it and when, in a sentence
   * @param sections as they will be read
   */
  record Shared(int number, String signed, List<Content.Section> sections) {}

  private final Assessments assessments;
  private final Narrative narrative;

  SharedAssessments(Assessments assessments, Narrative narrative) {
    this.assessments = assessments;
    this.narrative = narrative;
  }

  /** The version that readers see; empty before it is shared. */
  Optional<Shared> of(EntryKey entry) {
    return assessments.shared(entry).map(this::shared);
  }

  private Shared shared(SignedVersion version) {
    List<Content.Section> sections = new ArrayList<>();
    for (AskedSection section : version.asked()) {
      List<Narrative.Passage> passages =
          narrative.passages(section, version.section(section.section()));
      if (!passages.isEmpty()) {
        sections.add(new Content.Section(1, section.title(), List.of()));
        sections.addAll(Narrative.sections(passages));
      }
    }
    return new Shared(
        version.number(),
        "Version %d, signed by %s, %s, on %s."
            .formatted(
                version.number(),
                version.signerName(),
                version.capacity().words(),
                EnglishText.weekday(version.signedAt().atZone(EnglandTime.ZONE).toLocalDate())),
        sections);
  }

  /** The signatures of risk that worry the authority most, in words; empty when none is shared. */
  String mostConcerned(EntryKey entry) {
    return assessments.shared(entry).isEmpty()
        ? ""
        : assessments.mostConcerned(entry).stream()
            .map(SignatureOfRisk::title)
            .collect(Collectors.joining(", "));
  }
}
