package org.peerchallenge.challenge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.document.Content;
import org.peerchallenge.document.DocumentKey;
import org.peerchallenge.document.DocumentWords;
import org.peerchallenge.document.Documents;
import org.peerchallenge.document.StoredDocument;
import org.peerchallenge.document.WordDocument;
import org.peerchallenge.document.Wording;
import org.peerchallenge.engine.Message;
import org.peerchallenge.engine.Messages;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.Hash;
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

/** The reports back: written, checked by the host, settled, and corrected only by a new version. */
@Service
public class Reports {

  /** What the stored document of a report is called. */
  public static final String DOCUMENT = "report-back";

  private static final String REPORT = "select * from report ";

  private final JdbcClient jdbc;
  private final ObjectMapper json;
  private final Cycles cycles;
  private final Region region;
  private final Days days;
  private final Teams teams;
  private final Sessions sessions;
  private final Register register;
  private final CaseStudies caseStudies;
  private final Documents documents;
  private final Wording words;
  private final Notices notices;
  private final Messages messages;
  private final Clock clock;

  Reports(
      JdbcClient jdbc,
      ObjectMapper json,
      Cycles cycles,
      Region region,
      Days days,
      Teams teams,
      Sessions sessions,
      Register register,
      CaseStudies caseStudies,
      Documents documents,
      DocumentWords documentWords,
      Notices notices,
      Messages messages,
      Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.cycles = cycles;
    this.region = region;
    this.days = days;
    this.teams = teams;
    this.sessions = sessions;
    this.register = register;
    this.caseStudies = caseStudies;
    this.documents = documents;
    this.words = documentWords.of(DOCUMENT);
    this.notices = notices;
    this.messages = messages;
    this.clock = clock;
  }

  /** What a report opens with: the version before, or the notes of the session. */
  public Optional<ReportText> prefilled(EntryKey entry) {
    return latest(entry).map(Report::text).or(() -> sessions.notes(entry).map(ReportText::from));
  }

  /** Keeps what the facilitator wrote as a new version. */
  @Transactional
  public void write(EntryKey entry, ReportText text, String username) {
    Optional<Report> before = latest(entry);
    if (before.isPresent() && !before.get().isSettled()) {
      throw new Refused("A version of this report is already on its way.");
    }
    jdbc.sql(
            """
            insert into report (entry, version, state, content, reason, written_by, written)
            values (:entry, :version, 'WRITTEN', cast(:content as jsonb), :reason, :username, :now)
            """)
        .param("entry", entry.value())
        .param("version", before.map(Report::version).orElse(0) + 1)
        .param("content", json(text))
        .param("reason", correctionWanted(entry).orElse(""))
        .param("username", username)
        .param("now", now())
        .update();
    jdbc.sql("delete from report_correction where entry = :entry")
        .param("entry", entry.value())
        .update();
  }

  /** Of the group that the entry is in, or was in when it withdrew. */
  private ReportDocument.Meeting meeting(EntryKey entry) {
    return cycles
        .groupOf(entry)
        .or(() -> cycles.lastGroupOf(entry))
        .map(
            group -> {
              Day day = days.of(group.key());
              return new ReportDocument.Meeting(
                  EnglishText.weekday(day.date()) + ", " + day.place(),
                  teams.facilitator(group.key()).map(Person::name).orElse("not known"),
                  teams.of(group.key()).stream()
                      .map(one -> one.name() + " (" + cycles.entry(one.entry()).name() + ")")
                      .collect(Collectors.joining("\n")));
            })
        .orElseGet(() -> new ReportDocument.Meeting("not known", "not known", "not known"));
  }

