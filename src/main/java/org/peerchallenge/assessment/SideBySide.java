package org.peerchallenge.assessment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.peerchallenge.assessment.FlaggedIndicators.FlaggedIndicator;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.kernel.FormValues;
import org.springframework.stereotype.Service;

/**
 * Comparison of ratings with figures: a self-assessment's rating of a signature of risk beside the
 * figures that say otherwise. It judges neither: figures can be wrong, and a story can be right.
 */
@Service
public class SideBySide {

  /**
   * One signature whose rating and figures do not say the same.
   *
   * @param rating in words
   * @param figures one line an indicator: what it is, what stands out, and what the authors
   *     answered
   */
  public record Difference(SignatureOfRisk signature, String rating, List<String> figures) {}

  /**
   * The authorities whose figures suggest a signature.
   *
   * @param needed what it took
   * @param figures how many count, by DfE number
   */
  public record Suggested(RatingRule.Threshold needed, Map<String, Integer> figures) {}

  /** Stands for a rating that its authors do not publish. */
  static final String LEFT_OUT = "leftOut";

  private static final Map<String, String> RATINGS =
      Map.of(
          LEFT_OUT,
          "Left out",
          "noConcern",
          "No concern",
          "watch",
          "Watch",
          "concern",
          "Concern",
          "seriousConcern",
          "Serious concern");

  private static final Map<String, String> ANSWERS =
      Map.of(
          "agree", "We agree",
          "dataIssue", "It is an issue of data",
          "contextExplains", "Our context explains it",
          "actionPlanned", "Action is planned");

  private final FlaggedIndicators flagged;
  private final RatingRule rule;

  SideBySide(FlaggedIndicators flagged, RatingRule rule) {
    this.flagged = flagged;
    this.rule = rule;
  }

  /** What a signed version says otherwise than the figures it was written on, in reading order. */
  public List<Difference> of(SignedVersion version) {
    FormValues ratings = version.section(Section.SIGNATURES_OF_RISK);
    Map<SignatureOfRisk, List<String>> lines = new EnumMap<>(SignatureOfRisk.class);
    for (FlaggedIndicator flag : flagged.of(version.entry())) {
      Set<SignatureOfRisk> contradicted =
          rule.of(flag.topic(), flag.code(), flag.countOfReasons()).stream()
              .filter(spoken -> spoken.ratings().contains(rating(ratings, spoken.signature())))
              .map(RatingRule.Spoken::signature)
              .collect(Collectors.toSet());
      for (SignatureOfRisk signature : contradicted) {
        lines.computeIfAbsent(signature, one -> new ArrayList<>()).add(line(flag, version));
      }
    }
    return lines.entrySet().stream()
        .map(
            found ->
                new Difference(
                    found.getKey(),
                    ratingWords(rating(ratings, found.getKey())),
                    List.copyOf(found.getValue())))
        .toList();
  }

  /**
   * What the figures of these entries' authorities suggest, whatever anybody wrote; signatures that
   * figures never suggest are left out.
   */
  public Map<SignatureOfRisk, Suggested> suggested(Collection<EntryKey> entries) {
    Map<SignatureOfRisk, Suggested> suggested = new EnumMap<>(SignatureOfRisk.class);
    for (SignatureOfRisk signature : SignatureOfRisk.values()) {
      rule.threshold(signature)
          .ifPresent(needed -> suggested.put(signature, new Suggested(needed, new HashMap<>())));
    }
    for (EntryKey entry : entries) {
      for (FlaggedIndicator flag : flagged.of(entry)) {
        int reasons = flag.countOfReasons();
        rule.of(flag.topic(), flag.code(), reasons).stream()
            .map(RatingRule.Spoken::signature)
            .distinct()
            .map(suggested::get)
            .filter(one -> one != null && reasons >= one.needed().reasons())
            .forEach(one -> one.figures().merge(flag.dfeNumber(), 1, Integer::sum));
      }
    }
    suggested
        .values()
        .forEach(one -> one.figures().values().removeIf(count -> count < one.needed().figures()));
    return suggested;
  }

  /** Every rating, as the form writes it. */
  public static Set<String> ratings() {
    return RATINGS.keySet();
  }

  /** A rating as people read it: "No concern". */
  public static String ratingWords(String rating) {
    return RATINGS.getOrDefault(rating, "Not rated");
  }

  private static String rating(FormValues ratings, SignatureOfRisk signature) {
    return ratings.text(signature.id() + "Rating");
  }

  private static String line(FlaggedIndicator flag, SignedVersion version) {
    String answer =
        version.section(Section.DATA_AND_CONCLUSIONS).rows("indicators").stream()
            .filter(row -> flag.indicator().equals(row.text("indicator")))
            .map(row -> ANSWERS.get(row.text("answer")))
            .filter(words -> words != null)
            .findFirst()
            .map(words -> "The authors say: " + words + ".")
            .orElse("The authors have not answered.");
    return "%s: %s (%s). %s".formatted(flag.indicator(), flag.figures(), flag.reasons(), answer);
  }
}
