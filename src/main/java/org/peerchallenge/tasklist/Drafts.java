package org.peerchallenge.tasklist;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.peerchallenge.assessment.LastYear;
import org.peerchallenge.assessment.Reading;
import org.peerchallenge.assessment.Section;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.FormSent;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.kernel.FormValues;
import org.peerchallenge.kernel.JsonText;
import org.peerchallenge.tasklist.DraftRefused.Reason;
import org.peerchallenge.tasklist.DraftTasks.Place;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps what people type until they send it. Only who has the task writes, and who writes into a
 * task that nobody has takes it on; the others who may take it on read. Nobody's text is replaced
 * without their choice: a save on top of a version that the page has not seen is refused, and what
 * is replaced by choice is kept among the earlier versions.
 */
@Service
public class Drafts {

  /** A form of sixteen long answers of 10,000 characters, each four bytes long, and some room. */
  public static final int LONGEST = 2_000_000;

  private static final Duration BETWEEN_EARLIER_VERSIONS = Duration.ofMinutes(5);

  /** Losing more than this at one save makes an earlier version, whenever the last one was made. */
  private static final int MUCH_TEXT = 200;

  /** As long as the browser keeps its copy: time to notice that a case was ended by mistake. */
  private static final Duration AFTER_THE_CASE = Duration.ofDays(31);

  private static final String SIGN_OFF = "sign-off-self-assessment";

  /**
   * A section as it was signed a year ago.
   *
   * @param signer as people know the name
   */
  public record LastYearsText(
      String signer, Instant signedAt, int characters, FormValues content) {}

  private final JdbcClient jdbc;
  private final LastYear lastYear;
  private final Reading reading;
  private final DraftTasks tasks;
  private final Clock clock;

  Drafts(JdbcClient jdbc, DraftTasks tasks, LastYear lastYear, Reading reading, Clock clock) {
    this.lastYear = lastYear;
    this.reading = reading;
    this.jdbc = jdbc;
    this.tasks = tasks;
    this.clock = clock;
  }

  /**
   * What was typed into the form of a task.
   *
   * @throws DraftRefused when the task is gone or not this person's business
   */
  public Draft read(String user, String taskId) {
    return find(readable(user, taskId), "").orElse(Draft.NONE);
  }

