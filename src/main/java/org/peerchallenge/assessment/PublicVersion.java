package org.peerchallenge.assessment;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.peerchallenge.assessment.WithheldPassages.Answer;
import org.peerchallenge.assessment.WithheldPassages.Part;
import org.peerchallenge.assessment.WithheldPassages.Passage;
import org.peerchallenge.assessment.WithheldPassages.Piece;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.document.Content;
import org.peerchallenge.document.DocumentKey;
import org.peerchallenge.document.DocumentWords;
import org.peerchallenge.document.Documents;
import org.peerchallenge.document.PdfDocument;
import org.peerchallenge.document.PrintsWords;
import org.peerchallenge.document.StoredDocument;
import org.peerchallenge.document.WordDocument;
import org.peerchallenge.document.Wording;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Other editions of a signed self-assessment, of which nothing is typed again: for Ofsted's annual
 * conversation, and for the public without the passages that its authors marked.
 */
@PrintsWords("self-assessment")
@Service
public class PublicVersion {

  /**
   * What a director issued.
   *
   * @param number of the signed version
   * @param withheld how many passages were left out
   */
  public record Issued(
      int number,
      int issue,
      UUID word,
      UUID pdf,
      int withheld,
      String issuedBy,
      Instant issuedAt) {}

  private final JdbcClient jdbc;
  private final AssessmentContent parts;
  private final WithheldPassages passages;
  private final Documents documents;
  private final Cycles cycles;
  private final Clock clock;
  private final Wording words;

  PublicVersion(
      JdbcClient jdbc,
      AssessmentContent parts,
      WithheldPassages passages,
      Documents documents,
      Cycles cycles,
      Clock clock,
      DocumentWords documentWords) {
    this.jdbc = jdbc;
    this.parts = parts;
    this.passages = passages;
    this.documents = documents;
    this.cycles = cycles;
    this.clock = clock;
    this.words = documentWords.of("self-assessment");
  }

  /** The edition for Ofsted's annual conversation. */
  public Content forAnnualConversation(SignedVersion version) {
    List<Content.Fact> cover = new ArrayList<>(cover(version));
    cover.addAll(parts.signature(version));
    return Content.titled(
            words.of(
                "Self-assessment for the annual conversation: {authority}",
                Map.of("authority", title(version))))
        .subtitle(
            words.of("From the signed version {version}", Map.of("version", version.number())))
        .cover(cover)
        .sections(parts.forAnnualConversation(version), 0)
        .build();
  }

  /**
   * The public edition as it would be issued now.
   *
   * @throws Refused when what was left out stands in another passage too, or can be guessed by it
   */
  public Content forThePublic(SignedVersion version) {
    Redaction redaction = passages.redaction(version.entry());
    Content content =
        Content.titled(
                words.of(
                    "Self-assessment, public version: {authority}",
                    Map.of("authority", title(version))))
            .subtitle(words.of("What children’s services know of themselves, in their own words"))
            .cover(cover(version))
            .sections(parts.forThePublic(version, redaction), 0)
            .build();
    refuseWhatIsRepeated(version, redaction);
    refuseWhatIsHintedAt(version, redaction);
    return content;
  }

  /** A rating that stays out is no secret while it is named among the worst. */
  private static void refuseWhatIsHintedAt(SignedVersion version, Redaction redaction) {
    String most = "mostConcerned";
    if (redaction.touches(Section.SIGNATURES_OF_RISK, most)) {
      return;
    }
    List<String> named = version.section(Section.SIGNATURES_OF_RISK).answers(most);
    for (SignatureOfRisk signature : SignatureOfRisk.values()) {
      if (named.contains(signature.id())
          && redaction.touches(Section.SIGNATURES_OF_RISK, signature.id() + "Rating")) {
        throw new Refused(
            "The rating of “%s” stays out, and it is named among those that concern you most: mark that answer as well."
                .formatted(signature.title()));
      }
    }
  }

  /** A sentence that somebody copied into a longer one is not found by its hash. */
  private void refuseWhatIsRepeated(SignedVersion version, Redaction redaction) {
    List<Piece> pieces = passages.pieces(version);
    for (Piece withheld : pieces) {
      if (withheld.withheld().isEmpty() || withheld.words().length() < Redaction.KNOWN_AGAIN) {
        continue;
      }
      for (Piece kept : pieces) {
        if (kept.withheld().isEmpty() && plain(kept.words()).contains(plain(withheld.words()))) {
          throw new Refused(
              "Words that stay out stand in another passage too, in the section “%s”: mark that one as well."
                  .formatted(
                      version.asked().stream()
                          .filter(one -> one.id().equals(kept.section()))
                          .map(AskedSection::title)
                          .findFirst()
                          .orElse(kept.section())));
        }
      }
    }
  }

  private static String plain(String words) {
    return words.toLowerCase(java.util.Locale.UK).replaceAll("[\\s\\p{Punct}]+", " ").strip();
  }

