package org.peerchallenge.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.access.ReadingLog;
import org.peerchallenge.assessment.Reading.Access;
import org.peerchallenge.cycle.Visibility;
import org.peerchallenge.kernel.Refused;
import org.springframework.beans.factory.annotation.Autowired;

/** A director changes her mind about who may read what was shared. */
class SharingTest extends AssessmentTest {

  @Autowired private Sharing sharing;
  @Autowired private SharingChoices choices;

  @BeforeEach
  void shared() {
    share(BRIGHTON);
  }

  @Test
  void narrowedToTheGroupOtherDirectorsLoseItAndPeersKeepIt() {
    assertThat(reading.access("dcs-871", BRIGHTON)).isEqualTo(Access.SHARED);
    hasRead("dcs-871", "dcs-869");

    sharing.change(BRIGHTON, Optional.of(Visibility.GROUP), "An example", "dcs-846");

    assertThat(reading.access("dcs-871", BRIGHTON)).isEqualTo(Access.NONE);
    assertThat(reading.access("dcs-869", BRIGHTON)).isEqualTo(Access.SHARED);
    assertThat(mailsTo("dcs-871", "share-withdrawn")).hasSize(1);
    assertThat(mailsTo("dcs-869", "share-withdrawn")).isEmpty();
  }

  @Test
  void whoReadItAndMayNotAnyMoreIsToldNothingOfItsAmendments() {
    hasRead("dcs-871", "dcs-869", "lead-member-871");
    sharing.change(BRIGHTON, Optional.of(Visibility.GROUP), "An example", "dcs-846");
    assessments.askForAmendment(
        BRIGHTON, java.util.List.of(Examples.WHOLE_STORY), "An example", "dcs-846");
    settle();
    write(BRIGHTON, Examples.WHOLE_STORY);
    sendToDirector(BRIGHTON);
    sign(BRIGHTON);

    assertThat(mailsTo("dcs-869", "assessment-shared")).as("of both versions").hasSize(2);
    assertThat(mailsTo("dcs-871", "assessment-shared")).isEmpty();
    assertThat(mailsTo("lead-member-871", "assessment-shared")).isEmpty();
  }

  private void hasRead(String... readers) {
    for (String reader : readers) {
      readings.note(BRIGHTON, reader, ReadingLog.What.ASSESSMENT, Optional.of(1));
    }
  }

  @Test
  void withdrawnEverybodyElseLosesItAndIsTold() {
    hasRead("dcs-871");

    sharing.change(BRIGHTON, Optional.empty(), "An example", "dcs-846");

    assertThat(assessments.state(BRIGHTON)).isEqualTo(State.UNSHARED);
    for (String reader : new String[] {"dcs-869", "dcs-871", "lead-member-846"}) {
      assertThat(reading.access(reader, BRIGHTON)).as(reader).isEqualTo(Access.NONE);
    }
    assertThat(reading.access("office", BRIGHTON)).isEqualTo(Access.STATUS);
    assertThat(reading.access("dcs-846", BRIGHTON)).isEqualTo(Access.OWN);
    assertThat(assessments.shared(BRIGHTON)).as("for a pack").isEmpty();
    for (String reader : new String[] {"dcs-869", "dcs-871", "facilitator-5", "office"}) {
      assertThat(mailsTo(reader, "share-withdrawn")).as(reader).hasSize(1);
    }
  }

  @Test
  void sharedAgainItIsAsItWasSigned() {
    sharing.change(BRIGHTON, Optional.empty(), "An example", "dcs-846");
    sharing.change(BRIGHTON, Optional.of(Visibility.ALL_DCS), "An example", "dcs-846");

    assertThat(reading.access("dcs-871", BRIGHTON)).isEqualTo(Access.SHARED);
    assertThat(choices.all(BRIGHTON)).hasSize(2);
  }

  @Test
  void noChoiceIsWiderThanWhatWasSigned() {
    assertThatThrownBy(
            () ->
                sharing.change(
                    BRIGHTON, Optional.of(Visibility.ALL_DCS_AND_LEADERS), "An example", "dcs-846"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("signed for fewer readers");
  }

  @Test
  void anAmendmentOfWhatWasWithdrawnDoesNotOpenItAgain() {
    sharing.change(BRIGHTON, Optional.empty(), "An example", "dcs-846");
    assessments.askForAmendment(
        BRIGHTON, java.util.List.of(Examples.WHOLE_STORY), "An example", "dcs-846");
    settle();
    write(BRIGHTON, Examples.WHOLE_STORY);
    sendToDirector(BRIGHTON);
    sign(BRIGHTON);

    assertThat(assessments.latestSigned(BRIGHTON).orElseThrow().number()).isEqualTo(2);
    assertThat(reading.access("dcs-869", BRIGHTON)).isEqualTo(Access.NONE);
  }

  @Test
  void anAmendmentSignedForFewerReadersIsNotOpenedWiderByAnOlderChoice() {
    sharing.change(BRIGHTON, Optional.of(Visibility.ALL_DCS), "An example", "dcs-846");
    assessments.askForAmendment(
        BRIGHTON, java.util.List.of(Section.SHARING_AND_DECLARATION), "An example", "dcs-846");
    settle();
    Map<String, Object> declared = new HashMap<>(Examples.of(Section.SHARING_AND_DECLARATION));
    declared.put("mayRead", "GROUP");
    write(BRIGHTON, Section.SHARING_AND_DECLARATION, declared);
    sendToDirector(BRIGHTON);
    sign(BRIGHTON);

    assertThat(assessments.latestSigned(BRIGHTON).orElseThrow().number()).isEqualTo(2);
    assertThat(assessments.chosenVisibility(BRIGHTON)).isEqualTo(Visibility.GROUP);
    assertThat(reading.access("dcs-869", BRIGHTON)).as("a peer").isEqualTo(Access.SHARED);
    assertThat(reading.access("dcs-871", BRIGHTON)).as("another group").isEqualTo(Access.NONE);
  }

  @Test
  void theLeadersOfTheAuthorityReadADraftOnlyWhenItsDirectorOpensIt() {
    start(HAMPSHIRE);
    assertThat(reading.access("lead-member-850", HAMPSHIRE)).isEqualTo(Access.NONE);

    choices.open(HAMPSHIRE, new SharingChoices.Opened(true, false, false), "dcs-850");
    assertThat(reading.access("lead-member-850", HAMPSHIRE)).isEqualTo(Access.OPENED);
    assertThat(reading.access("lead-member-871", HAMPSHIRE)).isEqualTo(Access.NONE);

    choices.open(HAMPSHIRE, SharingChoices.Opened.NOTHING, "dcs-850");
    assertThat(reading.access("lead-member-850", HAMPSHIRE)).isEqualTo(Access.NONE);
  }
}
