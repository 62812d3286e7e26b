package org.peerchallenge.assessment;

import java.util.List;
import java.util.Map;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.document.Content;
import org.peerchallenge.document.DocumentWords;
import org.peerchallenge.document.PrintsWords;
import org.peerchallenge.document.Wording;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.springframework.stereotype.Component;

/** A released review as a document: the four questions, and what the authority replied. */
@PrintsWords("review")
@Component
public class ReviewDocument {

  private final Cycles cycles;
  private final Region region;
  private final Wording words;

  ReviewDocument(Cycles cycles, Region region, DocumentWords documentWords) {
    this.cycles = cycles;
    this.region = region;
    this.words = documentWords.of("review");
  }

  /** The review as it was released; a reply follows once it is given. */
  public Content of(Review review) {
    Content.Builder content =
        Content.titled(
                words.of(
                    "Review of the self-assessment: {authority}",
                    Map.of("authority", cycles.title(review.entry()))))
            .subtitle(words.of("Of version {version}", Map.of("version", review.number())))
            .attribution(
                words.of("For the authority, and for those to whom its director opened it."))
            .facts(
                List.of(
                    new Content.Fact(
                        words.of("Reviewer"),
                        review
                            .reviewer()
                            .flatMap(region::findPerson)
                            .map(Person::name)
                            .orElse(words.of("not known"))),
                    new Content.Fact(words.of("Asked for on"), EnglishText.day(review.askedAt())),
                    new Content.Fact(
                        words.of("Released on"),
                        review
                            .releasedAt()
                            .map(EnglishText::day)
                            .orElse(words.of("not released yet"))),
                    new Content.Fact(words.of("Looked at above all"), review.questionsInWords())));
    for (ReviewQuestion question : ReviewQuestion.values()) {
      content.section(question.title()).paragraph(question.question());
      String strengths = review.answer(question, "Strengths");
      String comments = review.answer(question, "Comments");
      if (strengths.isBlank() && comments.isBlank()) {
        content.paragraph(words.of("Nothing was written here."));
      }
      part(content, words.of("What is strong"), strengths);
      part(content, words.of("What could be clearer"), comments);
    }
    content
        .section(words.of("Reply of the authority"))
        .paragraph(
            review
                .reply()
                .filter(reply -> !reply.isBlank())
                .orElse(
                    review.closedAt().isPresent()
                        ? words.of("There was no reply.")
                        : words.of("There is no reply yet.")));
    return content.build();
  }

  private static void part(Content.Builder content, String heading, String text) {
    if (!text.isBlank()) {
      content.heading(2, heading).paragraph(text);
    }
  }
}
