package org.peerchallenge.assessment;

import java.util.List;
import java.util.Set;

/**
 * Says of which signature of risk an indicator speaks; the decision table that analysts edit stands
 * behind it.
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
   * The signatures that an indicator speaks of; none when the table does not know it.
   *
   * @param topic on the data sheet
   * @param indicator its code
   * @param reasons for how many it stands out
   */
  List<Spoken> of(String topic, String indicator, int reasons);
}
