package org.peerchallenge.assessment;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.kernel.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The passages of a signed self-assessment that its authors keep out of the public version. */
@Service
public class WithheldPassages {

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

  private final JdbcClient jdbc;
  private final Narrative narrative;
  private final Clock clock;

  WithheldPassages(JdbcClient jdbc, Narrative narrative, Clock clock) {
    this.jdbc = jdbc;
    this.narrative = narrative;
    this.clock = clock;
  }

  /** Every passage of a signed version, as its authors go through it. */
  public List<Part> of(SignedVersion version) {
    Redaction redaction = redaction(version.entry());
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

  List<Piece> pieces(SignedVersion version) {
    return of(version).stream()
        .flatMap(part -> part.passages().stream())
        .flatMap(passage -> passage.answers().stream())
        .flatMap(answer -> answer.pieces().stream())
        .toList();
  }

  Redaction redaction(EntryKey entry) {
    return new Redaction(marks(entry));
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
}
