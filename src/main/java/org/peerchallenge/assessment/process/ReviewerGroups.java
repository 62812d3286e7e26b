package org.peerchallenge.assessment.process;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.peerchallenge.assessment.Reviews;
import org.peerchallenge.region.FurtherGroups;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.stereotype.Component;

/**
 * The group of each review, {@code reviewer-17}: the reviewer assigned, as long as it is open and
 * the role has not ended.
 */
@Component
class ReviewerGroups implements FurtherGroups {

  private final Reviews reviews;
  private final Region region;

  ReviewerGroups(Reviews reviews, Region region) {
    this.reviews = reviews;
    this.region = region;
  }

  @Override
  public boolean decides(String groupId) {
    return groupId.matches("reviewer-\\d+");
  }

  @Override
  public Map<String, Set<String>> members(LocalDate day) {
    return reviews.reviewers().entrySet().stream()
        .collect(
            Collectors.toMap(
                review -> "reviewer-" + review.getKey(),
                review ->
                    region.holds(review.getValue(), Role.REVIEWER)
                        ? Set.of(review.getValue())
                        : Set.of()));
  }
}
