package org.peerchallenge.assessment.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.peerchallenge.assessment.SideBySide;
import org.peerchallenge.assessment.SignatureOfRisk;
import org.peerchallenge.engine.TableContract;
import org.peerchallenge.engine.TableContract.Answer;
import org.peerchallenge.engine.TableContract.Input;
import org.peerchallenge.engine.TableContracts;
import org.springframework.stereotype.Component;

/**
 * Contracts of the tables about self-assessments: when a review is advised, and what figures
 * suggest beside a rating.
 */
@Component
class AssessmentTableContracts implements TableContracts {

  /** As many as the table indicator-flags gives to one figure. */
  private static final int REASONS = 4;

  @Override
  public List<TableContract> contracts() {
    return List.of(
        TableContract.of(
                "review-advice",
                Map.of(
                    "unansweredFlags",
                    Input.count(),
                    "strengthsWithoutImpact",
                    Input.count(),
                    "openOfstedIssues",
                    Input.count()),
                Map.of("reason", Answer.text(400, "review_advice.reason")))
            .readingAll()
            .stayingWithTheYear(),
        TableContract.of(
                DecisionTableRatingRule.TABLE,
                Map.of(
                    "topic",
                    Input.usually(inCatalogue(1)),
                    "indicator",
                    Input.usually(inCatalogue(0)),
                    "reasons",
                    Input.from(1, REASONS)),
                Map.of(
                    "signature",
                    Answer.word(signatures()),
                    "ratings",
                    Answer.words(SideBySide.ratings())))
            .readingAll(),
        TableContract.of(
                "figures-suggest",
                Map.of("signature", Input.word(signatures())),
                Map.of(
                    "reasons",
                    Answer.numberOrNothing(1, REASONS),
                    "figures",
                    Answer.numberOrNothing(1, 99)))
            .alwaysAnswering());
  }

  /** A column of the indicators that this release comes with; another region may have more. */
  private static Set<String> inCatalogue(int column) {
    try (InputStream csv =
        AssessmentTableContracts.class.getResourceAsStream("/figures/indicator-catalogue.csv")) {
      return new String(csv.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(line -> line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")[column].replace("\"", ""))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException("The catalogue of indicators cannot be read", e);
    }
  }

  private static Set<String> signatures() {
    return Arrays.stream(SignatureOfRisk.values())
        .map(SignatureOfRisk::id)
        .collect(Collectors.toSet());
  }
}
