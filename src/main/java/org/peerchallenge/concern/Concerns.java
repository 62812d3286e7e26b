package org.peerchallenge.concern;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.peerchallenge.concern.Concern.Kind;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.notice.Notice;
import org.peerchallenge.notice.NoticeKey;
import org.peerchallenge.notice.Notices;
import org.peerchallenge.notice.Recipient;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps serious concerns. Who raised one and whom they named read it, and nobody else: no role
 * opens it, neither the office's nor an administrator's.
 */
@Service
public class Concerns {

  private static final int LONGEST = 10_000;

  private final JdbcClient jdbc;
  private final Region region;
  private final Notices notices;
  private final Clock clock;

  Concerns(JdbcClient jdbc, Region region, Notices notices, Clock clock) {
    this.jdbc = jdbc;
    this.region = region;
    this.notices = notices;
    this.clock = clock;
  }

  /** Who may raise one: everybody who holds a role, but administrators and analysts by it alone. */
  public boolean mayRaise(String username) {
    return region.rolesOf(username).stream()
        .anyMatch(held -> held.role() != Role.ADMIN && held.role() != Role.ANALYST);
  }

  /** Whom one may name first: the programme office and the peer challenge lead. */
  public List<Person> firstReaders() {
    Set<Person> people = new LinkedHashSet<>(region.holders(Role.LEAD));
    people.addAll(region.holders(Role.OFFICE));
    return List.copyOf(people);
  }

  /**
   * Raises a concern, and names who else reads it. The same words on the same authority by the same
   * person are one concern, however often they press.
   *
   * @return its number
   * @throws Refused when something is missing
   */
  @Transactional
  public long raise(String about, String words, List<String> readers, String by) {
    if (region.findAuthority(about).isEmpty()) {
      throw new Refused("Say which authority it is about.");
    }
    String text = said(words);
    List<String> first = firstReaders().stream().map(Person::username).toList();
    if (readers.isEmpty() || !first.containsAll(readers)) {
      throw new Refused("Name at least one person of the office, or the lead, who shall read it.");
    }
    once(by);
    Optional<Long> same =
        jdbc.sql(
                """
                select id from serious_concern
                where about = :about and words = :words and raised_by = :by
                """)
            .param("about", about)
            .param("words", text)
            .param("by", by)
            .query(Long.class)
            .optional();
    if (same.isPresent()) {
      return same.get();
    }
    long id =
        jdbc.sql(
                """
                insert into serious_concern (about, words, raised_by, raised)
                values (:about, :words, :by, :now) returning id
                """)
            .param("about", about)
            .param("words", text)
            .param("by", by)
            .param("now", now())
            .query(Long.class)
            .single();
    name(id, by, by);
    readers.stream().filter(one -> !one.equals(by)).forEach(one -> name(id, one, by));
    return id;
  }

  /**
   * Names another reader.
   *
   * @throws Refused when nobody is called like that
   */
  @Transactional
  public void addReader(long id, String username, String by) {
    if (region.findPerson(username).isEmpty()) {
      throw new Refused("Nobody is called like that here.");
    }
    name(id, username, by);
  }

  private void name(long id, String username, String by) {
    int named =
        jdbc.sql(
                """
                insert into serious_concern_reader (concern, username, named_by, named)
                values (:id, :username, :by, :now) on conflict do nothing
                """)
            .param("id", id)
            .param("username", username)
            .param("by", by)
            .param("now", now())
            .update();
    if (named == 1 && !username.equals(by)) {
      Person person = region.person(username);
      // Says neither what it is nor whom it is about; so does its key.
      notices.post(
          new Notice(
              new NoticeKey("for one person", UUID.randomUUID().toString(), ""),
              new Recipient(person.name(), person.email()),
              "for-you-alone",
              Map.of(),
              "/"));
    }
  }

