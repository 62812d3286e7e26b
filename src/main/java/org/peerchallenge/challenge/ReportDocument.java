package org.peerchallenge.challenge;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.document.Content;
import org.peerchallenge.kernel.EnglishText;

/** A report back as a document. */
final class ReportDocument {

  private ReportDocument() {}

  /** The day that is reported on, in words. */
  record Meeting(String day, String facilitator, String people) {}

  /**
   * The whole report.
   *
   * @param sha256 of its text as it is kept
   */
  static Content of(
      Report report,
      Report.Outcome outcome,
      Meeting meeting,
      String sha256,
      Cycles cycles,
      Clock clock) {
    ReportText text = report.text();
    Content.Builder content =
        Content.titled("Report back to " + cycles.title(report.entry()))
            .subtitle(
                "Version " + report.version() + ", " + EnglishText.weekday(LocalDate.now(clock)))
            .attribution(outcome.words())
            .facts(
                List.of(
                    new Content.Fact("Challenge day", meeting.day()),
                    new Content.Fact("Facilitator", meeting.facilitator()),
                    new Content.Fact("Who came", meeting.people()),
                    new Content.Fact("SHA-256 of the text", sha256)));
    if (!report.reason().isBlank()) {
      content.section("Why this version was written").paragraph(report.reason());
    }
    content.section("Strengths");
    text.strengths().forEach(one -> part(content, one.title(), one.description()));
    none(content, text.strengths());
    content.section("Insights");
    if (!text.insights().isEmpty()) {
      content.table(
          List.of("Insight", "Signature of risk", "Local or systemic"),
          text.insights().stream()
              .map(
                  one ->
                      List.of(
                          one.insight(),
                          Words.signature(one.signature()),
                          one.scope() == null ? "" : one.scope().words()))
              .toList());
    }
    none(content, text.insights());
    content.section("Does the self-assessment take all signatures of risk into account?");
    content.paragraph(text.allSignatures() == null ? "" : text.allSignatures().words());
    content.paragraph(text.allSignaturesWhy());
    content.section("Commitments");
    if (!text.commitments().isEmpty()) {
      content.table(
          List.of("What will be done", "Who", "By when"),
          text.commitments().stream()
              .map(
                  one ->
                      List.of(
                          one.commitment(),
                          one.owner(),
                          one.due() == null ? "No date said" : EnglishText.weekday(one.due())))
              .toList());
    }
    none(content, text.commitments());
    content.section("Asks of the region");
    text.asks().forEach(one -> part(content, one.title(), one.description()));
    none(content, text.asks());
    content.section("Offers to the region");
    text.offers().forEach(one -> part(content, one.title(), one.description()));
    none(content, text.offers());
    content.section("Practice worth sharing");
    text.practices().forEach(one -> part(content, one.title(), one.description()));
    none(content, text.practices());
    content.section("Common systemic issues");
    content.paragraph(text.systemicIssues() == null ? "None were named." : text.systemicIssues());
    if (!report.dispute().isBlank()) {
      content.section("What the host said about the facts").paragraph(report.dispute());
      if (!report.answerText().isBlank()) {
        content.section("What the facilitator answered").paragraph(report.answerText());
      }
    }
    return content.build();
  }

  private static void part(Content.Builder content, String title, String text) {
    content.heading(2, title).paragraph(text);
  }

  private static void none(Content.Builder content, List<?> list) {
    if (list.isEmpty()) {
      content.paragraph("None were named.");
    }
  }
}
