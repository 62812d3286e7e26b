package org.peerchallenge.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.peerchallenge.assessment.DataSheetIssue;
import org.peerchallenge.assessment.SideBySide;
import org.peerchallenge.assessment.SideBySide.Suggested;
import org.peerchallenge.assessment.SignatureOfRisk;
import org.peerchallenge.cycle.EntryKey;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The shipped tables on the shipped figures: they tell authorities apart. What is expected was
 * counted from the figures by other means than the application's.
 */
class FiguresSuggestTest extends ChallengeTest {

  @Autowired private DataSheetIssue sheets;
  @Autowired private SideBySide sideBySide;

  @Test
  void someAuthoritiesAreNamedForASignatureAndMostAreNot() {
    List<EntryKey> entries = List.of(READING, KENT, PORTSMOUTH, HAMPSHIRE, SURREY);
    open(entries.toArray(EntryKey[]::new));
    for (EntryKey entry : entries) {
      jdbc.sql("insert into assessment (entry, opened_at) values (:entry, now())")
          .param("entry", entry.value())
          .update();
      sheets.flag(entry);
    }

    Map<SignatureOfRisk, Suggested> found = sideBySide.suggested(entries);

    assertThat(found.get(SignatureOfRisk.PERFORMANCE).figures())
        .isEqualTo(Map.of("936", 5, "851", 4, "921", 3));
    assertThat(found.get(SignatureOfRisk.PRACTICE_LEADERSHIP).figures())
        .isEqualTo(Map.of("936", 2, "851", 2));
    assertThat(found.get(SignatureOfRisk.LEADING_WITH_OTHERS).figures())
        .isEqualTo(Map.of("886", 1));
    assertThat(found.get(SignatureOfRisk.WORKFORCE).figures()).isEmpty();
  }
}
