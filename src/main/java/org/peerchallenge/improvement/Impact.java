package org.peerchallenge.improvement;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.peerchallenge.challenge.Register;
import org.peerchallenge.challenge.RegisterItem;
import org.peerchallenge.challenge.RegisterItem.Kind;
import org.peerchallenge.challenge.RegisterItem.State;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.notice.Notice;
import org.peerchallenge.notice.NoticeKey;
import org.peerchallenge.notice.Notices;
import org.peerchallenge.notice.Recipient;
import org.peerchallenge.region.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Impact of the register: which ask met which offer, and what came of each ask after three, six and
 * twelve months.
 */
@Service
public class Impact {

  /** After how many months an ask's owner is asked. */
  static final List<Integer> MONTHS = List.of(3, 6, 12);

  private static final int LONGEST = 4000;

  /** An offer that was brought together with an ask. */
  public record Introduction(long ask, long offer, LocalDate on) {}

  /**
   * An ask with what came of it.
   *
   * @param due after how many months its owner can tell, or could have told, and has not
   */
  public record Told(
      RegisterItem ask,
      List<Introduction> introductions,
      Map<Integer, AskOutcome> outcomes,
      Optional<Integer> due) {}

  /** How many of a theme. */
  public record Theme(String theme, int asks, int offers, int introduced, int told) {}

  private final JdbcClient jdbc;
  private final Register register;
  private final Cycles cycles;
  private final Notices notices;
  private final Clock clock;

  Impact(JdbcClient jdbc, Register register, Cycles cycles, Notices notices, Clock clock) {
    this.jdbc = jdbc;
    this.register = register;
    this.cycles = cycles;
    this.notices = notices;
    this.clock = clock;
  }

  /**
   * Brings an ask and an offer together and tells the directors of both sides; done twice they are
   * told once.
   *
   * @throws Refused when one of them is not in the register any more
   */
  @Transactional
  public void introduce(CycleKey cycle, long ask, long offer, String username) {
    RegisterItem asked = item(cycle, ask, Kind.ASK);
    RegisterItem offered = item(cycle, offer, Kind.OFFER);
    int written =
        jdbc.sql(
                """
                insert into register_introduction (entry, ask, offer, introduced_by, introduced_at)
                values (:entry, :ask, :offer, :username, :now) on conflict (ask, offer) do nothing
                """)
            .param("entry", asked.entry().value())
            .param("ask", ask)
            .param("offer", offer)
            .param("username", username)
            .param("now", Timestamp.from(clock.instant()))
            .update();
    if (written == 0) {
      return;
    }
    register.match(ask, username);
    register.match(offer, username);
    Map<String, Object> facts =
        Map.of(
            "asks", shortened(cycles.entry(asked.entry()).name()),
            "offers", shortened(cycles.entry(offered.entry()).name()),
            "theme", org.peerchallenge.challenge.Words.theme(offered.theme()));
    NoticeKey key = new NoticeKey("register", "introduce", ask + " " + offer);
    Stream.of(asked.entry(), offered.entry())
        .flatMap(entry -> cycles.people(entry, Role.DCS).stream())
        .distinct()
        .forEach(
            person ->
                notices.post(
                    new Notice(
                        key,
                        new Recipient(person.name(), person.email()),
                        "sides-introduced",
                        facts,
                        "/register/" + cycle)));
  }

  private RegisterItem item(CycleKey cycle, long id, Kind kind) {
    return register
        .find(id)
        .filter(one -> one.kind() == kind && one.state() != State.WITHDRAWN)
        .filter(one -> one.entry().cycle().equals(cycle))
        .orElseThrow(() -> new Refused("That is not in the register any more."));
  }