  /**
   * Saves what one page has changed. A task that nobody has becomes the writer's with the first
   * save: looking at a form takes it from nobody.
   *
   * @throws DraftRefused when the task is gone or somebody else's, when somebody else saved in
   *     between, or when it is more than {@link #LONGEST} bytes
   */
  @Transactional
  public Draft save(String user, String taskId, Draft.Change change) {
    Place place = readable(user, taskId);
    Draft standing = find(place, "for update").orElseGet(() -> begin(place, user));
    if (!tasks.isAssigned(user, taskId)) {
      throw new DraftRefused(
          Reason.NOT_YOURS,
          "A colleague is working on this now, so what you typed last was not saved.");
    }
    boolean own = standing.writer().equals(change.writer());
    if (own && change.seq() <= standing.seq()) {
      return standing;
    }
    if (!own && standing.version() != change.base()) {
      throw new DraftRefused(
          Reason.CONFLICT,
          "Somebody has changed this since you opened it. Please choose which version goes on.",
          standing);
    }
    FormValues content = standing.content().with(change.changes());
    Draft next =
        new Draft(
            standing.version() + 1, change.writer(), change.seq(), content, user, clock.instant());
    String text = JsonText.write(content);
    if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      throw DraftRefused.tooLong();
    }
    if (standing.version() > 0 && (change.keep() || isWorthKeeping(place, standing, next))) {
      remember(place, standing.content(), standing.savedBy(), standing.savedAt(), false);
    }
    jdbc.sql(
            """
            update draft set version = :version, writer = :writer, seq = :seq, content = :content,
              saved_by = :savedBy, saved_at = :savedAt
            where task_id = :taskId
            """)
        .param("taskId", taskId)
        .param("version", next.version())
        .param("writer", next.writer())
        .param("seq", next.seq())
        .param("content", text)
        .param("savedBy", user)
        .param("savedAt", at(next.savedAt()))
        .update();
    return next;
  }

  /** When a task's form was last saved, for those who see the task; empty when it never was. */
  Optional<Instant> lastSaved(String taskId) {
    return jdbc.sql("select saved_at from draft where task_id = :taskId and version > 0")
        .param("taskId", taskId)
        .query(OffsetDateTime.class)
        .optional()
        .map(OffsetDateTime::toInstant);
  }

  /** The earlier versions of a task's form in its case, the latest first. */
  public List<Draft.Earlier> earlier(String user, String taskId) {
    Place place = readable(user, taskId);
    return jdbc.sql(
            """
            select id, content, saved_by, saved_at, sent from draft_history
            where business_key = :businessKey and form = :form and loop = :loop
            order by place desc limit 100
            """)
        .param("businessKey", place.businessKey())
        .param("form", place.form())
        .param("loop", place.loop())
        .query(
            (row, number) ->
                new Draft.Earlier(
                    row.getLong("id"),
                    row.getString("saved_by"),
                    row.getObject("saved_at", OffsetDateTime.class).toInstant(),
                    characters(FormValues.read(row.getString("content")).fields()),
                    row.getBoolean("sent")))
        .list();
  }

  /** The fields of an earlier version; empty when this form has no such version. */
  public Optional<FormValues> earlier(String user, String taskId, long id) {
    Place place = readable(user, taskId);
    return jdbc.sql(
            """
            select content from draft_history
            where id = :id and business_key = :businessKey and form = :form and loop = :loop
            """)
        .param("id", id)
        .param("businessKey", place.businessKey())
        .param("form", place.form())
        .param("loop", place.loop())
        .query(String.class)
        .optional()
        .map(FormValues::read);
  }

  /** What the same section said a year ago; empty where there is none to carry over. */
  public Optional<LastYearsText> lastYear(String user, String taskId) {
    Place place = readable(user, taskId);
    Optional<Section> section = tasks.section(place).filter(Section::carriesOver);
    if (section.isEmpty()) {
      return Optional.empty();
    }
    return lastYear.signed(EntryKey.of(place.businessKey())).stream()
        .filter(one -> reading.access(user, one.entry()).compareTo(Reading.Access.OPENED) >= 0)
        .filter(one -> !one.section(section.get()).isEmpty())
        .map(
            one ->
                new LastYearsText(
                    one.signerName(),
                    one.signedAt(),
                    characters(one.section(section.get()).fields()),
                    one.section(section.get())))
        .findFirst();
  }

  /**
   * What was sent is no draft any more. The earlier versions of a section stay until the
   * self-assessment is signed, because it may come back; those of other forms go with the draft.
   */
  @EventListener
  void on(FormSent sent) {
    Place place = tasks.place(sent.task());
    if (place.isSection()) {
      find(place, "for update")
          .filter(draft -> draft.version() > 0)
          .ifPresent(
              draft -> remember(place, draft.content(), draft.savedBy(), draft.savedAt(), true));
    } else {
      jdbc.sql(
              "delete from draft_history where business_key = :key and form = :form and loop ="
                  + " :loop")
          .param("key", place.businessKey())
          .param("form", place.form())
          .param("loop", place.loop())
          .update();
    }
    jdbc.sql("delete from draft where task_id = :taskId").param("taskId", place.taskId()).update();
    boolean signed =
        place.form().equals(SIGN_OFF) && sent.values().text("signOffDecision").equals("sign");
    Set<String> sections = signed ? tasks.sections(place.businessKey()) : Set.of();
    if (!sections.isEmpty()) {
      jdbc.sql("delete from draft_history where business_key = :key and form in (:sections)")
          .param("key", place.businessKey())
          .param("sections", sections)
          .update();
    }
  }

  /**
   * Looks after what nobody sent. A task that is gone leaves its draft among the earlier versions
   * of its form, which somebody may open anew: an entry that withdrew comes back, a step is
   * repeated. Once nothing of the case is open, they go {@link #AFTER_THE_CASE} after the saving.
   */
  @Scheduled(cron = "0 20 3 * * *", zone = "Europe/London")
  @Transactional
  public void clearUp() {
    jdbc.sql("select task_id from draft").query(String.class).list().stream()
        .filter(taskId -> !tasks.isOpen(taskId))
        .forEach(this::putAway);
    jdbc
        .sql("select distinct business_key from draft_history where saved_at < :before")
        .param("before", at(clock.instant().minus(AFTER_THE_CASE)))
        .query(String.class)
        .list()
        .stream()
        .filter(businessKey -> !tasks.isCaseOpen(businessKey))
        .forEach(
            businessKey ->
                jdbc.sql(
                        "delete from draft_history where business_key = :key and saved_at <"
                            + " :before")
                    .param("key", businessKey)
                    .param("before", at(clock.instant().minus(AFTER_THE_CASE)))
                    .update());
  }

  /** In one statement: whoever sends the form at this moment has taken the draft away already. */
  private void putAway(String taskId) {
    jdbc.sql(
            """
            with gone as (delete from draft where task_id = :taskId returning *)
            insert into draft_history (business_key, form, loop, content, saved_by, saved_at, sent)
            select business_key, form, loop, content, saved_by, saved_at, false from gone
            where version > 0
            """)
        .param("taskId", taskId)
        .update();
  }

  private Place readable(String user, String taskId) {
    return tasks
        .readableBy(user, taskId)
        .orElseThrow(
            () ->
                new DraftRefused(
                    Reason.GONE,
                    "This task is no longer open for you: it may have been done already, or given"
                        + " to somebody else."));
  }

  private Optional<Draft> find(Place place, String lock) {
    return jdbc.sql("select * from draft where task_id = :taskId " + lock)
        .param("taskId", place.taskId())
        .query((row, number) -> draft(row))
        .optional();
  }

  /** Two pages may save for the first time at once: the row is there before either writes. */
  private Draft begin(Place place, String user) {
    jdbc.sql(
            """
            insert into draft (task_id, business_key, form, loop, version, writer, seq, content,
              saved_by, saved_at)
            values (:taskId, :businessKey, :form, :loop, 0, '', 0, '{}', :user, :now)
            on conflict (task_id) do nothing
            """)
        .param("taskId", place.taskId())
        .param("businessKey", place.businessKey())
        .param("form", place.form())
        .param("loop", place.loop())
        .param("user", user)
        .param("now", at(clock.instant()))
        .update();
    return find(place, "for update").orElseThrow();
  }

  /** By another hand, a while after the last one, or before much of the text goes away. */
  private boolean isWorthKeeping(Place place, Draft standing, Draft next) {
    if (!standing.savedBy().equals(next.savedBy())
        || characters(standing.content().fields()) - characters(next.content().fields())
            > MUCH_TEXT) {
      return true;
    }
    Optional<Instant> last =
        jdbc.sql(
                """
                select max(saved_at) from draft_history
                where business_key = :businessKey and form = :form and loop = :loop
                """)
            .param("businessKey", place.businessKey())
            .param("form", place.form())
            .param("loop", place.loop())
            .query(OffsetDateTime.class)
            .optional()
            .map(OffsetDateTime::toInstant);
    return last.isEmpty() || last.get().plus(BETWEEN_EARLIER_VERSIONS).isBefore(next.savedAt());
  }

  private void remember(
      Place place, FormValues content, String savedBy, Instant savedAt, boolean sent) {
    jdbc.sql(
            """
            insert into draft_history (business_key, form, loop, content, saved_by, saved_at, sent)
            values (:businessKey, :form, :loop, :content, :savedBy, :savedAt, :sent)
            """)
        .param("businessKey", place.businessKey())
        .param("form", place.form())
        .param("loop", place.loop())
        .param("content", JsonText.write(content))
        .param("savedBy", savedBy)
        .param("savedAt", at(savedAt))
        .param("sent", sent)
        .update();
  }

  private Draft draft(ResultSet row) throws SQLException {
    return new Draft(
        row.getInt("version"),
        row.getString("writer"),
        row.getLong("seq"),
        FormValues.read(row.getString("content")),
        row.getString("saved_by"),
        row.getObject("saved_at", OffsetDateTime.class).toInstant());
  }

  private static int characters(Object value) {
    if (value instanceof String text) {
      return text.codePointCount(0, text.length());
    }
    if (value instanceof Map<?, ?> map) {
      return map.values().stream().mapToInt(Drafts::characters).sum();
    }
    return value instanceof List<?> list ? list.stream().mapToInt(Drafts::characters).sum() : 0;
  }

  private static OffsetDateTime at(Instant instant) {
    return OffsetDateTime.ofInstant(instant, EnglandTime.ZONE);
  }
}
