package org.peerchallenge.assessment.process;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.peerchallenge.assessment.RatingRule;
import org.peerchallenge.assessment.SignatureOfRisk;
import org.peerchallenge.engine.DecisionTables;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks the decision tables {@code data-and-ratings} and {@code figures-suggest}. */
@Component
class DecisionTableRatingRule implements RatingRule {

  static final String TABLE = "data-and-ratings";

  private static final Logger log = LoggerFactory.getLogger(DecisionTableRatingRule.class);

  private final DecisionTables tables;

  DecisionTableRatingRule(DecisionTables tables) {
    this.tables = tables;
  }

  @Override
  public List<Spoken> of(String topic, String indicator, int reasons) {
    return tables
        .ask(TABLE, Map.of("topic", topic, "indicator", indicator, "reasons", reasons))
        .stream()
        .flatMap(
            answer ->
                signature(String.valueOf(answer.get("signature"))).stream()
                    .map(signature -> new Spoken(signature, ratings(answer.get("ratings")))))
        .toList();
  }

  @Override
  public Optional<Threshold> threshold(SignatureOfRisk signature) {
    return tables.ask("figures-suggest", Map.of("signature", signature.id())).stream()
        .filter(answer -> answer.get("reasons") instanceof Number)
        .filter(answer -> answer.get("figures") instanceof Number)
        .map(answer -> new Threshold(number(answer, "reasons"), number(answer, "figures")))
        .findFirst();
  }

  private static int number(Map<String, Object> answer, String output) {
    return ((Number) answer.get(output)).intValue();
  }

  /**
   * A misspelt word is refused before a table is deployed ({@link RatingWords}); one that a cell
   * computes must not keep a reviewer from the form.
   */
  private static Optional<SignatureOfRisk> signature(String id) {
    Optional<SignatureOfRisk> found =
        Arrays.stream(SignatureOfRisk.values()).filter(one -> one.id().equals(id)).findFirst();
    if (found.isEmpty()) {
      log.warn("{}.dmn names “{}”, which is no signature of risk", TABLE, id);
    }
    return found;
  }

  private static Set<String> ratings(Object answer) {
    return answer instanceof Collection<?> several
        ? several.stream().map(Object::toString).collect(Collectors.toSet())
        : Set.of();
  }
}
