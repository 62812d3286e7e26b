package org.peerchallenge.casechange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.peerchallenge.changelog.ChangeLog;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The changes of cases, from the first look to what became of them. */
@Service
public class ChangeRequests {

  /** What follows once a change is confirmed. */
  public interface Steps {

    /** Lets the change be made soon, in a step of its own. */
    void begin(ChangeRequest request);
  }

  private static final int LONGEST_REASON = 400;
  private static final TypeReference<Map<String, String>> VALUES = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final List<ChangeKind> kinds;
  private final Trial trial;
  private final Receivers receivers;
  private final Steps steps;
  private final Cycles cycles;
  private final Region region;
  private final ChangeLog log;
  private final TransactionTemplate transaction;
  private final ObjectMapper json;
  private final Clock clock;

  ChangeRequests(
      JdbcClient jdbc,
      List<ChangeKind> kinds,
      Trial trial,
      Receivers receivers,
      Steps steps,
      Cycles cycles,
      Region region,
      ChangeLog log,
      TransactionTemplate transaction,
      ObjectMapper json,
      Clock clock) {
    this.jdbc = jdbc;
    this.kinds = kinds;
    this.trial = trial;
    this.receivers = receivers;
    this.steps = steps;
    this.cycles = cycles;
    this.region = region;
    this.log = log;
    this.transaction = transaction;
    this.json = json;
    this.clock = clock;
  }

  /** Whether there is such a case. */
  public boolean isKnown(CaseKey about) {
    return about
        .entry()
        .map(entry -> cycles.findEntry(entry).isPresent())
        .or(() -> about.group().map(group -> cycles.findGroup(group).isPresent()))
        .orElseGet(() -> cycles.find(about.cycle()).isPresent());
  }

  /** Whether somebody may see the changes of a case at all. */
  public boolean mayLook(String username, CaseKey about) {
    return region.holds(username, Role.OFFICE)
        || about.entry().filter(entry -> isDirector(username, entry)).isPresent();
  }

  /** The kinds of change that this person may make to a case as it stands now. */
  public List<ChangeKind> possible(String username, CaseKey about) {
    if (!cycles.cycle(about.cycle()).isOpen()) {
      return List.of();
    }
    return kinds.stream()
        .filter(kind -> mayMake(username, kind, about))
        .filter(kind -> kind.isOffered() && kind.fits(about))
        .sorted(Comparator.comparing(ChangeKind::title))
        .toList();
  }

  /** A kind that this person may make of such a case, whether it is possible now or not. */
  public Optional<ChangeKind> known(String username, CaseKey about, String kind) {
    return kinds.stream()
        .filter(one -> one.id().equals(kind) && one.isOffered() && mayMake(username, one, about))
        .findFirst();
  }

  private boolean mayMake(String username, ChangeKind kind, CaseKey about) {
    return region.holds(username, Role.OFFICE)
        || kind.by() == ChangeKind.By.DIRECTOR
            && about.entry().filter(entry -> isDirector(username, entry)).isPresent();
  }

  private boolean isDirector(String username, EntryKey entry) {
    return entry.authorities().stream().anyMatch(one -> region.holds(username, Role.DCS, one));
  }

  /**
   * A kind by its id.
   *
   * @throws NoSuchElementException when there is none
   */
  public ChangeKind kind(String id) {
    return kinds.stream()
        .filter(kind -> kind.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("There is no change " + id));
  }

  /**
   * Tries a change out and keeps what it would do; nothing is changed yet.
   *
   * @throws Refused when it is not possible, or not this person's to make
   */
  public ChangeRequest propose(CaseKey about, String kind, Wanted wanted, String username) {
    return propose(about, kind, wanted, username, Optional.empty());
  }

  private ChangeRequest propose(
      CaseKey about, String kindId, Wanted wanted, String username, Optional<Long> undoes) {
    ChangeKind kind = kind(kindId);
    if (!mayMake(username, kind, about)) {
      throw new Refused("This change is the programme office's to make.");
    }
    Effects effects = tryOut(about, kind, wanted, username);
    long id =
        jdbc.sql(
                """
                insert into change_request
                  (case_key, kind, wanted, state, effects, undoes, asked_by, asked)
                values (:about, :kind, cast(:wanted as jsonb), 'PROPOSED',
                  cast(:effects as jsonb), :undoes, :who, :now)
                returning id
                """)
            .param("about", about.value())
            .param("kind", kindId)
            .param("wanted", write(wanted.values()))
            .param("effects", write(effects))
            .param("undoes", undoes.orElse(null), Types.BIGINT)
            .param("who", username)
            .param("now", now())
            .query(Long.class)
            .single();
    return request(id);
  }

