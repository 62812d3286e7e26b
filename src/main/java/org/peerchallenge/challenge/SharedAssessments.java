package org.peerchallenge.challenge;

import java.util.List;
import java.util.Optional;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.document.Content.Section;
import org.springframework.stereotype.Component;

/** What the entries of a group have shared of their self-assessments, for the reading pack. */
@Component
class SharedAssessments {

  /**
   * A shared self-assessment.
   *
   * @param number its version
   * @param sections as they will be read
   */
  record Shared(int number, String signed, List<Section> sections) {}

  Optional<Shared> of(EntryKey entry) {
    return Optional.empty();
  }

  /** The signatures of risk that worry the authority most, in words; empty when none is shared. */
  String mostConcerned(EntryKey entry) {
    return "";
  }
}
