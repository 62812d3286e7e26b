package org.peerchallenge.challenge;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.document.Content;
import org.peerchallenge.document.PrintsWords;
import org.peerchallenge.document.Wording;
import org.peerchallenge.kernel.EnglishText;

/** A report back as a document. */
@PrintsWords("report-back")
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
      LocalDate settled,
      Wording words) {
    ReportText text = report.text();
    Content.Builder content =
        Content.titled(
                words.of(
                    "Report back to {authority}",
                    Map.of("authority", cycles.title(report.entry()))))
            .subtitle(
                words.of(
                    "Version {version}, {day}",
                    Map.of("version", report.version(), "day", EnglishText.weekday(settled))))
            .attribution(outcome.words())
            .facts(
                List.of(
                    new Content.Fact(words.of("Challenge day"), meeting.day()),
                    new Content.Fact(words.of("Facilitator"), meeting.facilitator()),
                    new Content.Fact(words.of("Who came"), meeting.people()),
                    new Content.Fact(words.of("SHA-256 of the text"), sha256)));
    if (!report.reason().isBlank()) {
      content.section(words.of("Why this version was written")).paragraph(report.reason());
    }
    content.section(words.of("Strengths"));
    text.strengths().forEach(one -> part(content, one.title(), one.description()));
    none(content, words, text.strengths());
    content.section(words.of("Insights"));
    if (!text.insights().isEmpty()) {
      content.table(
          List.of(
              words.of("Insight"), words.of("Signature of risk"), words.of("Local or systemic")),
          text.insights().stream()
              .map(
                  one ->
                      List.of(
                          one.insight(),
                          Words.signature(one.signature()),
                          one.scope() == null ? "" : one.scope().words()))
              .toList());
    }
    none(content, words, text.insights());
    content.section(words.of("Does the self-assessment take all signatures of risk into account?"));
    content.paragraph(text.allSignatures() == null ? "" : text.allSignatures().words());
    content.paragraph(text.allSignaturesWhy());
    content.section(words.of("Commitments"));
    if (!text.commitments().isEmpty()) {
      content.table(
          List.of(words.of("What will be done"), words.of("Who"), words.of("By when")),
          text.commitments().stream()
              .map(
                  one ->
                      List.of(
                          one.commitment(),
                          one.owner(),
                          one.due() == null
                              ? words.of("No date said")
                              : EnglishText.weekday(one.due())))
              .toList());
    }
    none(content, words, text.commitments());
    content.section(words.of("Asks of the region"));
    text.asks().forEach(one -> part(content, one.title(), one.description()));
    none(content, words, text.asks());
    content.section(words.of("Offers to the region"));
    text.offers().forEach(one -> part(content, one.title(), one.description()));
    none(content, words, text.offers());
    content.section(words.of("Practice worth sharing"));
    text.practices().forEach(one -> part(content, one.title(), one.description()));
    none(content, words, text.practices());
    content.section(words.of("Common systemic issues"));
    content.paragraph(
        text.systemicIssues() == null ? words.of("None were named.") : text.systemicIssues());
    if (!report.dispute().isBlank()) {
      content.section(words.of("What the host said about the facts")).paragraph(report.dispute());
      if (!report.answerText().isBlank()) {
        content.section(words.of("What the facilitator answered")).paragraph(report.answerText());
      }
    }
    return content.build();
  }

  private static void part(Content.Builder content, String title, String text) {
    content.heading(2, title).paragraph(text);
  }

  private static void none(Content.Builder content, Wording words, List<?> list) {
    if (list.isEmpty()) {
      content.paragraph(words.of("None were named."));
    }
  }
}