  private Effects tryOut(CaseKey about, ChangeKind kind, Wanted wanted, String username) {
    if (!kind.fits(about)) {
      throw new Refused("This cannot be changed as things stand now.");
    }
    kind.check(about, wanted);
    // The reason is given later; a kind that keeps it is tried out with this one.
    return trial
        .of(() -> kind.make(about, wanted, "to be said", username))
        .with(kind.warnings(about, wanted))
        .with(unheard(kind.tells(about, wanted)));
  }

  private List<String> unheard(List<ChangeKind.Told> told) {
    return told.stream()
        .filter(one -> receivers.isDeaf(one.message(), one.businessKey()))
        .map(
            one ->
                cycles.title(one.businessKey())
                    + " runs on an older version of its diagram, which does not know this change:"
                    + " what is open there stays open. Move it to the newer version first.")
        .toList();
  }

  /**
   * Confirms a change as it was looked at: it is made soon, in a step of its own.
   *
   * @return the request, still only proposed where what it would do is not what the person saw
   * @throws Refused when it is not possible any more, has no reason, or was decided already
   */
  public ChangeRequest confirm(long id, String reason, String username) {
    ChangeRequest seen = request(id);
    ChangeKind kind = kind(seen.kind());
    if (!mayMake(username, kind, seen.about())) {
      throw new Refused("This change is the programme office's to make.");
    }
    if (seen.state() != ChangeRequest.State.PROPOSED) {
      throw new Refused("This change is decided already: " + seen.state().words() + ".");
    }
    if (reason == null || reason.isBlank() || reason.strip().length() > LONGEST_REASON) {
      throw new Refused("Say in up to 400 characters why.");
    }
    Effects now = tryOut(seen.about(), kind, seen.wanted(), username);
    if (!now.isWithin(seen.effects())) {
      jdbc.sql(
              """
              update change_request set effects = cast(:effects as jsonb)
              where id = :id and state = 'PROPOSED'
              """)
          .param("effects", write(now))
          .param("id", id)
          .update();
      return request(id);
    }
    return transaction.execute(status -> confirmed(seen, kind, reason.strip(), username));
  }

  private ChangeRequest confirmed(
      ChangeRequest seen, ChangeKind kind, String reason, String username) {
    Optional<ChangeKind.Inverse> inverse =
        seen.effects().leavesTheHouse()
            ? Optional.empty()
            : kind.inverse(seen.about(), seen.wanted());
    int taken =
        jdbc.sql(
                """
                update change_request set state = 'CONFIRMED', reason = :reason,
                  confirmed_by = :who, confirmed = :now, inverse_kind = :inverseKind,
                  inverse = cast(:inverse as jsonb)
                where id = :id and state = 'PROPOSED'
                """)
            .param("reason", reason)
            .param("who", username)
            .param("now", now())
            .param("inverseKind", inverse.map(ChangeKind.Inverse::kind).orElse(null), Types.VARCHAR)
            .param("inverse", inverse.map(i -> write(i.wanted())).orElse(null), Types.VARCHAR)
            .param("id", seen.id())
            .update();
    if (taken == 0) {
      throw new Refused("This change is decided already.");
    }
    ChangeRequest confirmed = request(seen.id());
    steps.begin(confirmed);
    return confirmed;
  }

  /** Keeps that a change is not wanted after all. */
  @Transactional
  public void drop(long id) {
    jdbc.sql("update change_request set state = 'DROPPED' where id = :id and state = 'PROPOSED'")
        .param("id", id)
        .update();
  }

  /**
   * Makes the confirmed changes of a case; done twice each is made once. What is not possible any
   * more is kept as refused.
   */
  @Transactional
  public void makeConfirmed(CaseKey about) {
    jdbc.sql(
            """
            select id from change_request where case_key = :key and state = 'CONFIRMED'
            order by confirmed, place for update
            """)
        .param("key", about.value())
        .query(Long.class)
        .list()
        .forEach(id -> make(request(id)));
  }

