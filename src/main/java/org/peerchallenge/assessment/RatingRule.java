package org.peerchallenge.assessment;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rule from indicators to signatures of risk: of which one an indicator speaks, and when figures
 * suggest one; the decision tables that analysts edit stand behind it.
 */
public interface RatingRule {

  /**
   * A signature that an indicator speaks of.
   *
   * @param ratings beside which the indicator is shown when it stands out, as the form writes them:
   *     "noConcern"
   */
  record Spoken(SignatureOfRisk signature, Set<String> ratings) {}

  /**
   * From when on an authority's figures suggest a signature.
   *
   * @param reasons for how many a figure must stand out to count
   * @param figures how many such figures it takes
   */
  record Threshold(int reasons, int figures) {}

  /**
   * The signatures that an indicator speaks of; none when the table does not know it.
   *
   * @param topic on the data sheet
   * @param indicator its code
   * @param reasons for how many it stands out
   */
  List<Spoken> of(String topic, String indicator, int reasons);

  /** From when on figures suggest this signature; empty when they never do. */
  Optional<Threshold> threshold(SignatureOfRisk signature);
}
