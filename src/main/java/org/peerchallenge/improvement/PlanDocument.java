package org.peerchallenge.improvement;

import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.document.Content;
import org.peerchallenge.document.DocumentKey;
import org.peerchallenge.document.DocumentWords;
import org.peerchallenge.document.Documents;
import org.peerchallenge.document.PdfDocument;
import org.peerchallenge.document.PrintsWords;
import org.peerchallenge.document.StoredDocument;
import org.peerchallenge.document.Wording;
import org.peerchallenge.kernel.EnglishText;
import org.springframework.stereotype.Service;

/** The plan as a PDF: each draft that people were shown, and the plan as it was published. */
@PrintsWords("improvement-plan")
@Service
public class PlanDocument {

  private final Plans plans;
  private final ApprovalMinutes minutes;
  private final Cycles cycles;
  private final Documents documents;
  private final Wording words;

  PlanDocument(
      Plans plans,
      ApprovalMinutes minutes,
      Cycles cycles,
      Documents documents,
      DocumentWords documentWords) {
    this.plans = plans;
    this.minutes = minutes;
    this.cycles = cycles;
    this.documents = documents;
    this.words = documentWords.of("improvement-plan");
  }

  /** Keeps the plan as it stands: as a draft, or as the plan once it is published. */
  public StoredDocument keep(CycleKey cycle) {
    Plan plan = plans.plan(cycle);
    return documents.keep(
        key(plan),
        "Improvement plan and support, after " + cycle.label(),
        "improvement-plan-" + cycle.label() + (plan.isPublished() ? "" : "-draft") + ".pdf",
        PdfDocument.MEDIA_TYPE,
        PdfDocument.write(content(plan)));
  }

  /** The newest PDF of the plan in its state; empty before the first was made. */
  public Optional<StoredDocument> latest(Plan plan) {
    return documents.latest(key(plan));
  }

  private static DocumentKey key(Plan plan) {
    return new DocumentKey(plan.cycle().value(), plan.isPublished() ? "plan" : "plan-draft");
  }

  /** The plan as it stands, with the words that documents have today. */
  public Content content(Plan plan) {
    Content.Builder content =
        Content.titled(words.of("Improvement plan and support for the year ahead"))
            .subtitle(
                words.of(
                    "After the peer challenge of {year}", Map.of("year", plan.cycle().label())))
            .attribution(
                plan.isPublished()
                    ? words.of("Approved by the directors and lead members of the region")
                    : words.of("Draft, not approved"));
    body(content, plan);
    if (plan.isPublished()) {
      minutes.addTo(content, plan);
    }
    return content.wide().build();
  }

  /** Summit, themes, actions and support, as the papers of the summit print them too. */
  void body(Content.Builder content, Plan plan) {
    plan.summit()
        .ifPresent(
            summit ->
                content
                    .section(
                        words.of(
                            "The summit of {day}",
                            Map.of("day", EnglishText.day(cycles.cycle(plan.cycle()).summit()))))
                    .heading(2, words.of("Practice shared and celebrated"))
                    .paragraph(summit.practiceCelebrated())
                    .heading(2, words.of("Common issues that may need collective action"))
                    .paragraph(summit.commonIssues())
                    .heading(2, words.of("Next steps"))
                    .paragraph(summit.nextSteps()));
    content.section(words.of("What the days found"));
    plan.themes().forEach(theme -> content.heading(2, theme.title()).paragraph(theme.summary()));
    content.section(words.of("Actions"));
    if (plan.actions().isEmpty()) {
      content.paragraph(words.of("None."));
    } else {
      content.table(
          List.of(
              words.of("No."),
              words.of("Theme"),
              words.of("What"),
              words.of("Who leads"),
              words.of("By"),
              words.of("How we shall know")),
          IntStream.range(0, plan.actions().size())
              .mapToObj(i -> row(i + 1, plan.actions().get(i)))
              .toList());
    }
    content.section(words.of("Support for the year ahead"));
    if (plan.support().isEmpty()) {
      content.paragraph(words.of("None."));
    } else {
      content.table(
          List.of(words.of("What"), words.of("For whom"), words.of("When"), words.of("Cost")),
          plan.support().stream().map(this::row).toList());
    }
  }

  private static List<String> row(int number, Action action) {
    return List.of(
        "A" + number,
        action.theme(),
        action.what(),
        action.owner(),
        EnglishText.day(action.due()),
        action.measure());
  }

  private List<String> row(Support support) {
    return List.of(support.what(), support.forWhom(), support.when(), cost(support));
  }

  private String cost(Support support) {
    return support
        .cost()
        .map(pounds -> NumberFormat.getCurrencyInstance(Locale.UK).format(pounds))
        .orElse(words.of("not known"));
  }
}