  private void make(ChangeRequest request) {
    ChangeKind kind = kind(request.kind());
    String by = request.confirmedBy().orElseThrow();
    try {
      if (!kind.fits(request.about())) {
        throw new Refused("The case has changed since this was confirmed.");
      }
      kind.check(request.about(), request.wanted());
    } catch (Refused e) {
      jdbc.sql("update change_request set state = 'REFUSED', refusal = :words where id = :id")
          .param("words", e.getMessage())
          .param("id", request.id())
          .update();
      return;
    }
    log.because(
        by,
        request.reason(),
        () -> kind.make(request.about(), request.wanted(), request.reason(), by));
    jdbc.sql("update change_request set state = 'MADE', made = :now where id = :id")
        .param("now", now())
        .param("id", request.id())
        .update();
    request
        .undoes()
        .ifPresent(
            undone ->
                jdbc.sql("update change_request set state = 'UNDONE' where id = :id")
                    .param("id", undone)
                    .update());
  }

  /** Whether it can be taken back once it is made; said before it is confirmed. */
  public boolean isReversible(ChangeRequest proposed) {
    ChangeKind kind = kind(proposed.kind());
    return !proposed.effects().leavesTheHouse()
        && kind.fits(proposed.about())
        && kind.inverse(proposed.about(), proposed.wanted()).isPresent();
  }

  /** Why a change cannot be taken back; empty when it can. */
  public Optional<String> whyNotUndone(ChangeRequest request) {
    if (request.state() != ChangeRequest.State.MADE) {
      return Optional.of("Only a change that was made can be taken back.");
    }
    if (request.effects().leavesTheHouse()) {
      return Optional.of(
          "People were told of it, or something ended by it: it cannot be taken back unseen."
              + " Make another change instead.");
    }
    if (request.inverse().isEmpty()) {
      return Optional.of("This kind of change cannot be taken back. Make another one instead.");
    }
    boolean later =
        of(request.about()).stream()
            .takeWhile(other -> other.id() != request.id())
            .anyMatch(
                other ->
                    other.state() == ChangeRequest.State.MADE
                        || other.state() == ChangeRequest.State.CONFIRMED);
    return later ? Optional.of("The case was changed again since.") : Optional.empty();
  }

  /**
   * Proposes the change that takes another one back.
   *
   * @throws Refused when it cannot be taken back
   */
  public ChangeRequest undo(long id, String username) {
    ChangeRequest request = request(id);
    whyNotUndone(request)
        .ifPresent(
            words -> {
              throw new Refused(words);
            });
    ChangeKind.Inverse inverse = request.inverse().orElseThrow();
    return propose(
        request.about(),
        inverse.kind(),
        new Wanted(inverse.wanted()),
        username,
        Optional.of(request.id()));
  }

  /**
   * One request.
   *
   * @throws NoSuchElementException when there is none of that number
   */
  public ChangeRequest request(long id) {
    return find(id).orElseThrow(() -> new NoSuchElementException("There is no change " + id));
  }

  public Optional<ChangeRequest> find(long id) {
    return jdbc.sql("select * from change_request where id = :id")
        .param("id", id)
        .query(this::read)
        .optional();
  }

  /** The changes of a case, the newest first. */
  public List<ChangeRequest> of(CaseKey about) {
    return jdbc.sql("select * from change_request where case_key = :key order by place desc")
        .param("key", about.value())
        .query(this::read)
        .list();
  }

  private ChangeRequest read(ResultSet row, int n) throws SQLException {
    String inverse = row.getString("inverse_kind");
    long undoes = row.getLong("undoes");
    Optional<Long> undone = row.wasNull() ? Optional.empty() : Optional.of(undoes);
    return new ChangeRequest(
        row.getLong("id"),
        new CaseKey(row.getString("case_key")),
        row.getString("kind"),
        new Wanted(values(row.getString("wanted"))),
        ChangeRequest.State.valueOf(row.getString("state")),
        effects(row.getString("effects")),
        inverse == null
            ? Optional.empty()
            : Optional.of(new ChangeKind.Inverse(inverse, values(row.getString("inverse")))),
        undone,
        row.getString("reason"),
        row.getString("asked_by"),
        row.getObject("asked", OffsetDateTime.class).toInstant(),
        Optional.ofNullable(row.getString("confirmed_by")),
        moment(row, "confirmed"),
        moment(row, "made"),
        row.getString("refusal"));
  }

  private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private String write(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A change cannot be written", e);
    }
  }

  private Map<String, String> values(String text) {
    try {
      return json.readValue(text, VALUES);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A change cannot be read", e);
    }
  }

  private Effects effects(String text) {
    try {
      return json.readValue(text, Effects.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A change's effects cannot be read", e);
    }
  }
}
