package org.peerchallenge.assessment;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Visibility;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a director chose about readers beside the signed declaration; every choice is kept. */
@Service
public class SharingChoices {

  /**
   * A choice made after sharing.
   *
   * @param mayRead empty when the share was withdrawn from everybody
   */
  public record Choice(
      Optional<Visibility> mayRead, String reason, String chosenBy, Instant chosenAt) {

    public boolean isWithdrawal() {
      return mayRead.isEmpty();
    }
  }

  /** What the leaders of the same authority read beyond what is shared. */
  public record Opened(boolean draft, boolean review, boolean notes) {

    static final Opened NOTHING = new Opened(false, false, false);
  }

  private static final String NOBODY = "NOBODY";

  private final JdbcClient jdbc;
  private final Clock clock;

  SharingChoices(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** The choice that counts; empty while the signed declaration alone does. */
  public Optional<Choice> latest(EntryKey entry) {
    return all(entry).stream().findFirst();
  }

  /** Every choice, the newest first. */
  public List<Choice> all(EntryKey entry) {
    return jdbc.sql(
            """
            select may_read, reason, chosen_by, chosen_at from sharing_choice
            where entry = :entry order by id desc
            """)
        .param("entry", entry.value())
        .query(
            (row, n) ->
                new Choice(
                    Optional.of(row.getString("may_read"))
                        .filter(to -> !to.equals(NOBODY))
                        .map(Visibility::valueOf),
                    row.getString("reason"),
                    row.getString("chosen_by"),
                    row.getObject("chosen_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  @Transactional
  void choose(EntryKey entry, Optional<Visibility> mayRead, String reason, String chosenBy) {
    jdbc.sql(
            """
            insert into sharing_choice (entry, may_read, reason, chosen_by, chosen_at)
            values (:entry, :mayRead, :reason, :chosenBy, :now)
            """)
        .param("entry", entry.value())
        .param("mayRead", mayRead.map(Visibility::name).orElse(NOBODY))
        .param("reason", reason)
        .param("chosenBy", chosenBy)
        .param("now", Sections.offset(clock.instant()))
        .update();
  }

  /** What is open to the authority's leaders; nothing before the director opens it. */
  public Opened opened(EntryKey entry) {
    return jdbc.sql(
            """
            select draft, review, notes from opened_to_leaders
            where entry = :entry order by id desc limit 1
            """)
        .param("entry", entry.value())
        .query(Opened.class)
        .optional()
        .orElse(Opened.NOTHING);
  }

  /** Opens or closes to the authority's leaders: as they stand here, from now on. */
  @Transactional
  public void open(EntryKey entry, Opened opened, String chosenBy) {
    jdbc.sql(
            """
            insert into opened_to_leaders (entry, draft, review, notes, chosen_by, chosen_at)
            values (:entry, :draft, :review, :notes, :chosenBy, :now)
            """)
        .param("entry", entry.value())
        .param("draft", opened.draft())
        .param("review", opened.review())
        .param("notes", opened.notes())
        .param("chosenBy", chosenBy)
        .param("now", Sections.offset(clock.instant()))
        .update();
  }
}
