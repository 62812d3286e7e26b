package org.peerchallenge.assessment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.Entry;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.document.Content;
import org.peerchallenge.kernel.EnglishText;
import org.springframework.stereotype.Component;

/**
 * Content of a signed self-assessment: a summary of its ratings, what was written, and who signed
 * it. Its own document and the reading pack read it from here.
 */
@Component
public class AssessmentContent {

  private final Assessments assessments;
  private final Narrative narrative;
  private final Cycles cycles;

  AssessmentContent(Assessments assessments, Narrative narrative, Cycles cycles) {
    this.assessments = assessments;
    this.narrative = narrative;
    this.cycles = cycles;
  }

  /** Its parts under main headings, from the summary to the signature. */
  public List<Content.Section> of(SignedVersion version) {
    Content.Builder content = Content.titled("Self-assessment");
    RatingsPicture ratings =
        RatingsPicture.of(
            version.section(Section.SIGNATURES_OF_RISK), lastYearsRatings(version.entry()));
    if (!ratings.isEmpty()) {
      content.section("Summary: the signatures of risk");
      ratings.addTo(content);
    }
    version
        .amendmentReason()
        .ifPresent(reason -> content.section("Why this version").paragraph(reason));
    for (AskedSection section : version.asked()) {
      content.section(section.title());
      write(content, section, version.section(section.section()));
    }
    content.section("Signature").facts(signature(version));
    return content.build().sections();
  }

  /** Who signed what, in which capacity and when, and how it can be told from any other text. */
  public static List<Content.Fact> signature(SignedVersion version) {
    return List.of(
        new Content.Fact("Signed by", version.signerName()),
        new Content.Fact("Capacity", version.capacity().words()),
        new Content.Fact("Signed on", EnglishText.moment(version.signedAt())),
        new Content.Fact("Version", String.valueOf(version.number())),
        new Content.Fact("SHA-256 of the signed text", version.sha256()));
  }

  /** What was written in a section, below its heading. */
  void write(Content.Builder content, AskedSection section, Map<String, Object> written) {
    List<Narrative.Passage> passages = narrative.passages(section, written);
    if (passages.isEmpty()) {
      content.paragraph("Nothing was written here.");
    }
    passages.forEach(passage -> add(content, passage));
  }

  private static void add(Content.Builder content, Narrative.Passage passage) {
    if (!passage.heading().isEmpty()) {
      content.heading(2, passage.heading());
    }
    List<Content.Fact> facts = new ArrayList<>();
    for (Narrative.Line line : passage.lines()) {
      if (line.isShort()) {
        facts.add(new Content.Fact(line.label(), line.text()));
      }
    }
    content.facts(facts);
    for (Narrative.Line line : passage.lines()) {
      if (!line.isShort()) {
        content.heading(3, line.label()).paragraph(line.text());
      }
    }
  }

  /** Of the same authorities; where two wrote one last year, or one of two, the first found. */
  private Map<SignatureOfRisk, String> lastYearsRatings(EntryKey entry) {
    return cycles.yearBefore(entry).stream()
        .filter(Entry::isCurrent)
        .findFirst()
        .map(before -> assessments.ratings(before.key()))
        .orElse(Map.of());
  }
}
