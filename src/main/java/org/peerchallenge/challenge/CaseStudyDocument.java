package org.peerchallenge.challenge;

import java.util.List;
import java.util.Map;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.document.Content;
import org.peerchallenge.document.DocumentWords;
import org.peerchallenge.document.PrintsWords;
import org.peerchallenge.document.Wording;
import org.springframework.stereotype.Component;

/** A case study as a document to pass round, on paper or by mail. */
@PrintsWords("case-study")
@Component
public class CaseStudyDocument {

  private final Cycles cycles;
  private final Wording words;

  CaseStudyDocument(Cycles cycles, DocumentWords documentWords) {
    this.cycles = cycles;
    this.words = documentWords.of("case-study");
  }

  /** As it stands now; before its owner agreed it says so on every page. */
  public Content of(CaseStudy study) {
    Content.Builder content =
        Content.titled(study.title().isBlank() ? study.practice() : study.title())
            .subtitle(
                words.of(
                    "Case study of {authority}", Map.of("authority", cycles.title(study.entry()))))
            .attribution(
                study.isAgreed()
                    ? words.of("Agreed by the authority whose practice it is.")
                    : words.of(
                        "A draft: the authority whose practice it is has not agreed to it."));
    part(content, words.of("The situation"), study.situation());
    part(content, words.of("What is done"), study.action());
    part(content, words.of("What changed for young people"), study.impact());
    part(content, words.of("What others should know"), study.lessons());
    if (!study.contact().isBlank()) {
      content
          .section(words.of("Find out more"))
          .facts(List.of(new Content.Fact(words.of("Contact"), study.contact())));
    }
    return content.build();
  }

  private static void part(Content.Builder content, String heading, String text) {
    if (!text.isBlank()) {
      content.section(heading).paragraph(text);
    }
  }
}
