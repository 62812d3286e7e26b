package org.peerchallenge.assessment;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.document.Content;
import org.peerchallenge.document.DocumentKey;
import org.peerchallenge.document.Documents;
import org.peerchallenge.document.PdfDocument;
import org.peerchallenge.document.StoredDocument;
import org.peerchallenge.document.WordDocument;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Other editions of a signed self-assessment, of which nothing is typed again: for Ofsted's annual
 * conversation, and for the public without the passages that its authors marked.
 */
@Service
public class PublicVersion {

  /** The most characters of a reason. */
  public static final int LONGEST_REASON = 2000;

  /** A passage as it was signed, and whether it stays out. */
  public record Piece(
      String section,
      String field,
      String words,
      String sha256,
      Optional<WithheldPassage> withheld) {}

  /** An answer with its passages. */
  public record Answer(String label, List<Piece> pieces) {}

  /** Answers under a heading, which may be empty. */
  public record Passage(String heading, List<Answer> answers) {}

  /** A section of the signed version with its passages. */
  public record Part(AskedSection section, List<Passage> passages) {}

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
  private final Narrative narrative;
  private final Documents documents;
  private final Cycles cycles;
  private final Clock clock;

  PublicVersion(
      JdbcClient jdbc,
      AssessmentContent parts,
      Narrative narrative,
      Documents documents,
      Cycles cycles,
      Clock clock) {
    this.jdbc = jdbc;
    this.parts = parts;
    this.narrative = narrative;
    this.documents = documents;
    this.cycles = cycles;
    this.clock = clock;
  }

  /** Every passage of a signed version, as its authors go through it. */
  public List<Part> passages(SignedVersion version) {
    Redaction redaction = new Redaction(marks(version.entry()));
    List<Part> all = new ArrayList<>();
    for (AskedSection section : version.asked()) {
      if (!section.section().equals(Section.SHARING_AND_DECLARATION)) {
        all.add(
            new Part(
                section,
                narrative.passages(section, version.section(section.section())).stream()
                    .map(
                        passage ->
                            new Passage(
                                passage.heading(),
                                passage.lines().stream()
                                    .map(line -> answer(section.id(), line, redaction))
                                    .toList()))
                    .toList()));
      }
    }
    return all;
  }

  private static Answer answer(String section, Narrative.Line line, Redaction redaction) {
    return new Answer(
        line.label(),
        redaction.pieces(section, line.key(), line.text()).stream()
            .map(one -> new Piece(section, line.key(), one.words(), one.sha256(), one.mark()))
            .toList());
  }

  /** Marks whose passage was changed or taken out by an amendment: each needs a look. */
  public List<WithheldPassage> withoutPassage(SignedVersion version) {
    Set<String> fitting = new HashSet<>();
    pieces(version).forEach(piece -> piece.withheld().ifPresent(mark -> fitting.add(mark.id())));
    // Two marks of the same words in two fields fit where either of them does.
    Set<String> words = new HashSet<>();
    pieces(version).forEach(piece -> words.add(piece.sha256()));
    return marks(version.entry()).stream()
        .filter(mark -> !fitting.contains(mark.id()) && !words.contains(mark.sha256()))
        .toList();
  }

  private List<Piece> pieces(SignedVersion version) {
    return passages(version).stream()
        .flatMap(part -> part.passages().stream())
        .flatMap(passage -> passage.answers().stream())
        .flatMap(answer -> answer.pieces().stream())
        .toList();
  }

