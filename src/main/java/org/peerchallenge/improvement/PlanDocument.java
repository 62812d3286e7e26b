package org.peerchallenge.improvement;

import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.document.Content;
import org.peerchallenge.document.DocumentKey;
import org.peerchallenge.document.Documents;
import org.peerchallenge.document.PdfDocument;
import org.peerchallenge.document.StoredDocument;
import org.peerchallenge.kernel.EnglishText;
import org.springframework.stereotype.Service;

/** The plan as a PDF: each draft that people were shown, and the plan as it was published. */
@Service
public class PlanDocument {

  private final Plans plans;
  private final Approvals approvals;
  private final Cycles cycles;
  private final Documents documents;

  PlanDocument(Plans plans, Approvals approvals, Cycles cycles, Documents documents) {
    this.plans = plans;
    this.approvals = approvals;
    this.cycles = cycles;
    this.documents = documents;
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

  private Content content(Plan plan) {
    Content.Builder content =
        Content.titled("Improvement plan and support for the year ahead")
            .subtitle("After the peer challenge of " + plan.cycle().label())
            .attribution(
                plan.isPublished()
                    ? "Approved by the directors and lead members of the region"
                    : "Draft, not approved");
    plan.summit()
        .ifPresent(
            summit ->
                content
                    .section(
                        "The summit of " + EnglishText.day(cycles.cycle(plan.cycle()).summit()))
                    .heading(2, "Practice shared and celebrated")
                    .paragraph(summit.practiceCelebrated())
                    .heading(2, "Common issues that may need collective action")
                    .paragraph(summit.commonIssues())
                    .heading(2, "Next steps")
                    .paragraph(summit.nextSteps()));
    content.section("What the days found");
    plan.themes().forEach(theme -> content.heading(2, theme.title()).paragraph(theme.summary()));
    content.section("Actions");
    if (plan.actions().isEmpty()) {
      content.paragraph("None.");
    } else {
      content.table(
          List.of("No.", "Theme", "What", "Who leads", "By", "How we shall know"),
          IntStream.range(0, plan.actions().size())
              .mapToObj(i -> row(i + 1, plan.actions().get(i)))
              .toList());
    }
    content.section("Support for the year ahead");
    if (plan.support().isEmpty()) {
      content.paragraph("None.");
    } else {
      content.table(
          List.of("What", "For whom", "When", "Cost"),
          plan.support().stream().map(PlanDocument::row).toList());
    }
    if (plan.isPublished()) {
      approvals(content, plan.cycle());
    }
    return content.wide().build();
  }

  private void approvals(Content.Builder content, CycleKey cycle) {
    content.section("Approval");
    List<Round> rounds = approvals.rounds(cycle);
    content.bullets(rounds.stream().flatMap(round -> Words.counts(round).stream()).toList());
    List<List<String>> votes = new ArrayList<>();
    List<Answer> answers = new ArrayList<>();
    rounds.stream()
        .flatMap(round -> round.approvers().stream())
        .forEach(
            approver ->
                approver
                    .answer()
                    .ifPresent(
                        answer -> {
                          answers.add(answer);
                          votes.add(
                              List.of(
                                  answer.name(),
                                  approver.onBehalfOf(),
                                  answer.capacity(),
                                  answer.plan().orElse("not asked"),
                                  answer.support().orElse("not asked")));
                        }));
    if (!votes.isEmpty()) {
      content.table(List.of("Name", "For", "Capacity", "Plan", "Support"), votes);
    }
    remarks(content, "Dissent", answers.stream().filter(PlanDocument::disagrees).toList());
    remarks(
        content, "Other remarks", answers.stream().filter(answer -> !disagrees(answer)).toList());
  }

  private static boolean disagrees(Answer answer) {
    return answer.plan().filter("disagree"::equals).isPresent()
        || answer.support().filter("disagree"::equals).isPresent();
  }

  /** Each with its name; the vote stands in the table before. */
  private static void remarks(Content.Builder content, String heading, List<Answer> answers) {
    List<String> words =
        answers.stream()
            .flatMap(
                answer ->
                    answer.dissent().stream()
                        .map(remark -> "%s: %s".formatted(answer.name(), remark)))
            .toList();
    if (!words.isEmpty()) {
      content.heading(2, heading).bullets(words);
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

  private static List<String> row(Support support) {
    return List.of(support.what(), support.forWhom(), support.when(), cost(support));
  }

  private static String cost(Support support) {
    return support
        .cost()
        .map(pounds -> NumberFormat.getCurrencyInstance(Locale.UK).format(pounds))
        .orElse("not known");
  }
}