  /**
   * Records what was done. A third party is told after the authority, or with a reason why not.
   *
   * @throws Refused with words for the person
   */
  @Transactional
  public void record(
      Concern concern, Kind kind, LocalDate day, String whom, String words, String by) {
    if (day.isAfter(LocalDate.now(clock))) {
      throw new Refused("Record what was done on its day, or later.");
    }
    boolean told = kind == Kind.AUTHORITY_TOLD || kind == Kind.THIRD_PARTY_TOLD;
    String who = whom == null ? "" : whom.strip();
    if (told && who.isEmpty() || who.length() > 200) {
      throw new Refused("Say in up to 200 characters who was told.");
    }
    if (kind == Kind.THIRD_PARTY_TOLD
        && !concern.has(Kind.AUTHORITY_TOLD)
        && (words == null || words.strip().length() < 20)) {
      throw new Refused(
          "The authority is told first. If that would put a child at risk, say so, in at least a"
              + " sentence.");
    }
    once(by);
    jdbc.sql(
            """
            insert into serious_concern_step
              (concern, kind, on_day, whom, words, recorded_by, recorded)
            select :id, :kind, :day, :whom, :words, :by, :now
            where not exists (
              select from serious_concern_step
              where concern = :id and kind = :kind and on_day = :day and whom = :whom
                and words = :words and recorded_by = :by)
            """)
        .param("id", concern.id())
        .param("kind", kind.name())
        .param("day", day)
        .param("whom", who)
        .param("words", said(words))
        .param("by", by)
        .param("now", now())
        .update();
  }

  /** What one person sends twice at once is done one after the other. */
  private void once(String by) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:who, 0))")
        .param("who", "concern of " + by)
        .query()
        .listOfRows();
  }

  private static String said(String words) {
    if (words == null || words.isBlank() || words.length() > LONGEST) {
      throw new Refused("Write it down, in up to 10,000 characters.");
    }
    return words.strip();
  }

  /** How many concerns this person reads that are not closed; for the start page. */
  public int openFor(String username) {
    return (int) of(username).stream().filter(concern -> !concern.isClosed()).count();
  }

  /** The concerns that this person reads, the newest first. */
  public List<Concern> of(String username) {
    return jdbc.sql(
            """
            select c.id, c.about, c.words, c.raised_by, c.raised from serious_concern c
            join serious_concern_reader r on r.concern = c.id
            where r.username = :username order by c.place desc
            """)
        .param("username", username)
        .query(this::concern)
        .list();
  }

  /** One concern for one of its readers, who is noted; for everybody else there is none. */
  @Transactional
  public Optional<Concern> read(long id, String username) {
    Optional<Concern> concern = find(id, username);
    concern.ifPresent(
        one ->
            jdbc.sql(
                    """
                    insert into serious_concern_reading (concern, username, read)
                    values (:id, :username, :now)
                    """)
                .param("id", id)
                .param("username", username)
                .param("now", now())
                .update());
    return concern;
  }

  /** The same without a note, for what a reader writes. */
  public Optional<Concern> find(long id, String username) {
    return of(username).stream().filter(one -> one.id() == id).findFirst();
  }

  private Concern concern(ResultSet row, int n) throws SQLException {
    long id = row.getLong("id");
    List<String> readers =
        jdbc.sql("select username from serious_concern_reader where concern = :id order by named")
            .param("id", id)
            .query(String.class)
            .list();
    List<Concern.Step> steps =
        new ArrayList<>(
            jdbc.sql("select * from serious_concern_step where concern = :id order by id")
                .param("id", id)
                .query(
                    (step, m) ->
                        new Concern.Step(
                            Kind.valueOf(step.getString("kind")),
                            step.getObject("on_day", LocalDate.class),
                            step.getString("whom"),
                            step.getString("words"),
                            step.getString("recorded_by"),
                            step.getObject("recorded", OffsetDateTime.class).toInstant()))
                .list());
    return new Concern(
        id,
        row.getString("about"),
        row.getString("words"),
        row.getString("raised_by"),
        row.getObject("raised", OffsetDateTime.class).toInstant(),
        readers,
        steps);
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
