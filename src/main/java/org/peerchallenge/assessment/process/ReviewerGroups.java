package org.peerchallenge.assessment.process;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.peerchallenge.assessment.Reviews;
import org.peerchallenge.region.FurtherGroups;
import org.springframework.stereotype.Component;

/** The group of each review, {@code reviewer-17}: the reviewer assigned, as long as it is open. */
@Component
class ReviewerGroups implements FurtherGroups {

  private final Reviews reviews;

  ReviewerGroups(Reviews reviews) {
    this.reviews = reviews;
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
                review -> "reviewer-" + review.getKey(), review -> Set.of(review.getValue())));
  }
}