  /** Gives the newest version to the host's director. */
  @Transactional
  public void sendForChecking(EntryKey entry, Optional<LocalDate> due, NoticeKey key) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("what", cycles.title(entry));
    due.ifPresent(day -> facts.put("due", EnglishText.weekday(day)));
    Report report = current(entry);
    jdbc.sql("update report set state = 'WITH_HOST' where id = :id and state = 'WRITTEN'")
        .param("id", report.id())
        .update();
    cycles
        .people(entry, Role.DCS)
        .forEach(person -> tell(person, key, "report-for-checking", facts, page(entry)));
  }

  /** Keeps the host's answer on the facts. */
  @Transactional
  public void check(EntryKey entry, String factCheck, String dispute, String username) {
    change(
        entry,
        """
        fact_check = :factCheck, dispute = :dispute, checked_by = :username
        """,
        Map.of(
            "factCheck",
            factCheck,
            "dispute",
            dispute == null ? "" : dispute,
            "username",
            username));
  }

  /**
   * Keeps how the facilitator answered an objection.
   *
   * @param amended the report in its new words; null when both views are kept
   */
  @Transactional
  public void answer(EntryKey entry, ReportText amended, String answerText, String username) {
    change(
        entry,
        "answer = :answer, answer_text = :answerText, answered_by = :username",
        Map.of(
            "answer", amended == null ? "disagreement" : "amended",
            "answerText", answerText,
            "username", username));
    if (amended != null) {
      change(entry, "content = cast(:content as jsonb)", Map.of("content", json(amended)));
    }
  }

  /**
   * Makes the newest version final: document, notices, asks and offers in the register, case
   * studies asked for. It may run twice.
   */
  @Transactional
  public void settle(EntryKey entry, NoticeKey key) {
    Report report = current(entry);
    if (!report.isSettled()) {
      Report.Outcome outcome = outcome(report);
      StoredDocument document =
          documents.keep(
              new DocumentKey(entry.value(), DOCUMENT),
              "Report back to " + cycles.title(entry),
              "report-back-" + entry.value().replace('/', '-') + ".docx",
              WordDocument.MEDIA_TYPE,
              WordDocument.write(content(report, outcome, LocalDate.now(clock))));
      change(
          entry,
          "state = 'SETTLED', outcome = :outcome, settled = :now, document = :document",
          Map.of("outcome", outcome.name(), "now", now(), "document", document.id()));
      register.list(entry, report.text().asks(), report.text().offers(), report.version());
      caseStudies.want(report);
    }
    Map<String, Object> model = Map.of("what", cycles.title(entry));
    cycles
        .people(entry, Role.DCS)
        .forEach(person -> tell(person, key, "report-settled", model, page(entry)));
    region
        .holders(Role.OFFICE)
        .forEach(person -> tell(person, key, "report-settled", model, page(entry)));
  }

  /**
   * A report as a document, with the words that documents have today.
   *
   * @throws NoSuchElementException when it is not final
   */
  public Content content(Report report) {
    return content(
        report,
        report.outcome().orElseThrow(),
        report.settled().orElseThrow().atZone(EnglandTime.ZONE).toLocalDate());
  }

  private Content content(Report report, Report.Outcome outcome, LocalDate settled) {
    return ReportDocument.of(
        report,
        outcome,
        meeting(report.entry()),
        Hash.sha256(json(report.text()).getBytes(StandardCharsets.UTF_8)),
        cycles,
        settled,
        words);
  }

  private static Report.Outcome outcome(Report report) {
    if (report.factCheck().isEmpty()) {
      return Report.Outcome.NOT_ANSWERED;
    }
    if (report.factCheck().get().equals("agreed")) {
      return Report.Outcome.AGREED;
    }
    return report.answer().filter("amended"::equals).isPresent()
        ? Report.Outcome.AMENDED
        : Report.Outcome.DISAGREEMENT;
  }

  /**
   * Asks for a correction of a settled report; the settled version stays as it is.
   *
   * @throws Refused when there is nothing settled, or a correction is on its way
   */
  @Transactional
  public void askForCorrection(EntryKey entry, String reason, String username) {
    if (reason == null || reason.isBlank()) {
      throw new Refused("Please say what is to be corrected.");
    }
    if (latest(entry).filter(Report::isSettled).isEmpty() || correctionWanted(entry).isPresent()) {
      throw new Refused("A version of this report is already on its way.");
    }
    jdbc.sql(
            """
            insert into report_correction (entry, reason, asked_by, asked)
            values (:entry, :reason, :username, :now)
            """)
        .param("entry", entry.value())
        .param("reason", reason.strip())
        .param("username", username)
        .param("now", now())
        .update();
    messages.tell(Message.REPORT_CORRECTION_WANTED, entry.value(), Map.of());
  }

  /** Why the settled report is to be corrected; empty when nobody asked. */
  public Optional<String> correctionWanted(EntryKey entry) {
    return jdbc.sql("select reason from report_correction where entry = :entry")
        .param("entry", entry.value())
        .query(String.class)
        .optional();
  }

  /** The newest version, whatever its state. */
  public Optional<Report> latest(EntryKey entry) {
    return versions(entry).stream().findFirst();
  }

  /** The newest final version. */
  public Optional<Report> settled(EntryKey entry) {
    return versions(entry).stream().filter(Report::isSettled).findFirst();
  }

  /** Every version, the newest first. */
  public List<Report> versions(EntryKey entry) {
    return jdbc.sql(REPORT + "where entry = :entry order by version desc")
        .param("entry", entry.value())
        .query(this::report)
        .list();
  }

  /** The newest final report of each entry of the year. */
  List<Report> settled(CycleKey cycle) {
    return jdbc.sql(
            """
            select distinct on (r.entry) r.* from report r join entry e on e.key = r.entry
            where e.cycle = :cycle and r.state = 'SETTLED' order by r.entry, r.version desc
            """)
        .param("cycle", cycle.value())
        .query(this::report)
        .list();
  }

  /** The page of an entry's report. */
  public static String page(EntryKey entry) {
    return "/reports/" + entry.cycle() + "/" + entry.local();
  }

  private Report current(EntryKey entry) {
    return latest(entry)
        .orElseThrow(() -> new NoSuchElementException("There is no report for " + entry));
  }

  private void change(EntryKey entry, String what, Map<String, Object> values) {
    jdbc.sql("update report set " + what + " where id = :id")
        .param("id", current(entry).id())
        .params(values)
        .update();
  }

  private void tell(
      Person person, NoticeKey key, String template, Map<String, Object> model, String link) {
    notices.post(
        new Notice(key, new Recipient(person.name(), person.email()), template, model, link));
  }

  private OffsetDateTime now() {
    return EnglandTime.now(clock);
  }

  private String json(ReportText text) {
    try {
      return json.writeValueAsString(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The report cannot be kept", e);
    }
  }

  private Report report(ResultSet row, int n) throws SQLException {
    try {
      return new Report(
          row.getLong("id"),
          EntryKey.of(row.getString("entry")),
          row.getInt("version"),
          Report.State.valueOf(row.getString("state")),
          json.readValue(row.getString("content"), ReportText.class),
          row.getString("reason"),
          row.getString("written_by"),
          row.getObject("written", OffsetDateTime.class).toInstant(),
          Optional.ofNullable(row.getString("fact_check")),
          row.getString("dispute"),
          Optional.ofNullable(row.getString("answer")),
          row.getString("answer_text"),
          Optional.ofNullable(row.getString("outcome")).map(Report.Outcome::valueOf),
          Optional.ofNullable(row.getObject("settled", OffsetDateTime.class))
              .map(OffsetDateTime::toInstant),
          Optional.ofNullable(row.getObject("document", UUID.class)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A kept report cannot be read", e);
    }
  }
}