  /** What was left out and why, with its words: for who answers requests for information. */
  public Content schedule(SignedVersion version) {
    Content.Builder content =
        Content.titled(
                words.of(
                    "What stays out of the public version: {authority}",
                    Map.of("authority", title(version))))
            .subtitle(
                words.of(
                    "For the freedom of information officer. It holds the passages themselves: not for publication."))
            .paragraph(
                words.of(
                    "It notes what the authors thought of when they wrote. It promises nothing: whoever answers a request decides for each passage, on the day, and weighs the public interest where the Act asks for it."));
    int number = 0;
    for (Part part : passages.of(version)) {
      for (Passage passage : part.passages()) {
        for (Answer answer : passage.answers()) {
          for (Piece piece : answer.pieces()) {
            if (piece.withheld().isPresent()) {
              WithheldPassage mark = piece.withheld().get();
              number++;
              content
                  .section(words.of("Passage {number}", Map.of("number", number)))
                  .facts(
                      List.of(
                          new Content.Fact(
                              words.of("Where"),
                              String.join(
                                  ", ",
                                  java.util.stream.Stream.of(
                                          part.section().title(), passage.heading(), answer.label())
                                      .filter(words -> !words.isEmpty())
                                      .toList())),
                          new Content.Fact(words.of("Exemption"), mark.exemption().words()),
                          new Content.Fact(
                              words.of("Freedom of Information Act 2000"), mark.exemption().law()),
                          new Content.Fact(
                              words.of("Public interest test"),
                              mark.exemption().publicInterestTest()),
                          new Content.Fact(
                              words.of("Marked"), EnglishText.moment(mark.markedAt()))))
                  .heading(2, words.of("Why"))
                  .paragraph(mark.reason())
                  .heading(2, words.of("The passage"))
                  .paragraph(piece.words());
            }
          }
        }
      }
    }
    if (number == 0) {
      content.paragraph(words.of("Nothing stays out."));
    }
    return content.build();
  }

  /**
   * Issues the public version: keeps it as Word and PDF.
   *
   * @throws Refused while a mark has lost its passage, or words that stay out are repeated
   */
  @Transactional
  public Issued issue(SignedVersion version, String username) {
    if (!passages.withoutPassage(version).isEmpty()) {
      throw new Refused(
          "A passage that was to stay out was changed since. Look at it, then put the old mark away.");
    }
    Content content = forThePublic(version);
    String file = "public-self-assessment-" + version.entry().value().replace('/', '-');
    StoredDocument word =
        documents.keep(
            new DocumentKey(version.entry().value(), "public-version-word"),
            content.title(),
            file + ".docx",
            WordDocument.MEDIA_TYPE,
            WordDocument.write(content));
    StoredDocument pdf =
        documents.keep(
            new DocumentKey(version.entry().value(), "public-version-pdf"),
            content.title(),
            file + ".pdf",
            PdfDocument.MEDIA_TYPE,
            PdfDocument.write(content));
    Optional<Issued> before = issued(version.entry());
    if (before.filter(one -> one.word().equals(word.id())).isPresent()) {
      return before.get();
    }
    int withheld =
        (int) passages.pieces(version).stream().filter(one -> one.withheld().isPresent()).count();
    jdbc.sql(
            """
            insert into public_version
              (entry, number, issue, word, pdf, withheld, issued_by, issued_at)
            values (:entry, :number, :issue, :word, :pdf, :withheld, :username, :now)
            """)
        .param("entry", version.entry().value())
        .param("number", version.number())
        .param("issue", before.map(Issued::issue).orElse(0) + 1)
        .param("word", word.id())
        .param("pdf", pdf.id())
        .param("withheld", withheld)
        .param("username", username)
        .param("now", Timestamp.from(clock.instant()))
        .update();
    return issued(version.entry()).orElseThrow();
  }

  /** What was issued last; empty before the first. */
  public Optional<Issued> issued(EntryKey entry) {
    return jdbc.sql(
            """
            select number, issue, word, pdf, withheld, issued_by, issued_at from public_version
            where entry = :entry order by issue desc limit 1
            """)
        .param("entry", entry.value())
        .query(
            (row, n) ->
                new Issued(
                    row.getInt("number"),
                    row.getInt("issue"),
                    row.getObject("word", UUID.class),
                    row.getObject("pdf", UUID.class),
                    row.getInt("withheld"),
                    row.getString("issued_by"),
                    row.getTimestamp("issued_at").toInstant()))
        .optional();
  }

  private List<Content.Fact> cover(SignedVersion version) {
    return List.of(
        new Content.Fact(words.of("Authority"), cycles.entry(version.entry()).name()),
        new Content.Fact(words.of("Year"), cycles.cycle(version.entry().cycle()).label()));
  }

  private String title(SignedVersion version) {
    return cycles.title(version.entry());
  }
}
