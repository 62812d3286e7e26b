package org.peerchallenge.improvement.process;

import java.util.Map;
import java.util.Set;
import org.peerchallenge.engine.TableContract;
import org.springframework.stereotype.Component;

/** What {@code match-asks-and-offers} may answer: a verdict, and a reason that fits beside it. */
@Component
class MatchContract implements TableContract {

  @Override
  public String table() {
    return "match-asks-and-offers";
  }

  @Override
  public Map<String, Input> inputs() {
    return Map.of(
        "sameEntry",
        Input.of("boolean"),
        "offerWithdrawn",
        Input.of("boolean"),
        "sameTheme",
        Input.of("boolean"),
        "sameGroup",
        Input.of("boolean"),
        "wordsInCommon",
        Input.of("integer"));
  }

  @Override
  public boolean alwaysAnswers() {
    return true;
  }

  @Override
  public Map<String, Answer> answers() {
    return Map.of(
        "match",
        Answer.word(Set.of("yes", "possible", "no")),
        "reason",
        Answer.text(400, "register_match.reason"));
  }
}