  /**
   * Keeps what came of an ask; told again, the newer words count.
   *
   * @throws Refused when it is too early, or a story has no words
   */
  @Transactional
  public void tell(RegisterItem ask, int months, AskOutcome.What what, String words, String user) {
    if (!MONTHS.contains(months) || ask.kind() != Kind.ASK) {
      throw new Refused("Please choose after how many months.");
    }
    if (since(ask).plusMonths(months).isAfter(LocalDate.now(clock))) {
      throw new Refused("It is not %d months yet. Please come back then.".formatted(months));
    }
    String plain = words == null ? "" : words.replace("\u0000", "").strip();
    if (plain.isEmpty() && what != AskOutcome.What.NOTHING_YET) {
      throw new Refused("Please say in a sentence or two what came of it.");
    }
    if (plain.length() > LONGEST) {
      throw new Refused("Please use up to 4,000 characters.");
    }
    jdbc.sql(
            """
            insert into ask_outcome (entry, ask, months, what, words, written_by, written_at)
            values (:entry, :ask, :months, :what, :words, :user, :now)
            on conflict (ask, months) do update set what = excluded.what, words = excluded.words,
              written_by = excluded.written_by, written_at = excluded.written_at
            """)
        .param("entry", ask.entry().value())
        .param("ask", ask.id())
        .param("months", months)
        .param("what", what.name())
        .param("words", plain)
        .param("user", user)
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  /** Every ask of a year that was not withdrawn, with what came of it. */
  public List<Told> asks(CycleKey cycle) {
    List<Introduction> introductions = introductions(cycle);
    List<AskOutcome> outcomes = outcomes(cycle);
    return register.of(cycle).stream()
        .filter(item -> item.kind() == Kind.ASK)
        .map(
            ask -> {
              Map<Integer, AskOutcome> told = new TreeMap<>();
              outcomes.stream()
                  .filter(one -> one.ask() == ask.id())
                  .forEach(one -> told.put(one.months(), one));
              return new Told(
                  ask,
                  introductions.stream().filter(one -> one.ask() == ask.id()).toList(),
                  told,
                  due(ask, told));
            })
        .toList();
  }

  /** The latest of the times that are reached and of which nothing was told. */
  private Optional<Integer> due(RegisterItem ask, Map<Integer, AskOutcome> told) {
    LocalDate today = LocalDate.now(clock);
    return MONTHS.stream()
        .filter(months -> !since(ask).plusMonths(months).isAfter(today))
        .reduce((earlier, later) -> later)
        .filter(months -> !told.containsKey(months));
  }

  private static LocalDate since(RegisterItem item) {
    return item.listed().atZone(EnglandTime.ZONE).toLocalDate();
  }

  /** By theme: what was asked, offered, brought together, and told of. */
  public List<Theme> themes(CycleKey cycle) {
    Map<String, int[]> counts = new TreeMap<>();
    Map<Long, Told> told = new LinkedHashMap<>();
    asks(cycle).forEach(one -> told.put(one.ask().id(), one));
    for (RegisterItem item : register.of(cycle)) {
      String words = org.peerchallenge.challenge.Words.theme(item.theme());
      int[] count = counts.computeIfAbsent(words.isEmpty() ? "No theme" : words, t -> new int[4]);
      count[item.kind() == Kind.ASK ? 0 : 1]++;
      Told one = told.get(item.id());
      if (one != null) {
        count[2] += one.introductions().isEmpty() ? 0 : 1;
        count[3] +=
            one.outcomes().values().stream()
                    .anyMatch(outcome -> outcome.what() != AskOutcome.What.NOTHING_YET)
                ? 1
                : 0;
      }
    }
    return counts.entrySet().stream()
        .map(
            one ->
                new Theme(
                    one.getKey(),
                    one.getValue()[0],
                    one.getValue()[1],
                    one.getValue()[2],
                    one.getValue()[3]))
        .toList();
  }

  private List<Introduction> introductions(CycleKey cycle) {
    return jdbc.sql(
            """
            select ask, offer, introduced_at from register_introduction
            join entry e on e.key = entry where e.cycle = :cycle order by introduced_at, offer
            """)
        .param("cycle", cycle.value())
        .query(
            (row, n) ->
                new Introduction(
                    row.getLong("ask"),
                    row.getLong("offer"),
                    row.getTimestamp("introduced_at")
                        .toInstant()
                        .atZone(EnglandTime.ZONE)
                        .toLocalDate()))
        .list();
  }

  private List<AskOutcome> outcomes(CycleKey cycle) {
    return jdbc.sql(
            """
            select ask, months, what, words, written_at from ask_outcome
            join entry e on e.key = entry where e.cycle = :cycle order by ask, months
            """)
        .param("cycle", cycle.value())
        .query(
            (row, n) ->
                new AskOutcome(
                    row.getLong("ask"),
                    row.getInt("months"),
                    AskOutcome.What.valueOf(row.getString("what")),
                    row.getString("words"),
                    row.getTimestamp("written_at").toInstant()))
        .list();
  }

  static String shortened(String name) {
    return name.length() <= 150 ? name : name.substring(0, 149) + "…";
  }

  /** What of an entry should be looked at: still valid after a time, and what came of an ask. */
  int toLookAt(CycleKey cycle, EntryKey entry, LocalDate unchangedSince) {
    long old =
        jdbc.sql(
                """
                select count(*) from register_item
                where entry = :entry and state in ('listed', 'validated') and changed < :since
                """)
            .param("entry", entry.value())
            .param(
                "since", Timestamp.from(unchangedSince.atStartOfDay(EnglandTime.ZONE).toInstant()))
            .query(Long.class)
            .single();
    long untold =
        asks(cycle).stream()
            .filter(one -> one.ask().entry().equals(entry) && one.due().isPresent())
            .count();
    return (int) (old + untold);
  }
}
