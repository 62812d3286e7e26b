package org.peerchallenge.challenge.process;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.peerchallenge.challenge.Report;
import org.peerchallenge.challenge.ReportText;
import org.peerchallenge.challenge.Reports;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.Flag;
import org.peerchallenge.engine.FormRef;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.TaskForm;
import org.peerchallenge.kernel.Refused;
import org.springframework.lang.Nullable;

/** The form in which a host says whether the facts of its report are right. */
@FormRef(value = "check-facts", key = Holds.ENTRY)
class CheckFactsForm implements TaskForm<CheckFactsForm.Shown, CheckFactsForm.Sent> {

  record Shown(String entryName, String reportPage, List<ShownParagraph> paragraphs) {}

  record ShownParagraph(String part, String words) {}

  record Sent(
      @Flag FactCheck factCheck, Optional<String> dispute, List<SentParagraph> paragraphs) {}

  record SentParagraph(@Nullable String correction) {}

  enum FactCheck {
    @JsonProperty("agreed")
    AGREED,
    @JsonProperty("disputed")
    DISPUTED
  }

  private static final int BEGINNING = 80;

  private final Cycles cycles;
  private final Reports reports;

  CheckFactsForm(Cycles cycles, Reports reports) {
    this.cycles = cycles;
    this.reports = reports;
  }

  @Override
  public Shown show(FormTask task) {
    EntryKey entry = EntryKey.of(task.businessKey());
    return new Shown(cycles.entry(entry).name(), Reports.page(entry), paragraphs(entry));
  }

  private List<ShownParagraph> paragraphs(EntryKey entry) {
    return reports
        .latest(entry)
        .map(Report::text)
        .map(CheckFactsForm::paragraphs)
        .orElse(List.of());
  }

  /** The report as a reader meets it, each thing that it says on its own. */
  private static List<ShownParagraph> paragraphs(ReportText text) {
    List<ShownParagraph> all = new ArrayList<>();
    text.strengths().forEach(one -> all.add(paragraph("Strength", one.title(), one.description())));
    text.insights().forEach(one -> all.add(paragraph("Insight", one.insight(), null)));
    text.commitments()
        .forEach(one -> all.add(paragraph("Commitment", one.commitment(), one.owner())));
    text.asks().forEach(one -> all.add(paragraph("Ask", one.title(), one.description())));
    text.offers().forEach(one -> all.add(paragraph("Offer", one.title(), one.description())));
    if (text.systemicIssues() != null && !text.systemicIssues().isBlank()) {
      all.add(paragraph("Bigger than this authority", text.systemicIssues(), null));
    }
    all.add(
        paragraph(
            "All signatures of risk",
            "Does the self-assessment take all of them into account? "
                + text.allSignatures().words(),
            text.allSignaturesWhy()));
    return all;
  }

  private static ShownParagraph paragraph(String part, String words, @Nullable String more) {
    return new ShownParagraph(part, more == null || more.isBlank() ? words : words + "\n\n" + more);
  }

  @Override
  public void submit(FormTask task, Sent sent, Author author) {
    EntryKey entry = EntryKey.of(task.businessKey());
    boolean agreed = sent.factCheck() == FactCheck.AGREED;
    String corrections = corrections(paragraphs(entry), sent.paragraphs());
    if (agreed && !corrections.isEmpty()) {
      throw new Refused(
          "You wrote what is correct under a paragraph. Please answer “No, something is wrong”, or"
              + " take your words away.");
    }
    String dispute =
        Stream.of(corrections, sent.dispute().orElse(""))
            .filter(words -> !words.isBlank())
            .collect(Collectors.joining("\n\n"));
    if (!agreed && dispute.isEmpty()) {
      throw new Refused("Please say what is wrong, under its paragraph or at the end.");
    }
    reports.check(
        entry, agreed ? "agreed" : "disputed", agreed ? null : dispute, author.username());
  }

  /** Rows come back in the order in which they were shown. */
  private static String corrections(List<ShownParagraph> shown, List<SentParagraph> sent) {
    return IntStream.range(0, Math.min(shown.size(), sent.size()))
        .filter(i -> sent.get(i).correction() != null && !sent.get(i).correction().isBlank())
        .mapToObj(
            i ->
                "%s, “%s”: %s"
                    .formatted(
                        shown.get(i).part(),
                        beginning(shown.get(i).words()),
                        sent.get(i).correction().strip()))
        .collect(Collectors.joining("\n\n"));
  }

  /** Of the first line, which names an entry; its details are below it. */
  private static String beginning(String paragraph) {
    String words = paragraph.lines().findFirst().orElse("");
    return words.codePointCount(0, words.length()) <= BEGINNING
        ? words
        : words.substring(0, words.offsetByCodePoints(0, BEGINNING)) + "…";
  }
}
