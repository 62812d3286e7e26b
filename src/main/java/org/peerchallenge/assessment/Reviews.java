package org.peerchallenge.assessment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.peerchallenge.changelog.ChangeLog;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Group;
import org.peerchallenge.cycle.WorkingDays;
import org.peerchallenge.engine.Message;
import org.peerchallenge.engine.Messages;
import org.peerchallenge.kernel.FormValues;
import org.peerchallenge.kernel.JsonText;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.peerchallenge.region.RoleHeld;
import org.peerchallenge.region.RolesChanged;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reviews of shared self-assessments: asked for, assigned, written, replied to. */
@Service
public class Reviews {

  /** Working days before the reading pack until which a review may be asked for. */
  private static final int ASK_BEFORE_PACK = 15;

  /** Working days before the reading pack by which it is written. */
  private static final int WRITE_BEFORE_PACK = 5;

  /** Working days before the challenge day on which the reading pack goes out. */
  private static final int PACK_BEFORE_DAY = 10;

  /** A reviewer who stood back, and why. */
  public record StoodBack(String reviewer, String reason) {}

  private final JdbcClient jdbc;
  private final Assessments assessments;
  private final FiguresKept kept;
  private final AssessmentNotices notices;
  private final Cycles cycles;
  private final WorkingDays workingDays;
  private final Region region;
  private final Messages messages;
  private final ChangeLog log;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Reviews(
      JdbcClient jdbc,
      Assessments assessments,
      FiguresKept kept,
      AssessmentNotices notices,
      Cycles cycles,
      WorkingDays workingDays,
      Region region,
      Messages messages,
      ChangeLog log,
      ApplicationEventPublisher events,
      Clock clock) {
    this.jdbc = jdbc;
    this.assessments = assessments;
    this.kept = kept;
    this.notices = notices;
    this.cycles = cycles;
    this.workingDays = workingDays;
    this.region = region;
    this.messages = messages;
    this.log = log;
    this.events = events;
    this.clock = clock;
  }

  /** The last day on which a review can be asked for. */
  public LocalDate askUntil(EntryKey entry) {
    return workingDays.plus(packDay(entry), -ASK_BEFORE_PACK);
  }

  /** The last day on which it can be written; the day never waits for it. */
  public LocalDate writeUntil(EntryKey entry) {
    return workingDays.plus(packDay(entry), -WRITE_BEFORE_PACK);
  }

  /** Why a review cannot be asked for now; empty when it can. */
  public Optional<String> whyNot(EntryKey entry) {
    if (assessments.state(entry) != State.SHARED) {
      return Optional.of("A review can be asked for once the self-assessment is shared.");
    }
    if (LocalDate.now(clock).isAfter(askUntil(entry))) {
      return Optional.of(
          "A review could be asked for until fifteen working days before the reading pack.");
    }
    return open(entry).map(review -> "A review was asked for already: " + review.state().words());
  }

  /**
   * Asks for a review of what is shared now.
   *
   * @param peer the entry of the director who asks for another's review; empty for the owner
   * @return its id
   * @throws Refused with words for the person
   */
  @Transactional
  public long ask(
      EntryKey entry,
      String askedBy,
      Optional<EntryKey> peer,
      String reason,
      Collection<ReviewQuestion> questions) {
    whyNot(entry)
        .ifPresent(
            words -> {
              throw new Refused(words);
            });
    if (questions.isEmpty()) {
      throw new Refused("Please choose at least one of the four questions.");
    }
    long id =
        jdbc.sql(
                """
                insert into review (entry, number, asked_by, asked_by_entry, reason, questions,
                  asked_at, state)
                values (:entry, :number, :askedBy, :peer, :reason, :questions, :now, 'ASKED')
                returning id
                """)
            .param("entry", entry.value())
            .param("number", assessments.shared(entry).orElseThrow().number())
            .param("askedBy", askedBy)
            .param("peer", peer.map(EntryKey::value).orElse(null), java.sql.Types.VARCHAR)
            .param("reason", reason, java.sql.Types.VARCHAR)
            .param(
                "questions",
                questions.stream()
                    .sorted()
                    .map(ReviewQuestion::id)
                    .collect(Collectors.joining(",")))
            .param("now", Sections.offset(clock.instant()))
            .query(Long.class)
            .single();
    messages.tell(Message.REVIEW_REQUESTED, entry.value(), Map.of());
    return id;
  }

  /** Asks for the review that the shared version's declaration wishes for, as far as possible. */
  @Transactional
  public void askAsDeclared(EntryKey entry) {
    SignedVersion version = assessments.shared(entry).orElseThrow();
    FormValues declaration = version.section(Section.SHARING_AND_DECLARATION);
    boolean wanted = declaration.text("reviewWanted").equals("yes");
    // An amendment repeats the declaration; the wish was heard the first time.
    if (!wanted || !of(entry).isEmpty() || whyNot(entry).isPresent()) {
      return;
    }
    List<String> chosen = declaration.answers("reviewQuestions");
    List<ReviewQuestion> questions =
        chosen.isEmpty()
            ? List.of(ReviewQuestion.values())
            : chosen.stream().map(ReviewQuestion::of).toList();
    ask(entry, version.signer(), Optional.empty(), null, questions);
  }

