package org.peerchallenge.improvement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.document.Content;
import org.peerchallenge.document.DocumentWords;
import org.peerchallenge.document.PrintsWords;
import org.peerchallenge.document.Wording;
import org.peerchallenge.kernel.EnglishText;
import org.springframework.stereotype.Component;

/**
 * Minutes of the approvals of plan and support: each vote beside its name, remarks in an appendix,
 * and dissent only where somebody disagreed.
 */
@PrintsWords("minutes")
@Component
public class ApprovalMinutes {

  private final Approvals approvals;
  private final Cycles cycles;
  private final Wording words;

  ApprovalMinutes(Approvals approvals, Cycles cycles, DocumentWords documentWords) {
    this.approvals = approvals;
    this.cycles = cycles;
    this.words = documentWords.of("minutes");
  }

  /** The minutes as a document of their own; empty while nobody was asked. */
  public Optional<Content> of(Plan plan) {
    if (approvals.rounds(plan.cycle()).isEmpty()) {
      return Optional.empty();
    }
    Content.Builder content =
        Content.titled(
                words.of(
                    "Minutes of the approvals: improvement plan and support, after {year}",
                    Map.of("year", plan.cycle().label())))
            .subtitle(
                words.of(
                    "Asked at the summit of {day}",
                    Map.of("day", EnglishText.day(cycles.cycle(plan.cycle()).summit()))))
            .attribution(
                plan.isPublished()
                    ? words.of("Plan and support are published as approved.")
                    : words.of("Plan and support are not published."))
            .wide();
    addTo(content, plan);
    return Optional.of(content.build());
  }

  /** Votes, then the appendix, at the end of another document. */
  void addTo(Content.Builder content, Plan plan) {
    List<Round> rounds = approvals.rounds(plan.cycle());
    List<Answer> answers = new ArrayList<>();
    content.section(words.of("Approval"));
    for (Round round : rounds) {
      content.heading(2, words.of("Round {number}", Map.of("number", round.number())));
      content.bullets(Words.counts(round));
      List<List<String>> votes = new ArrayList<>();
      for (Approver approver : round.approvers()) {
        votes.add(vote(round, approver));
        approver.answer().ifPresent(answers::add);
      }
      if (!votes.isEmpty()) {
        content.table(
            List.of(
                words.of("For"),
                words.of("Role"),
                words.of("Name"),
                words.of("Capacity"),
                words.of("Plan"),
                words.of("Support"),
                words.of("Date")),
            votes);
      }
      round
          .changed()
          .filter(changed -> !changed.isBlank())
          .ifPresent(
              changed ->
                  content.heading(3, words.of("What was changed after it")).paragraph(changed));
    }
    remarks(
        content, words.of("Appendix: dissent"), answers.stream().filter(this::dissents).toList());
    remarks(
        content,
        words.of("Appendix: remarks of those who did not disagree"),
        answers.stream().filter(answer -> !dissents(answer)).toList());
  }

  private List<String> vote(Round round, Approver approver) {
    String role = approver.isDirector() ? words.of("Director") : words.of("Lead member");
    if (approver.answer().isEmpty()) {
      String none = round.closed() ? words.of("no answer") : words.of("not answered yet");
      return List.of(approver.onBehalfOf(), role, "", "", none, none, "");
    }
    Answer answer = approver.answer().get();
    return List.of(
        approver.onBehalfOf(),
        role,
        answer.name(),
        answer.capacity().replace('-', ' '),
        answer.plan().orElse(words.of("not asked")),
        answer.support().orElse(words.of("not asked")),
        EnglishText.day(answer.at()));
  }

  private boolean dissents(Answer answer) {
    return answer.plan().filter("disagree"::equals).isPresent()
        || answer.support().filter("disagree"::equals).isPresent();
  }

  /** Each with the name of who wrote it and the vote that it goes with. */
  private void remarks(Content.Builder content, String heading, List<Answer> answers) {
    List<List<String>> rows =
        answers.stream()
            .flatMap(
                answer ->
                    answer.dissent().stream()
                        .filter(remark -> !remark.isBlank())
                        .map(
                            remark ->
                                List.of(
                                    answer.name(),
                                    answer.plan().orElse(words.of("not asked")),
                                    answer.support().orElse(words.of("not asked")),
                                    remark)))
            .toList();
    if (!rows.isEmpty()) {
      content
          .section(heading)
          .table(
              List.of(words.of("Name"), words.of("Plan"), words.of("Support"), words.of("Remark")),
              rows);
    }
  }
}
