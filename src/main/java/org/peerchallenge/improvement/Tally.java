package org.peerchallenge.improvement;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** How many of those asked gave which answer; whoever is silent is neither for nor against. */
public record Tally(int asked, int agree, int disagree, int abstain) {

  static Tally of(
      List<Approver> approvers, String role, Function<Approver, Optional<String>> answer) {
    List<Optional<String>> answers =
        approvers.stream().filter(a -> a.role().equals(role)).map(answer).toList();
    return new Tally(
        answers.size(),
        count(answers, "agree"),
        count(answers, "disagree"),
        count(answers, "abstain"));
  }

  private static int count(List<Optional<String>> answers, String wanted) {
    return (int) answers.stream().filter(a -> a.filter(wanted::equals).isPresent()).count();
  }

  public int silent() {
    return asked - agree - disagree - abstain;
  }
}
