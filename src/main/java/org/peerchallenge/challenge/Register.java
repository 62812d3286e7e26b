package org.peerchallenge.challenge;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.peerchallenge.challenge.RegisterItem.Kind;
import org.peerchallenge.challenge.RegisterItem.State;
import org.peerchallenge.challenge.SessionRecords.Wish;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.kernel.EnglandTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The region's register of asks and offers; it lives all year. */
@Service
public class Register {

  private static final String ITEM =
      """
      select i.id, i.kind, i.entry, i.title, i.description, i.theme, i.contact, i.state, i.source,
        i.listed
      from register_item i
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  Register(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Everything of the year that was not withdrawn, asks first, by authority. */
  public List<RegisterItem> of(CycleKey cycle) {
    return jdbc.sql(
            ITEM
                + """
                join entry e on e.key = i.entry
                where e.cycle = :cycle and i.state <> 'withdrawn' order by i.kind, i.entry, i.id
                """)
        .param("cycle", cycle.value())
        .query(Register::item)
        .list();
  }

  /** Everything of an entry, withdrawn items included, in the order in which it was listed. */
  public List<RegisterItem> of(EntryKey entry) {
    return jdbc.sql(ITEM + "where i.entry = :entry order by i.id")
        .param("entry", entry.value())
        .query(Register::item)
        .list();
  }

  /** What of an entry still waits for its yes. */
  public List<RegisterItem> toValidate(EntryKey entry) {
    return of(entry).stream().filter(item -> item.state() == State.LISTED).toList();
  }

  public Optional<RegisterItem> find(long id) {
    return jdbc.sql(ITEM + "where i.id = :id").param("id", id).query(Register::item).optional();
  }

  /**
   * Lists what a settled report asks and offers, as not yet validated. What the entry already has
   * in the register under the same title stays as it is.
   */
  @Transactional
  void list(EntryKey entry, List<Wish> asks, List<Wish> offers, int version) {
    asks.forEach(wish -> list(entry, Kind.ASK, wish, version));
    offers.forEach(wish -> list(entry, Kind.OFFER, wish, version));
  }

  private void list(EntryKey entry, Kind kind, Wish wish, int version) {
    boolean known =
        of(entry).stream()
            .anyMatch(
                item -> item.kind() == kind && item.title().equalsIgnoreCase(wish.title().strip()));
    if (known) {
      return;
    }
    jdbc.sql(
            """
            insert into register_item (kind, entry, title, description, theme, contact, state,
              source, listed, changed)
            values (:kind, :entry, :title, :description, :theme, :contact, 'listed', :source, :now,
              :now)
            """)
        .param("kind", kind.id())
        .param("entry", entry.value())
        .param("title", wish.title().strip())
        .param("description", orEmpty(wish.description()))
        .param("theme", orEmpty(wish.theme()))
        .param("contact", orEmpty(wish.contact()))
        .param("source", "report back, version " + version)
        .param("now", now())
        .update();
  }

  /** The owner keeps an item, in these words. */
  @Transactional
  public void validate(long id, Wish words, String username) {
    change(id, words, State.VALIDATED, username);
  }

  /** Whether its owner should say again that it holds: unmet, and untouched for three months. */
  public boolean isOld(RegisterItem item) {
    return item.state() == State.VALIDATED
        && jdbc.sql("select changed < :since from register_item where id = :id")
            .param("since", now().minusMonths(3))
            .param("id", item.id())
            .query(Boolean.class)
            .single();
  }

  /** The owner withdraws an item; it stays known, but is planned with no more. */
  @Transactional
  public void withdraw(long id, String username) {
    RegisterItem item = item(id);
    change(
        id,
        new Wish(item.title(), item.description(), item.theme(), item.contact()),
        State.WITHDRAWN,
        username);
  }

  /** Notes that the office brought an item together with another; a withdrawn one stays so. */
  @Transactional
  public void match(long id, String username) {
    RegisterItem item = item(id);
    if (item.state() != State.WITHDRAWN) {
      change(
          id,
          new Wish(item.title(), item.description(), item.theme(), item.contact()),
          State.MATCHED,
          username);
    }
  }

  private RegisterItem item(long id) {
    return find(id).orElseThrow(() -> new NoSuchElementException("The register has no item " + id));
  }

  private void change(long id, Wish words, State state, String username) {
    item(id);
    jdbc.sql(
            """
            update register_item set title = :title, description = :description, theme = :theme,
              contact = :contact, state = :state, changed = :now, changed_by = :username
            where id = :id
            """)
        .param("id", id)
        .param("title", words.title())
        .param("description", orEmpty(words.description()))
        .param("theme", orEmpty(words.theme()))
        .param("contact", orEmpty(words.contact()))
        .param("state", state.name().toLowerCase(Locale.ROOT))
        .param("now", now())
        .param("username", username)
        .update();
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  private OffsetDateTime now() {
    return EnglandTime.now(clock);
  }

  private static RegisterItem item(ResultSet row, int n) throws SQLException {
    return new RegisterItem(
        row.getLong("id"),
        Kind.of(row.getString("kind")),
        EntryKey.of(row.getString("entry")),
        row.getString("title"),
        row.getString("description"),
        row.getString("theme"),
        row.getString("contact"),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getString("source"),
        row.getObject("listed", OffsetDateTime.class).toInstant());
  }
}
