package org.peerchallenge.assessment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.Entry;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.document.Content;
import org.peerchallenge.document.DocumentWords;
import org.peerchallenge.document.PrintsWords;
import org.peerchallenge.document.Wording;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.FormValues;
import org.springframework.stereotype.Component;

/**
 * Content of a signed self-assessment: a summary of its ratings, what was written, and who signed
 * it. Its own document and the reading pack read it from here.
 */
@PrintsWords("self-assessment")
@Component
public class AssessmentContent {

  /** What is between the authority and the region, and no matter of an annual conversation. */
  private static final Set<Section> REGIONS_OWN =
      Set.of(Section.SINCE_LAST_YEAR, Section.OFFERS_AND_ASKS, Section.SHARING_AND_DECLARATION);

  /** Its form asks Ofsted's three questions. */
  private static final String QUALITY_AND_IMPACT = "quality-and-impact";

  private final Assessments assessments;
  private final Narrative narrative;
  private final Cycles cycles;
  private final Wording words;

  AssessmentContent(
      Assessments assessments, Narrative narrative, Cycles cycles, DocumentWords documentWords) {
    this.assessments = assessments;
    this.narrative = narrative;
    this.cycles = cycles;
    this.words = documentWords.of("self-assessment");
  }

  /** Its parts under main headings, from the summary to the signature. */
  public List<Content.Section> of(SignedVersion version) {
    Content.Builder content = Content.titled("Self-assessment");
    summary(content, version, lastYearsRatings(version.entry()));
    version
        .amendmentReason()
        .ifPresent(reason -> content.section(words.of("Why this version")).paragraph(reason));
    write(content, version, Redaction.NONE, section -> true);
    content.section(words.of("Signature")).facts(signature(version));
    return content.build().sections();
  }

  /**
   * The same text for Ofsted's annual conversation: first what it asks (quality and impact of
   * practice, how that is known, plans), without what is between the authority and the region.
   */
  List<Content.Section> forAnnualConversation(SignedVersion version) {
    Content.Builder content = Content.titled("Self-assessment");
    summary(content, version, lastYearsRatings(version.entry()));
    Predicate<AskedSection> asksFirst = section -> section.id().equals(QUALITY_AND_IMPACT);
    write(content, version, Redaction.NONE, asksFirst);
    write(
        content,
        version,
        Redaction.NONE,
        asksFirst.negate().and(section -> !REGIONS_OWN.contains(section.section())));
    content.section(words.of("Signature")).facts(signature(version));
    return content.build().sections();
  }

  /**
   * The same text for everybody, without what was marked. Neither the seal of the signed text nor
   * last year's ratings are in it: by the one a short answer that was left out could be guessed and
   * proved, and the others were not published.
   */
  List<Content.Section> forThePublic(SignedVersion version, Redaction redaction) {
    Content.Builder content = Content.titled("Self-assessment");
    summary(content, withoutWithheldRatings(version, redaction), Map.of());
    write(
        content,
        version,
        redaction,
        section -> !section.section().equals(Section.SHARING_AND_DECLARATION));
    content
        .section(words.of("About this version"))
        .paragraph(
            words.of(
                "The director of children’s services signed the whole self-assessment on {day}. This version is for everybody.",
                Map.of("day", EnglishText.day(version.signedAt()))))
        .paragraph(
            redaction.marks().isEmpty()
                ? words.of("Nothing was left out of its sections.")
                : words.of(
                    "Where something was left out, the place says so and names the section of the Freedom of Information Act 2000."));
    return content.build().sections();
  }

  private static SignedVersion withoutWithheldRatings(SignedVersion version, Redaction redaction) {
    FormValues kept = version.section(Section.SIGNATURES_OF_RISK);
    for (String field : kept.fields().keySet()) {
      if (redaction.touches(Section.SIGNATURES_OF_RISK, field)) {
        kept = kept.with(field, SideBySide.LEFT_OUT);
      }
    }
    Map<String, FormValues> sections = new HashMap<>(version.sections());
    sections.put(Section.SIGNATURES_OF_RISK.id(), kept);
    return version.with(sections);
  }

  private void summary(
      Content.Builder content, SignedVersion version, Map<SignatureOfRisk, String> lastYear) {
    RatingsPicture ratings =
        RatingsPicture.of(version.section(Section.SIGNATURES_OF_RISK), lastYear);
    if (!ratings.isEmpty()) {
      content.section(words.of("Summary: the signatures of risk"));
      ratings.addTo(content, words);
    }
  }

  private void write(
      Content.Builder content,
      SignedVersion version,
      Redaction redaction,
      Predicate<AskedSection> which) {
    for (AskedSection section : version.asked()) {
      if (which.test(section)) {
        content.section(section.title());
        write(
            content,
            redaction.redact(
                section.id(), narrative.passages(section, version.section(section.section()))));
      }
    }
  }

  /** Who signed what, in which capacity and when, and how it can be told from any other text. */
  public List<Content.Fact> signature(SignedVersion version) {
    return List.of(
        new Content.Fact(words.of("Signed by"), version.signerName()),
        new Content.Fact(words.of("Capacity"), version.capacity().words()),
        new Content.Fact(words.of("Signed on"), EnglishText.moment(version.signedAt())),
        new Content.Fact(words.of("Version"), String.valueOf(version.number())),
        new Content.Fact(words.of("SHA-256 of the signed text"), version.sha256()));
  }

  /** What was written in a section, below its heading. */
  void write(Content.Builder content, AskedSection section, FormValues written) {
    write(content, narrative.passages(section, written));
  }

  private void write(Content.Builder content, List<Narrative.Passage> passages) {
    if (passages.isEmpty()) {
      content.paragraph(words.of("Nothing was written here."));
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
