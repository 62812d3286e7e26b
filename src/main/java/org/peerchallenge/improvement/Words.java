package org.peerchallenge.improvement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts and results as people say them. */
public final class Words {

  private static final Map<String, String> RESULTS =
      Map.of(
          Round.APPROVED,
          "approved",
          "too few directors",
          "not approved, too few directors agree",
          "too few lead members",
          "not approved, too few lead members agree",
          "too few of both",
          "not approved, too few directors and lead members agree");

  private Words() {}

  /** One sentence for the plan and one for the support, as far as the round asked for them. */
  public static List<String> counts(Round round) {
    List<String> sentences = new ArrayList<>();
    if (round.planAsked()) {
      sentences.add(
          sentence(
              "Plan",
              round,
              round.plan(Approver.DIRECTOR),
              round.plan(Approver.LEAD_MEMBER),
              round.planResult()));
    }
    if (round.supportAsked()) {
      sentences.add(
          sentence(
              "Support",
              round,
              round.support(Approver.DIRECTOR),
              round.support(Approver.LEAD_MEMBER),
              round.supportResult()));
    }
    return sentences;
  }

  private static String sentence(
      String what, Round round, Tally directors, Tally leadMembers, Optional<String> result) {
    return "%s, round %d: %d of %d directors agree (%d disagree, %d abstain, %d %s); %d of %d lead members agree (%d disagree, %d abstain, %d %s)%s."
        .formatted(
            what,
            round.number(),
            directors.agree(),
            directors.asked(),
            directors.disagree(),
            directors.abstain(),
            directors.silent(),
            round.closed() ? "no answer" : "not answered yet",
            leadMembers.agree(),
            leadMembers.asked(),
            leadMembers.disagree(),
            leadMembers.abstain(),
            leadMembers.silent(),
            round.closed() ? "no answer" : "not answered yet",
            result.map(r -> ": " + RESULTS.getOrDefault(r, r)).orElse(""));
  }
}
