package org.peerchallenge.assessment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.document.Content;
import org.peerchallenge.document.DocumentKey;
import org.peerchallenge.document.DocumentWords;
import org.peerchallenge.document.Documents;
import org.peerchallenge.document.PrintsWords;
import org.peerchallenge.document.StoredDocument;
import org.peerchallenge.document.WordDocument;
import org.peerchallenge.document.Wording;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A signed version as a Word document, with signer and hash printed on it. */
@PrintsWords("self-assessment")
@Service
public class AssessmentDocument {

  private final Assessments assessments;
  private final AssessmentContent parts;
  private final Sections sections;
  private final Documents documents;
  private final Cycles cycles;
  private final Wording words;

  AssessmentDocument(
      Assessments assessments,
      AssessmentContent parts,
      Sections sections,
      Documents documents,
      Cycles cycles,
      DocumentWords documentWords) {
    this.sections = sections;
    this.assessments = assessments;
    this.parts = parts;
    this.documents = documents;
    this.cycles = cycles;
    this.words = documentWords.of("self-assessment");
  }

  /** Keeps the newest signed version as a document; made twice it is kept once. */
  @Transactional
  public StoredDocument make(EntryKey entry) {
    SignedVersion version = assessments.latestSigned(entry).orElseThrow();
    String file =
        "self-assessment-%s-%s-version-%d.docx"
            .formatted(entry.cycle().label(), entry.local(), version.number());
    StoredDocument document =
        documents.keep(
            new DocumentKey(entry.value(), "self-assessment"),
            "Self-assessment: " + cycles.title(entry) + ", version " + version.number(),
            file,
            WordDocument.MEDIA_TYPE,
            WordDocument.write(content(version)));
    assessments.keepDocument(entry, version.number(), document.id());
    return document;
  }

  /** What the team has sent so far, to read on paper; nobody signed it, and it is not kept. */
  public Content draft(EntryKey entry) {
    Map<Section, WrittenSection> written = sections.written(entry);
    Content.Builder content =
        Content.titled(
                words.of(
                    "Draft of the self-assessment: {authority}",
                    Map.of("authority", cycles.title(entry))))
            .subtitle(words.of("Not signed. For your own authority only."));
    for (AskedSection section : sections.asked(entry)) {
      content.section(section.title());
      if (written.containsKey(section.section())) {
        parts.write(content, section, written.get(section.section()).content());
      } else {
        content.paragraph(words.of("Not sent yet."));
      }
    }
    return content.build();
  }

  /** A signed version, with the words that documents have today. */
  public Content content(SignedVersion version) {
    List<Content.Fact> cover = new ArrayList<>();
    cover.add(new Content.Fact(words.of("Authority"), cycles.entry(version.entry()).name()));
    cover.add(new Content.Fact(words.of("Year"), cycles.cycle(version.entry().cycle()).label()));
    cover.addAll(parts.signature(version));
    return Content.titled(
            words.of(
                "Self-assessment: {authority}", Map.of("authority", cycles.title(version.entry()))))
        .subtitle(words.of("Version {version}", Map.of("version", version.number())))
        .cover(cover)
        .sections(parts.of(version), 0)
        .build();
  }
}
