package org.peerchallenge.challenge;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.document.Content;
import org.peerchallenge.document.DocumentKey;
import org.peerchallenge.document.DocumentWords;
import org.peerchallenge.document.Documents;
import org.peerchallenge.document.PdfDocument;
import org.peerchallenge.document.SaidInPdf;
import org.peerchallenge.document.StoredDocument;
import org.peerchallenge.document.WordDocument;
import org.peerchallenge.document.Wording;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.Hash;
import org.peerchallenge.notice.Notice;
import org.peerchallenge.notice.NoticeKey;
import org.peerchallenge.notice.Notices;
import org.peerchallenge.notice.Recipient;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.lang.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The reading pack of a group: issued on its day from whatever is shared, then kept current. */
@Service
public class ReadingPacks {

  /** What the stored document of a pack is called. */
  public static final String DOCUMENT = "reading-pack";

  private static final String WORD_DOCUMENT = "reading-pack-word";

  /**
   * One issue of a group's pack.
   *
   * @param shared the entries whose self-assessments it holds, with their versions
   * @param content fingerprint of what it says; null for one that was issued without
   */
  public record Issue(
      int issue, UUID document, String shared, OffsetDateTime issued, @Nullable String content) {}

  private final JdbcClient jdbc;
  private final Cycles cycles;
  private final Region region;
  private final Days days;
  private final Teams teams;
  private final SharedAssessments assessments;
  private final Wording words;
  private final Documents documents;
  private final Notices notices;
  private final Clock clock;

  ReadingPacks(
      JdbcClient jdbc,
      Cycles cycles,
      Region region,
      Days days,
      Teams teams,
      SharedAssessments assessments,
      DocumentWords documentWords,
      Documents documents,
      Notices notices,
      Clock clock) {
    this.jdbc = jdbc;
    this.cycles = cycles;
    this.region = region;
    this.days = days;
    this.teams = teams;
    this.assessments = assessments;
    this.words = documentWords.of("reading-pack");
    this.documents = documents;
    this.notices = notices;
    this.clock = clock;
  }

  /** Issues the pack, or a new issue when anything in it has changed since the last. */
  @Transactional
  public void issue(GroupKey group, NoticeKey key) {
    Day day = days.of(group);
    Optional<Issue> before = latest(group);
    // The number of an issue stands in it, so first the last issue is tried as it would be today.
    if (before.isPresent() && isCurrent(before.get(), day)) {
      return;
    }
    int issue = before.map(Issue::issue).orElse(0) + 1;
    Content content = content(day, issue);
    String file = "reading-pack-" + group.value().replace('/', '-');
    StoredDocument document =
        documents.keep(
            new DocumentKey(group.value(), DOCUMENT),
            content.title(),
            file + ".pdf",
            PdfDocument.MEDIA_TYPE,
            PdfDocument.write(content));
    documents.keep(
        new DocumentKey(group.value(), WORD_DOCUMENT),
        content.title(),
        file + ".docx",
        WordDocument.MEDIA_TYPE,
        WordDocument.write(content));
    jdbc.sql(
            """
            insert into reading_pack (peer_group, issue, document, shared, issued, content)
            values (:group, :issue, :document, :shared, :now, :content)
            """)
        .param("group", group.value())
        .param("issue", issue)
        .param("document", document.id())
        .param("shared", shared(day))
        .param("content", fingerprint(content))
        .param("now", EnglandTime.now(clock))
        .update();
    String template = issue == 1 ? "reading-pack-issued" : "reading-pack-updated";
    for (Person person : readers(group)) {
      notices.post(
          new Notice(
              new NoticeKey(
                  key.processInstanceId(),
                  key.activityId(),
                  (key.loop() + " issue " + issue).strip()),
              new Recipient(person.name(), person.email()),
              template,
              Map.of("what", cycles.title(group), "due", EnglishText.weekday(day.date())),
              day.page()));
    }
  }

  /** The day on one page, to lie on the table. */
  public Content runningOrder(GroupKey group) {
    return ReadingPackDocument.runningOrder(
        days.of(group), teams.of(group), teams.facilitator(group), cycles, words);
  }

  /** Compared by what they say, for printing a pack to compare it takes as long as making it. */
  private boolean isCurrent(Issue issue, Day day) {
    Content today = content(day, issue.issue());
    if (issue.content() != null) {
      return issue.content().equals(fingerprint(today));
    }
    return SaidInPdf.says(documents.bytes(issue.document()), today);
  }

  /** All that a pack says; its look may change with a version of the application. */
  private static String fingerprint(Content content) {
    return Hash.sha256(content.toString());
  }

  private Content content(Day day, int issue) {
    GroupKey group = day.group();
    return ReadingPackDocument.of(
        day, issue, teams.of(group), teams.facilitator(group), cycles, assessments, words);
  }

  /**
   * Makes a pack that is out current again. Before it is issued there is nothing to do, and after
   * the day only when it holds what was withdrawn: by then people have met.
   */
  @Transactional
  public void update(GroupKey group, NoticeKey key) {
    boolean over = days.of(group).date().isBefore(LocalDate.now(clock));
    if (latest(group).isPresent() && (!over || readable(group).isEmpty())) {
      issue(group, key);
    }
  }

  /** The newest issue; empty before the first. */
  public Optional<Issue> latest(GroupKey group) {
    return issues(group).stream().findFirst();
  }

  /**
   * The newest issue that may be handed out: every self-assessment in it is still shared. Empty
   * before the first, and until a pack is made anew without one that was withdrawn.
   */
  public Optional<Issue> readable(GroupKey group) {
    return latest(group)
        .filter(
            issue -> holds(issue, group).stream().allMatch(one -> assessments.of(one).isPresent()));
  }

  /**
   * The Word file of {@link #readable}: the same issue. Empty too for a pack that was issued before
   * packs came as Word.
   */
  public Optional<StoredDocument> readableWord(GroupKey group) {
    return readable(group)
        .flatMap(issue -> documents.latest(new DocumentKey(group.value(), WORD_DOCUMENT)));
  }

  /** The entries whose self-assessments an issue holds. */
  public List<EntryKey> holds(Issue issue, GroupKey group) {
    return Arrays.stream(issue.shared().split(", "))
        .filter(label -> !label.isEmpty())
        .map(label -> EntryKey.of(group.cycle() + "/" + label.split(" ")[0]))
        .toList();
  }

  /** Every issue, the newest first. */
  public List<Issue> issues(GroupKey group) {
    return jdbc.sql(
            """
            select issue, document, shared, issued, content from reading_pack
            where peer_group = :group order by issue desc
            """)
        .param("group", group.value())
        .query(Issue.class)
        .list();
  }

  /** Who comes and has an account, and the facilitator: the pack is read after signing in. */
  private Set<Person> readers(GroupKey group) {
    Set<Person> readers = new LinkedHashSet<>();
    teams.of(group).stream()
        .flatMap(one -> one.username().stream())
        .flatMap(username -> region.findPerson(username).stream())
        .forEach(readers::add);
    teams.facilitator(group).ifPresent(readers::add);
    return readers;
  }

  private String shared(Day day) {
    return day.members().stream()
        .flatMap(entry -> assessments.of(entry).stream().map(one -> label(entry, one.number())))
        .collect(Collectors.joining(", "));
  }

  private static String label(EntryKey entry, int number) {
    return entry.local() + " version " + number;
  }
}
