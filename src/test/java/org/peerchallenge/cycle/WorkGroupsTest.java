package org.peerchallenge.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WorkGroupsTest {

  @Test
  void aCandidateGroupOfOnePieceOfWorkIsSaidInWords() {
    assertThat(WorkGroups.words(GroupKey.of("2019/group-3").facilitators()))
        .contains("Facilitator of group 3, 2018-19");
    assertThat(WorkGroups.words(GroupKey.of("2019/group-3").directors()))
        .contains("Directors of group 3, 2018-19");
    assertThat(WorkGroups.words("reviewer-17")).contains("Reviewer");
    assertThat(WorkGroups.words("dcs-850")).isEmpty();
    assertThat(WorkGroups.words("office")).isEmpty();
  }
}
