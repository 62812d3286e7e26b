package org.peerchallenge.improvement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row and boundary of {@code plan-approval}. */
class PlanApprovalTest {

  private final DecisionTable table = DecisionTable.of("plan-approval");

  @ParameterizedTest
  @CsvSource({
    // agree, of directors, agree, of lead members
    "18, 18, 19, 19, approved",
    "12, 18, 10, 19, approved",
    "11, 18, 10, 19, too few directors",
    "12, 18, 9, 19, too few lead members",
    "11, 18, 9, 19, too few of both",
    "0, 18, 0, 19, too few of both",
    // Exactly two thirds and exactly a half are enough, whatever the size of the region.
    "2, 3, 1, 2, approved",
    "1, 3, 1, 2, too few directors",
    "10, 15, 8, 16, approved",
    "9, 15, 8, 16, too few directors",
    "12, 17, 9, 18, approved",
    "11, 17, 9, 18, too few directors",
    "98, 147, 77, 153, approved",
    "97, 147, 77, 153, too few directors",
    "98, 147, 76, 153, too few lead members",
    "1, 1, 1, 1, approved",
    // Nobody asked is nobody's agreement.
    "0, 0, 10, 19, too few directors",
    "12, 18, 0, 0, too few lead members",
    "0, 0, 0, 0, too few of both"
  })
  void twoThirdsOfTheDirectorsAndHalfOfTheLeadMembersApprove(
      int directorsAgree, int directors, int leadMembersAgree, int leadMembers, String result) {
    assertThat(ask(directorsAgree, directors, leadMembersAgree, leadMembers)).isEqualTo(result);
  }

  @Test
  void dissentNeverBlocks() {
    VariableMap facts = facts(12, 18, 10, 19);
    facts.put("directorsDisagree", 6);
    facts.put("leadMembersDisagree", 9);

    assertThat(table.ask(facts).get("result")).isEqualTo("approved");
  }

  @ParameterizedTest
  @ValueSource(strings = {"directorsAgree", "directors", "leadMembersAgree", "leadMembers"})
  void aMissingFactNeverApproves(String missing) {
    VariableMap facts = facts(18, 18, 19, 19);
    facts.put(missing, null);

    assertThat(table.ask(facts).get("result"))
        .isEqualTo(missing.startsWith("directors") ? "too few directors" : "too few lead members");
  }

  private Object ask(int directorsAgree, int directors, int leadMembersAgree, int leadMembers) {
    Map<String, Object> result =
        table.ask(facts(directorsAgree, directors, leadMembersAgree, leadMembers));
    return result.get("result");
  }

  private static VariableMap facts(
      int directorsAgree, int directors, int leadMembersAgree, int leadMembers) {
    return Variables.putValue("directorsAgree", directorsAgree)
        .putValue("directors", directors)
        .putValue("leadMembersAgree", leadMembersAgree)
        .putValue("leadMembers", leadMembers);
  }
}
