package org.peerchallenge.assessment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.peerchallenge.assessment.Changes.Comparison;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Visibility;
import org.peerchallenge.kernel.FormValues;
import org.springframework.stereotype.Service;

/**
 * What a director should see on one page before she signs, as Markdown for the form: short, and
 * nothing of it new. The whole is one link away.
 */
@Service
public class SignOffSummary {

  private static final int LONGEST_LINE = 160;

  private final Sections sections;
  private final Changes changes;
  private final Evidence evidence;

  SignOffSummary(Sections sections, Changes changes, Evidence evidence) {
    this.sections = sections;
    this.changes = changes;
    this.evidence = evidence;
  }

  /** What it says, in a few lines. */
  public String summary(EntryKey entry) {
    Map<Section, WrittenSection> written = sections.written(entry);
    FormValues risks = content(written, Section.SIGNATURES_OF_RISK);
    List<String> lines = new ArrayList<>();
    add(lines, "Concerned most about", named(risks));
    add(lines, "Rated a concern or more", rated(risks));
    add(lines, "Strengths", titles(content(written, Section.STRENGTHS), "strengths"));
    FormValues proposals = content(written, Section.OFFERS_AND_ASKS);
    add(lines, "Asks", titles(proposals, "asks"));
    add(lines, "Offers", titles(proposals, "offers"));
    add(
        lines,
        "Who may read it",
        Optional.of(content(written, Section.SHARING_AND_DECLARATION))
            .map(sharing -> sharing.text("mayRead"))
            .filter(choice -> !choice.isEmpty())
            .map(choice -> Visibility.valueOf(choice).words())
            .orElse(""));
    int files = evidence.ofDraft(entry).size();
    add(lines, "Evidence files", files == 0 ? "none" : String.valueOf(files));
    return String.join("\n", lines);
  }

  /** What is otherwise than before. */
  public String changes(EntryKey entry) {
    return changes
        .ofDraft(entry)
        .map(SignOffSummary::told)
        .orElse("This is the first: there is no earlier version here to compare it with.");
  }

  /** Indicators that nobody has explained, and what else a reader would miss; empty when none. */
  public String unanswered(EntryKey entry) {
    return sections.worthALook(entry).stream()
        .map(line -> "- " + plain(line))
        .collect(Collectors.joining("\n"));
  }

  private static String told(Comparison comparison) {
    if (comparison.changed().isEmpty()) {
      return "Nothing, compared with " + comparison.since() + ".";
    }
    return "Compared with "
        + comparison.since()
        + ":\n"
        + comparison.changed().stream()
            .map(
                changed ->
                    "- **%s**: %s"
                        .formatted(
                            changed.section().title(),
                            plain(
                                changed.lines().stream()
                                    .map(Changes.Line::label)
                                    .collect(Collectors.joining("; ")))))
            .collect(Collectors.joining("\n"));
  }

  private static void add(List<String> lines, String label, String text) {
    if (!text.isEmpty()) {
      lines.add("- **" + label + ":** " + text);
    }
  }

  private static String named(FormValues risks) {
    return risks.answers("mostConcerned").stream()
        .map(id -> SignatureOfRisk.of(id).title())
        .collect(Collectors.joining("; "));
  }

  private static String rated(FormValues risks) {
    List<String> rated = new ArrayList<>();
    for (SignatureOfRisk signature : SignatureOfRisk.values()) {
      String rating = risks.text(signature.id() + "Rating");
      if (rating.equals("concern") || rating.equals("seriousConcern")) {
        rated.add(signature.title());
      }
    }
    return risks.isEmpty()
        ? ""
        : rated.isEmpty()
            ? "no signature"
            : rated.size() + " of eleven: " + String.join("; ", rated);
  }

  private static String titles(FormValues content, String list) {
    return content.rows(list).stream()
        .map(row -> plain(row.text("title")))
        .collect(Collectors.joining("; "));
  }

  private static FormValues content(Map<Section, WrittenSection> written, Section section) {
    return written.containsKey(section) ? written.get(section).content() : FormValues.NONE;
  }

  /** What people wrote is shown as they wrote it, not as Markdown or as a template. */
  private static String plain(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    String fits =
        line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE - 1).strip() + "…" : line;
    return fits.replaceAll("([\\\\`*_\\[\\]<>#{}|~])", "\\\\$1");
  }
}
