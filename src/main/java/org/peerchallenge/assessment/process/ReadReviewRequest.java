package org.peerchallenge.assessment.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.assessment.Review;
import org.peerchallenge.assessment.Reviews;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.springframework.stereotype.Component;

/**
 * Sets {@code review} and {@code askedByPeer} from the table: the message only says that there is
 * something to read.
 */
@Component("readReviewRequest")
@Step(
    key = Holds.ENTRY,
    sets = {
      @Step.Sets(name = "review", holds = Holds.REVIEW),
      @Step.Sets(name = "askedByPeer", holds = Holds.YES_NO)
    })
class ReadReviewRequest implements JavaDelegate {

  private final Reviews reviews;

  ReadReviewRequest(Reviews reviews) {
    this.reviews = reviews;
  }

  @Override
  public void execute(DelegateExecution execution) {
    EntryKey entry = EntryKey.of(execution.getProcessBusinessKey());
    Review review =
        reviews
            .open(entry)
            .orElseThrow(() -> new IllegalStateException("No review is asked for of " + entry));
    execution.setVariable("review", String.valueOf(review.id()));
    execution.setVariable("askedByPeer", review.isAskedByPeer());
    if (!review.isAskedByPeer()) {
      reviews.passToOffice(review.id());
    }
  }
}