  /**
   * Marks a passage; marked again, the newer exemption and reason count.
   *
   * @throws Refused when the text has no such passage, or no reason is given
   */
  @Transactional
  public void withhold(
      SignedVersion version,
      String section,
      String field,
      String sha256,
      Exemption exemption,
      String reason,
      String username) {
    if (pieces(version).stream()
        .noneMatch(
            one ->
                one.section().equals(section)
                    && one.field().equals(field)
                    && one.sha256().equals(sha256))) {
      throw new Refused("That passage is not in the newest signed version. Please look again.");
    }
    String plain = reason == null ? "" : reason.replace("\u0000", "").strip();
    if (plain.isEmpty()) {
      throw new Refused(
          "Please say why it stays out: the freedom of information officer needs your reason.");
    }
    if (plain.length() > LONGEST_REASON) {
      throw new Refused("Please use up to 2,000 characters for the reason.");
    }
    jdbc.sql(
            """
            insert into withheld_passage
              (entry, section, field, sha256, exemption, reason, marked_by, marked_at)
            values (:entry, :section, :field, :sha256, :exemption, :reason, :username, :now)
            on conflict (entry, section, field, sha256) do update set
              exemption = excluded.exemption, reason = excluded.reason,
              marked_by = excluded.marked_by, marked_at = excluded.marked_at
            """)
        .param("entry", version.entry().value())
        .param("section", section)
        .param("field", field)
        .param("sha256", sha256)
        .param("exemption", exemption.name())
        .param("reason", plain)
        .param("username", username)
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  /** Takes a mark away; what was issued stays as it was. */
  @Transactional
  public void putBack(EntryKey entry, String mark) {
    jdbc.sql("delete from withheld_passage where entry = :entry and id = :id")
        .param("entry", entry.value())
        .param("id", mark)
        .update();
  }

  /** The marks of an entry, in the order in which they were made. */
  List<WithheldPassage> marks(EntryKey entry) {
    return jdbc.sql(
            """
            select id, section, field, sha256, exemption, reason, marked_by, marked_at
            from withheld_passage where entry = :entry order by marked_at, id
            """)
        .param("entry", entry.value())
        .query(
            (row, n) ->
                new WithheldPassage(
                    row.getString("id"),
                    row.getString("section"),
                    row.getString("field"),
                    row.getString("sha256"),
                    Exemption.valueOf(row.getString("exemption")),
                    row.getString("reason"),
                    row.getString("marked_by"),
                    row.getTimestamp("marked_at").toInstant()))
        .list();
  }

  /** The edition for Ofsted's annual conversation. */
  public Content forAnnualConversation(SignedVersion version) {
    List<Content.Fact> cover = new ArrayList<>(cover(version));
    cover.addAll(AssessmentContent.signature(version));
    return Content.titled("Self-assessment for the annual conversation: " + title(version))
        .subtitle("From the signed version " + version.number())
        .cover(cover)
        .sections(parts.forAnnualConversation(version), 0)
        .build();
  }

  /**
   * The public edition as it would be issued now.
   *
   * @throws Refused when words that were left out stand in another passage too
   */
  public Content forThePublic(SignedVersion version) {
    Redaction redaction = new Redaction(marks(version.entry()));
    Content content =
        Content.titled("Self-assessment, public version: " + title(version))
            .subtitle("What children’s services know of themselves, in their own words")
            .cover(cover(version))
            .sections(parts.forThePublic(version, redaction), 0)
            .build();
    refuseWhatIsRepeated(version, redaction);
    return content;
  }

  /** A sentence that somebody copied into a longer one is not found by its hash. */
  private void refuseWhatIsRepeated(SignedVersion version, Redaction redaction) {
    List<Piece> pieces = pieces(version);
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
        Content.titled("What stays out of the public version: " + title(version))
            .subtitle(
                "For the freedom of information officer. It holds the passages themselves: not for publication.")
            .paragraph(
                "It notes what the authors thought of when they wrote. It promises nothing: whoever answers a request decides for each passage, on the day, and weighs the public interest where the Act asks for it.");
    int number = 0;
    for (Part part : passages(version)) {
      for (Passage passage : part.passages()) {
        for (Answer answer : passage.answers()) {
          for (Piece piece : answer.pieces()) {
            if (piece.withheld().isPresent()) {
              WithheldPassage mark = piece.withheld().get();
              number++;
              content
                  .section("Passage " + number)
                  .facts(
                      List.of(
                          new Content.Fact(
                              "Where",
                              String.join(
                                  ", ",
                                  java.util.stream.Stream.of(
                                          part.section().title(), passage.heading(), answer.label())
                                      .filter(words -> !words.isEmpty())
                                      .toList())),
                          new Content.Fact("Exemption", mark.exemption().words()),
                          new Content.Fact(
                              "Freedom of Information Act 2000", mark.exemption().law()),
                          new Content.Fact(
                              "Public interest test", mark.exemption().publicInterestTest()),
                          new Content.Fact("Marked", EnglishText.moment(mark.markedAt()))))
                  .heading(2, "Why")
                  .paragraph(mark.reason())
                  .heading(2, "The passage")
                  .paragraph(piece.words());
            }
          }
        }
      }
    }
    if (number == 0) {
      content.paragraph("Nothing stays out.");
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
    if (!withoutPassage(version).isEmpty()) {
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
    int withheld = (int) pieces(version).stream().filter(one -> one.withheld().isPresent()).count();
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
        new Content.Fact("Authority", cycles.entry(version.entry()).name()),
        new Content.Fact("Year", cycles.cycle(version.entry().cycle()).label()));
  }

  private String title(SignedVersion version) {
    return cycles.title(version.entry());
  }
}