  /** All reviews of an entry, the newest first. */
  public List<Review> of(EntryKey entry) {
    return jdbc.sql(
            "select *, answers::text as answer_text from review where entry = :entry"
                + " order by id desc")
        .param("entry", entry.value())
        .query(Reviews::review)
        .list();
  }

  /** The review that is under way and not yet released. */
  public Optional<Review> open(EntryKey entry) {
    return of(entry).stream()
        .filter(review -> review.closedAt().isEmpty() && !review.isReleased())
        .findFirst();
  }

  /**
   * One review.
   *
   * @throws IllegalStateException when there is none of that number
   */
  public Review review(long id) {
    return jdbc.sql("select *, answers::text as answer_text from review where id = :id")
        .param("id", id)
        .query(Reviews::review)
        .optional()
        .orElseThrow(() -> new IllegalStateException("There is no review " + id));
  }

  public List<StoodBack> stoodBack(long id) {
    return jdbc.sql("select reviewer, reason from review_stood_back where review = :id order by at")
        .param("id", id)
        .query(StoodBack.class)
        .list();
  }

  /** What speaks against a reviewer: a tie to the authority or its group; empty for a fresh eye. */
  public Optional<String> conflict(String reviewer, EntryKey entry) {
    Set<RoleHeld> roles = region.rolesOf(reviewer);
    Optional<Group> group = cycles.groupOf(entry);
    Set<String> peers =
        group.stream()
            .flatMap(g -> g.members().stream())
            .flatMap(member -> member.authorities().stream())
            .collect(Collectors.toSet());
    List<String> own = tied(roles, Set.copyOf(entry.authorities()));
    if (!own.isEmpty()) {
      return Optional.of("works for " + String.join(" and ", own));
    }
    List<String> others = tied(roles, peers);
    if (!others.isEmpty()) {
      return Optional.of("works for " + String.join(" and ", others) + " of the same group");
    }
    return group
        .flatMap(Group::facilitator)
        .filter(reviewer::equals)
        .map(facilitator -> "facilitates the group");
  }

  private List<String> tied(Set<RoleHeld> roles, Set<String> authorities) {
    return roles.stream()
        .map(RoleHeld::dfeNumber)
        .filter(number -> number != null && authorities.contains(number))
        .distinct()
        .map(number -> region.authority(number).name())
        .toList();
  }

  /** Notes that the office is to decide: the owner wants it. */
  @Transactional
  public void passToOffice(long id) {
    set(id, Review.State.WITH_OFFICE);
  }

  /** Assigns a reviewer, who may accept or stand back. */
  @Transactional
  public void assign(long id, String reviewer, String note) {
    logReviewer(review(id), Optional.of(reviewer));
    jdbc.sql(
            """
            update review set state = 'WITH_REVIEWER', reviewer = :reviewer,
              note_to_reviewer = :note
            where id = :id
            """)
        .param("reviewer", reviewer)
        .param("note", note, java.sql.Types.VARCHAR)
        .param("id", id)
        .update();
    events.publishEvent(new RolesChanged());
  }

  /** Gives a review that is under way to another reviewer, as it stands. */
  @Transactional
  public void reassign(long id, String reviewer) {
    logReviewer(review(id), Optional.of(reviewer));
    jdbc.sql("update review set reviewer = :reviewer where id = :id")
        .param("reviewer", reviewer)
        .param("id", id)
        .update();
    events.publishEvent(new RolesChanged());
  }

  /** Why a reviewer stood back is kept with the review, for those who read it there. */
  private void logReviewer(Review before, Optional<String> after) {
    log.write(
        before.entry().value(),
        "Reviewer",
        before.reviewer().map(region::person).map(Person::name).orElse("nobody"),
        after.map(region::person).map(Person::name).orElse("nobody"),
        "");
  }

  /** The reviewer begins, on the figures of that day. */
  @Transactional
  public void accept(long id) {
    set(id, Review.State.ACCEPTED);
    Review review = review(id);
    kept.keepForReview(review.entry(), id);
    review
        .reviewer()
        .flatMap(region::findPerson)
        .ifPresent(reviewer -> notices.reviewerAssigned(review, reviewer));
  }

  /** The reviewer stands back; the office assigns another or declines. */
  @Transactional
  public void standBack(long id, String reviewer, String reason, Instant at) {
    jdbc.sql(
            """
            insert into review_stood_back (review, reviewer, reason, at)
            values (:id, :reviewer, :reason, :at)
            """)
        .param("id", id)
        .param("reviewer", reviewer)
        .param("reason", reason)
        .param("at", Sections.offset(at))
        .update();
    logReviewer(review(id), Optional.empty());
    jdbc.sql("update review set state = 'WITH_OFFICE', reviewer = null where id = :id")
        .param("id", id)
        .update();
    events.publishEvent(new RolesChanged());
  }

