package org.peerchallenge.casechange.kind;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.assessment.Review;
import org.peerchallenge.assessment.Reviews;
import org.peerchallenge.casechange.CaseKey;
import org.peerchallenge.casechange.ChangeField;
import org.peerchallenge.casechange.ChangeField.Option;
import org.peerchallenge.casechange.Wanted;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.stereotype.Component;

/** Another reviewer for a review that is under way, accepted or not. */
@Component
class ChangeReviewer extends NamedChange {

  private final Reviews reviews;
  private final Region region;

  ChangeReviewer(Reviews reviews, Region region) {
    super(
        "change-reviewer",
        "Change the reviewer",
        "The review goes over as it stands, with what was typed so far.");
    this.reviews = reviews;
    this.region = region;
  }

  @Override
  public boolean fits(CaseKey about) {
    return about.entry().flatMap(reviews::open).filter(Review::isToBeWritten).isPresent();
  }

  @Override
  public List<ChangeField> fields(CaseKey about) {
    String now = reviews.open(about.entry().orElseThrow()).orElseThrow().reviewer().orElse("");
    return List.of(
        ChangeField.choice(
            "reviewer",
            "Reviewer",
            now,
            region.holders(Role.REVIEWER).stream()
                .map(one -> new Option(one.username(), one.name()))
                .toList()));
  }

  @Override
  public void check(CaseKey about, Wanted wanted) {
    if (!region.holds(wanted.chosen("reviewer", "The reviewer"), Role.REVIEWER)) {
      throw new Refused("This person is no reviewer today.");
    }
  }

  @Override
  public List<String> warnings(CaseKey about, Wanted wanted) {
    return reviews
        .conflict(wanted.text("reviewer"), about.entry().orElseThrow())
        .map(tie -> List.of(words(about, wanted) + " " + tie + "."))
        .orElse(List.of());
  }

  @Override
  public String words(CaseKey about, Wanted wanted) {
    return region.person(wanted.text("reviewer")).name();
  }

  @Override
  public Optional<Inverse> inverse(CaseKey about, Wanted wanted) {
    return reviews
        .open(about.entry().orElseThrow())
        .flatMap(Review::reviewer)
        .map(before -> new Inverse(id(), Map.of("reviewer", before)));
  }

  @Override
  public void make(CaseKey about, Wanted wanted, String reason, String by) {
    reviews.reassign(
        reviews.open(about.entry().orElseThrow()).orElseThrow().id(), wanted.text("reviewer"));
  }
}