  /** Keeps the reviewer's answers; nobody else reads them before they are released. */
  @Transactional
  public void write(long id, Map<String, String> answers, Instant at) {
    jdbc.sql(
            """
            update review set state = 'WRITTEN', answers = cast(:answers as jsonb),
              written_at = :at
            where id = :id
            """)
        .param("answers", JsonText.canonical(answers))
        .param("at", Sections.offset(at))
        .param("id", id)
        .update();
  }

  @Transactional
  public Review release(long id) {
    jdbc.sql(
            """
            update review set state = 'RELEASED', released_at = :now
            where id = :id and released_at is null
            """)
        .param("now", Sections.offset(clock.instant()))
        .param("id", id)
        .update();
    return review(id);
  }

  /** Keeps the authority's reply; a null one says that it had nothing to add. */
  @Transactional
  public void reply(long id, String reply, boolean facilitatorMayRead, String by, Instant at) {
    jdbc.sql(
            """
            update review set reply = :reply, replied_by = :by, replied_at = :at,
              facilitator_may_read = :facilitator
            where id = :id
            """)
        .param("reply", reply, java.sql.Types.VARCHAR)
        .param("by", by)
        .param("at", Sections.offset(at))
        .param("facilitator", facilitatorMayRead)
        .param("id", id)
        .update();
  }

  @Transactional
  public void declineBecause(long id, String reason) {
    jdbc.sql("update review set decline_reason = :reason where id = :id")
        .param("reason", reason)
        .param("id", id)
        .update();
  }

  /** Closes the review; closed twice it stays as it was. */
  @Transactional
  public Review close(long id, Review.State how) {
    jdbc.sql(
            """
            update review set state = :state, closed_at = :now
            where id = :id and closed_at is null
            """)
        .param("state", how.name())
        .param("now", Sections.offset(clock.instant()))
        .param("id", id)
        .update();
    events.publishEvent(new RolesChanged());
    return review(id);
  }

  /** Closes what is open of an entry that left the year. */
  @Transactional
  public void withdraw(EntryKey entry) {
    of(entry).stream()
        .filter(review -> review.closedAt().isEmpty())
        .forEach(review -> close(review.id(), Review.State.WITHDRAWN));
  }

  /** Keeps why the rules advise a review of a version; nothing when they do not. */
  @Transactional
  public void advise(EntryKey entry, int number, List<String> reasons) {
    for (int i = 0; i < reasons.size(); i++) {
      jdbc.sql(
              """
              insert into review_advice (entry, number, place, reason)
              values (:entry, :number, :place, :reason) on conflict do nothing
              """)
          .param("entry", entry.value())
          .param("number", number)
          .param("place", i + 1)
          .param("reason", reasons.get(i))
          .update();
    }
  }

  /** Why the rules advise a review of a version. */
  public List<String> advice(EntryKey entry, int number) {
    return jdbc.sql(
            """
            select reason from review_advice where entry = :entry and number = :number
            order by place
            """)
        .param("entry", entry.value())
        .param("number", number)
        .query(String.class)
        .list();
  }

  /** Who is asked to write, or wrote, a review: username of the reviewer by id of the review. */
  public Map<Long, String> reviewers() {
    return jdbc
        .sql("select id, reviewer from review where reviewer is not null and closed_at is null")
        .query((row, n) -> Map.entry(row.getLong("id"), row.getString("reviewer")))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Everybody who may be asked to review. */
  public List<org.peerchallenge.region.Person> possibleReviewers() {
    return region.holders(Role.REVIEWER);
  }

  private LocalDate packDay(EntryKey entry) {
    return workingDays.plus(cycles.challengeDay(entry), -PACK_BEFORE_DAY);
  }

  private void set(long id, Review.State state) {
    jdbc.sql("update review set state = :state where id = :id")
        .param("state", state.name())
        .param("id", id)
        .update();
  }

  private static Review review(ResultSet row, int n) throws SQLException {
    String answers = row.getString("answer_text");
    return new Review(
        row.getLong("id"),
        EntryKey.of(row.getString("entry")),
        row.getInt("number"),
        row.getString("asked_by"),
        Optional.ofNullable(row.getString("asked_by_entry")).map(EntryKey::of),
        Optional.ofNullable(row.getString("reason")),
        Arrays.stream(row.getString("questions").split(",")).map(ReviewQuestion::of).toList(),
        row.getObject("asked_at", OffsetDateTime.class).toInstant(),
        Review.State.valueOf(row.getString("state")),
        Optional.ofNullable(row.getString("reviewer")),
        Optional.ofNullable(row.getString("note_to_reviewer")),
        Optional.ofNullable(row.getString("decline_reason")),
        answers == null ? FormValues.NONE : FormValues.read(answers),
        instant(row, "released_at"),
        Optional.ofNullable(row.getString("reply")),
        Optional.ofNullable(row.getString("replied_by")),
        row.getBoolean("facilitator_may_read"),
        instant(row, "closed_at"));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
