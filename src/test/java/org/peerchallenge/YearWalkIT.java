package org.peerchallenge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.peerchallenge.demo.DemoGroups;
import org.peerchallenge.document.Papers;
import org.peerchallenge.document.PdfRules;
import org.peerchallenge.engine.EngineTables;
import org.peerchallenge.engine.FormFiller;
import org.peerchallenge.kernel.EnglishText;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/**
 * Walks the whole demo year as its people would: signed in, task by task, through the web
 * application's own interface, while the office moves the clock. All eighteen entries in six groups
 * in the full form, and those of two groups in the short one.
 */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "peerchallenge.home=" + YearWalkIT.HOME)
@ActiveProfiles("demo")
@DirtiesContext
@Import(DemoGroups.class)
@ExtendWith({OutputCaptureExtension.class, Invariants.class})
class YearWalkIT {

  static final String HOME = "target/walk-home";

  private static final String PASSWORD = "challenge-2019";

  private static final String MARKER = "MARKER-51c9";

  /** Stands in every text; says itself that it judges nobody. */
  private static final String TEXT =
      MARKER + ": an example text, invented for a test; it says nothing about any authority.";

  /** Answers that lead straight on; every other question takes the first answer offered. */
  private static final Map<String, Object> DECISIONS =
      Map.ofEntries(
          Map.entry("signOffDecision", "sign"),
          Map.entry("readThroughDecision", "send"),
          Map.entry("warningsDecision", "accept"),
          Map.entry("mayRead", "ALL_DCS"),
          Map.entry("reviewDecision", "agree"),
          Map.entry("reviewerAnswer", "accept"),
          // An invitation says where the day is; nothing else that is typed is in a mail.
          Map.entry("venue", "An example hall"),
          Map.entry("link", "https://meeting.example.org/day"),
          Map.entry("factCheck", "agreed"),
          Map.entry("caseStudyDecision", "agree"),
          Map.entry("planAnswer", "agree"),
          Map.entry("supportAnswer", "agree"));

  /** Papers that veraPDF reads: all in the full form, some by the seed in each build. */
  private static final List<String> HELD_TO_THE_RULES =
      ShortForm.some(
          4,
          List.of(
              "annual-conversation.pdf",
              "case-study.pdf",
              "data-sheet.pdf",
              "minutes.pdf",
              "plan.pdf",
              "reading-pack.pdf",
              "region-pack.pdf",
              "register.pdf",
              "report-back.pdf",
              "review.pdf",
              "running-order.pdf",
              "self-assessment.pdf",
              "summit-papers.pdf"));

  @LocalServerPort private int port;
  @Autowired private TaskService tasks;
  @Autowired private IdentityService identity;
  @Autowired private RuntimeService runtime;
  @Autowired private HistoryService history;
  @Autowired private JdbcClient jdbc;
  @Autowired private ObjectMapper json;
  @Autowired private Clock clock;

  private final Map<String, Visitor> signedIn = new HashMap<>();
  private final Map<String, Integer> completed = new TreeMap<>();
  private EveryLink links;

  /** Looked at in the full form alone: it takes a browser and most of an hour. */
  private EveryState states;

  private Duration followingTook = Duration.ZERO;

  @BeforeAll
  static void beginAnew() throws IOException {
    Path home = Path.of(HOME);
    if (Files.exists(home)) {
      try (Stream<Path> all = Files.walk(home)) {
        all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      }
    }
  }

  @AfterAll
  static void leaveTheClock() {
    ClockUtil.reset();
  }

  @Test
  void theYearEndsWithAPublishedPlanAndNoIncident(CapturedOutput output) throws Exception {
    Instant began = Instant.now();
    withoutWaitingForTheDisk();
    int entries = DemoGroups.NUMBERS.size() * 3;
    Visitor office = as("office");
    links = new EveryLink(Path.of(HOME, "mail"), this::as, tasks, ShortForm.FULL);
    states =
        new EveryState(
            "http://localhost:" + port,
            PASSWORD,
            ShortForm.FULL ? TestBrowser.shared() : null,
            this::as);
    followEveryLink();
    doEverythingOpen();
    for (LocalDateTime day = LocalDateTime.of(2018, 12, 3, 9, 0);
        day.isBefore(LocalDateTime.of(2019, 4, 27, 0, 0));
        day = day.plusDays(3)) {
      office.json(office.put("/demo/clock", Map.of("now", day.toString())));
      if (day.getDayOfYear() % 5 == 0) {
        followEveryLink();
      }
      doEverythingOpen();
    }
    followEveryLink();
    Duration took = Duration.between(began, Instant.now());

    // The people's side: what the year is for.
    assertThat(count("select count(*) from assessment_version")).isEqualTo(entries);
    assertThat(finished("challenge-day")).isEqualTo(DemoGroups.NUMBERS.size());
    assertThat(finished("report-back")).isEqualTo(entries);
    assertThat(runtime.createIncidentQuery().count()).as("incidents").isZero();
    assertThat(output).doesNotContain("A step failed");
    // A log is read by more people than a text is meant for.
    assertThat(output).doesNotContain(MARKER);
    HttpResponse<byte[]> plan = as("dcs-846").get("/plan/2019");
    assertThat(plan.statusCode()).isEqualTo(200);
    assertThat(text(plan)).contains("Published").contains(MARKER);
    HttpResponse<byte[]> register = as("dcs-846").get("/register/2019");
    assertThat(register.statusCode()).isEqualTo(200);
    assertThat(text(register)).contains(MARKER);

    for (String page :
        List.of(
            "/",
            "/assessments/2019",
            "/assessments/2019/846",
            "/data-sheets/846",
            "/days/2019/5",
            "/reports/2019/846",
            "/register/2019",
            "/plan/2019")) {
      readsWell(as("dcs-846"), page);
      readsWell(as("office"), page);
    }
    readsWell(as("office"), "/arrangements/2019");

    // The engine's side: nothing that people wrote.
    assertThat(EngineTables.columnsWith(jdbc, MARKER)).isEmpty();

    System.out.printf(
        "Links: %d roles at %d moments, links followed %s in %d seconds, %d broken%n",
        EACH_ROLE.size(),
        links.moments(),
        links.followed(),
        followingTook.toSeconds(),
        links.broken().size());
    assertThat(links.broken()).isEmpty();
    assertThat(links.moments()).isGreaterThanOrEqualTo(10);
    assertThat(links.followed()).hasSize(3);

    if (ShortForm.FULL) {
      states.write();
      System.out.printf(
          "States: %d, asked by axe at 1280 and 390 pixels, violations %d%n",
          states.count(), states.violations().size());
      assertThat(states.count()).isGreaterThan(150);
      assertThat(states.violations()).isEmpty();
    }

    int documents = readEveryDocument();
    keepOneOfEachKind();
    int mails = readEveryMail();
    System.out.printf(
        "The year: %d tasks completed in %d seconds, %d mails, %d documents%n",
        completed.values().stream().mapToInt(Integer::intValue).sum(),
        took.toSeconds(),
        mails,
        documents);
    completed.forEach((task, times) -> System.out.printf("  %-45s %4d%n", task, times));
    assertThat(completed)
        .containsEntry("userTask_signOffSelfAssessment", entries)
        .containsEntry("userTask_recordSession", entries)
        .containsEntry("userTask_writeReport", entries)
        .containsEntry("userTask_approvePlan", ShortForm.FULL ? 37 : 12);
  }

  /** The demo's database is made for people's data; this one need not survive the machine. */
  private void withoutWaitingForTheDisk() {
    for (String setting : List.of("fsync", "full_page_writes", "synchronous_commit")) {
      jdbc.sql("alter system set " + setting + " = off").update();
    }
    assertThat(jdbc.sql("select pg_reload_conf()").query(Boolean.class).single()).isTrue();
  }

  /** Somebody of each role, and of each kind of authority. */
  private static final List<String> EACH_ROLE =
      List.of(
          "office",
          "lead",
          "data",
          "analyst",
          "facilitator-1",
          "reviewer-1",
          "dcs-846",
          "dcs-850",
          "team-846",
          "lead-member-846",
          "chief-executive-846",
          "trust-chief-executive-871");

  /** Nobody is sent to a page that is not there, wherever the link stands. */
  private void followEveryLink() throws IOException, MessagingException {
    Instant began = Instant.now();
    links.newMoment();
    for (String person : EACH_ROLE) {
      // In the short form each at every fourth moment, a quarter of them at each.
      if (ShortForm.FULL || EACH_ROLE.indexOf(person) % 4 == links.moments() % 4) {
        links.startPage(person);
      }
    }
    Map<String, String> usernames = new HashMap<>();
    jdbc.sql("select email, username from person")
        .query((row, n) -> usernames.put(row.getString(1), row.getString(2)))
        .list();
    links.mails(usernames);
    for (Task task : tasks.createTaskQuery().active().orderByTaskCreateTime().asc().list()) {
      links.beside(task, personFor(task));
    }
    followingTook = followingTook.plus(Duration.between(began, Instant.now()));
    if (ShortForm.FULL) {
      String moment = EnglishText.day(LocalDate.now(clock));
      EACH_ROLE.forEach(person -> states.pages(person, moment));
    }
  }

  /** People do what waits for them, and what follows from it on the same day. */
  private void doEverythingOpen() {
    for (int round = 0; round < 60; round++) {
      awaitQuiet();
      List<Task> open = tasks.createTaskQuery().active().orderByTaskCreateTime().asc().list();
      List<Task> doable =
          open.stream().filter(task -> !task.getTaskDefinitionKey().contains("followUp")).toList();
      if (doable.isEmpty()) {
        return;
      }
      doable.forEach(this::complete);
    }
    throw new AssertionError("The tasks of one day do not come to an end");
  }

  private void complete(Task task) {
    Visitor person = as(personFor(task));
    if (ShortForm.FULL) {
      states.task(task, person.username(), EnglishText.day(LocalDate.now(clock)));
    }
    byte[] form = person.openForm(task.getId());
    Map<String, Object> shown = person.formVariables(task.getId());
    String nextMonth = LocalDate.now(clock).plusDays(30).toString();
    Map<String, Object> values = new FormFiller(json, TEXT, nextMonth).fill(form, shown, DECISIONS);
    HttpResponse<byte[]> answer = person.submit(task.getId(), values);
    assertThat(answer.statusCode())
        .as(
            "%s of %s by %s: %s",
            task.getTaskDefinitionKey(), task.getName(), person.username(), text(answer))
        .isLessThan(300);
    if (ShortForm.FULL) {
      states.done(
          task.getId(),
          task.getTaskDefinitionKey(),
          person.username(),
          EnglishText.day(LocalDate.now(clock)));
    }
    completed.merge(task.getTaskDefinitionKey(), 1, Integer::sum);
  }

  /** Her whose it is, or the first of the group that may take it. */
  private String personFor(Task task) {
    if (task.getAssignee() != null) {
      return task.getAssignee();
    }
    return tasks.getIdentityLinksForTask(task.getId()).stream()
        .map(IdentityLink::getGroupId)
        .filter(group -> group != null)
        .flatMap(
            group ->
                identity
                    .createUserQuery()
                    .memberOfGroup(group)
                    .orderByUserId()
                    .asc()
                    .list()
                    .stream())
        .map(User::getId)
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    "Nobody can do %s (%s)"
                        .formatted(task.getTaskDefinitionKey(), task.getProcessInstanceId())));
  }

  /** The clock's own move drains every job and outbox; a move by nothing waits for all of it. */
  private void awaitQuiet() {
    Visitor office = as("office");
    String now = office.json(office.get("/demo/clock")).path("now").asText();
    office.json(
        office.put(
            "/demo/clock", Map.of("now", LocalDateTime.parse(now).plusSeconds(5).toString())));
  }

  /**
   * Opens every document of the year where its readers find it; in the short form those of a sixth
   * of the entries and groups, by the seed.
   */
  private int readEveryDocument() throws IOException {
    for (String entry : ShortForm.some(3, strings("select key from entry order by key"))) {
      String director = "dcs-" + entry.substring(5).split("-")[0];
      assertThat(word(download(director, "/assessments/" + entry + "/versions/1/word")))
          .contains(MARKER);
      assertThat(word(download(director, "/reports/" + entry + "/document"))).contains(MARKER);
      for (String dfeNumber : entry.substring(5).split("-")) {
        assertThat(pdf(download(director, "/assessments/" + entry + "/data-sheets/" + dfeNumber)))
            .contains("Open Government Licence");
      }
    }
    for (int group : ShortForm.some(1, DemoGroups.NUMBERS)) {
      assertThat(pdf(download("facilitator-" + group, "/days/2019/" + group + "/pack")))
          .contains(MARKER);
    }
    assertThat(pdf(download("lead-member-921", "/plan/2019/document"))).contains(MARKER);
    return (int) count("select count(*) from stored_document");
  }

  /** The page is there, is headed, and shows no scrap of its template. */
  private void readsWell(Visitor reader, String path) {
    HttpResponse<byte[]> page = reader.get(path);
    assertThat(page.statusCode()).as("%s for %s", path, reader.username()).isEqualTo(200);
    assertThat(text(page)).as(path).contains("<h1").doesNotContain("th:", "&lt;title", "${");
  }

  private byte[] download(String username, String path) {
    HttpResponse<byte[]> file = as(username).get(path);
    assertThat(file.statusCode()).as("%s for %s", path, username).isEqualTo(200);
    return file.body();
  }

  /** One of each kind: by the rules of archives and screen readers, and kept to be looked at. */
  private void keepToSee(String name, byte[] document) throws Exception {
    Files.createDirectories(Path.of("target/documents"));
    Files.write(Path.of("target/documents", name), document);
    if (HELD_TO_THE_RULES.contains(name)) {
      PdfRules.assertKept(name, document);
    }
    if (name.endsWith(".pdf") && ShortForm.FULL) {
      Papers.picture(Path.of("target/documents"), name.replace(".pdf", ""), document);
    }
  }

  /** Both formats of one content. */
  private void keepBoth(String name, String reader, String address) throws Exception {
    keepBoth(name, reader, address + "/word", address + "/pdf");
  }

  private void keepBoth(String name, String reader, String asWord, String asPdf) throws Exception {
    byte[] word = download(reader, asWord);
    byte[] pdf = download(reader, asPdf);
    keepToSee(name + ".docx", word);
    keepToSee(name + ".pdf", pdf);
    Papers.assertSameWords(name, word, pdf);
    // A running order names them as they come up on the day.
    if (!name.equals("running-order")) {
      authoritiesStandByName(name, word);
    }
  }

  /**
   * What names many authorities, in a table or one after another, is in the order of their names.
   */
  private void authoritiesStandByName(String document, byte[] word) throws IOException {
    Set<String> names = Set.copyOf(strings("select name from authority"));
    try (var file = new XWPFDocument(new ByteArrayInputStream(word))) {
      List<List<String>> lists = new ArrayList<>();
      lists.add(file.getParagraphs().stream().map(XWPFParagraph::getText).toList());
      for (XWPFTable table : file.getTables()) {
        // Directors come before lead members, each in order: minutes are read by role.
        if (!table.getRow(0).getCell(0).getText().equals("For")) {
          lists.add(table.getRows().stream().map(row -> row.getCell(0).getText()).toList());
        }
      }
      for (List<String> list : lists) {
        assertThat(list.stream().filter(names::contains)).as(document).isSorted();
      }
    }
  }

  private void keepOneOfEachKind() throws Exception {
    keepBoth("self-assessment", "dcs-846", "/assessments/2019/846/versions/1");
    keepToSee("data-sheet.pdf", download("dcs-846", "/assessments/2019/846/data-sheets/846"));
    keepBoth("reading-pack", "facilitator-5", "/days/2019/5/pack/word", "/days/2019/5/pack");
    keepBoth(
        "running-order",
        "facilitator-5",
        "/days/2019/5/running-order/word",
        "/days/2019/5/running-order");
    keepBoth(
        "report-back", "dcs-846", "/reports/2019/846/document", "/reports/2019/846/document/pdf");
    keepToSee("register.xlsx", download("dcs-846", "/register/2019/excel"));
    keepBoth("register", "dcs-846", "/register/2019");
    keepBoth("plan", "lead-member-921", "/plan/2019/document/word", "/plan/2019/document");
    keepBoth("minutes", "lead-member-921", "/plan/2019/minutes");
    keepBoth("summit-papers", "dcs-846", "/plan/2019/summit-papers");
    keepBoth("region-pack", "office", "/plan/2019/region-pack");
    keepBoth("annual-conversation", "dcs-846", "/assessments/2019/846/annual-conversation");
    for (String study :
        strings("select id::text from case_study where state = 'CIRCULATED' order by id limit 1")) {
      keepBoth("case-study", "dcs-846", "/case-studies/" + study);
    }
    for (String review :
        strings(
            "select entry || '/reviews/' || id from review where released_at is not null order by id limit 1")) {
      keepBoth("review", "office", "/assessments/" + review);
    }
  }

  private List<String> strings(String sql) {
    return jdbc.sql(sql).query(String.class).list();
  }

  /** Opens every mail: a link in each, nothing that people wrote in any. */
  private int readEveryMail() throws IOException, MessagingException {
    try (Stream<Path> files = Files.list(Path.of(HOME, "mail"))) {
      List<Path> mails = files.filter(file -> file.toString().endsWith(".eml")).toList();
      int invitations = 0;
      Map<String, Integer> got = new TreeMap<>();
      for (Path mail : mails) {
        try (var stream = Files.newInputStream(mail)) {
          MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), stream);
          String content = parts(message);
          assertThat(withoutTitlesOfCaseStudies(message.getSubject() + content))
              .as("mail %s", mail)
              .doesNotContain(MARKER)
              .contains("http://localhost");
          invitations += content.contains("BEGIN:VCALENDAR") ? 1 : 0;
          got.merge(
              ((InternetAddress) message.getAllRecipients()[0]).getAddress(), 1, Integer::sum);
        }
      }
      holdTheLimits(got);
      assertThat(invitations)
          .as("invitations with a calendar part")
          .isGreaterThanOrEqualTo(DemoGroups.NUMBERS.size() * 3);
      return mails.size();
    }
  }

  /** What docs/measurements/mails.md allows each role; a new role needs a line there. */
  private void holdTheLimits(Map<String, Integer> got) throws IOException {
    Map<String, String> usernames = new HashMap<>();
    jdbc.sql("select email, username from person")
        .query((row, n) -> usernames.put(row.getString(1), row.getString(2)))
        .list();
    Map<String, List<Integer>> byRole = new TreeMap<>();
    got.forEach(
        (person, count) ->
            byRole
                .computeIfAbsent(
                    usernames.getOrDefault(person, "guest").replaceAll("-\\d.*", ""),
                    role -> new ArrayList<>())
                .add(count));
    Map<String, Integer> limits = new HashMap<>();
    for (String line : Files.readAllLines(Path.of("docs/measurements/mails.md"))) {
      String[] cells = line.split("\\s*\\|\\s*");
      if (line.startsWith("| `")) {
        limits.put(cells[1].replace("`", ""), Integer.valueOf(cells[5]));
      }
    }
    System.out.println("| Role | People | Fewest | Most | Fewer than |");
    byRole.forEach(
        (role, counts) ->
            System.out.printf(
                "| `%s` | %d | %d | %d | %s |%n",
                role,
                counts.size(),
                Collections.min(counts),
                Collections.max(counts),
                limits.get(role)));
    assertThat(byRole)
        .allSatisfy(
            (role, counts) ->
                assertThat(Collections.max(counts))
                    .as("mails to one " + role)
                    .isLessThan(limits.getOrDefault(role, 0)));
  }

  /** A digest tells of case studies by the titles that were circulated, and by nothing else. */
  private String withoutTitlesOfCaseStudies(String mail) {
    String rest = mail.replaceAll("\\s+", " ");
    for (String title : strings("select title from case_study order by length(title) desc")) {
      rest = rest.replace(title.replaceAll("\\s+", " "), "");
    }
    return rest;
  }

  private static String parts(Part part) throws IOException, MessagingException {
    if (part.getContent() instanceof Multipart multipart) {
      StringBuilder all = new StringBuilder();
      for (int i = 0; i < multipart.getCount(); i++) {
        all.append(parts(multipart.getBodyPart(i)));
      }
      return all.toString();
    }
    return new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String pdf(byte[] bytes) throws IOException {
    try (var document = Loader.loadPDF(bytes)) {
      return new PDFTextStripper().getText(document);
    }
  }

  private static String word(byte[] bytes) throws IOException {
    try (var document = new XWPFDocument(new ByteArrayInputStream(bytes));
        var extractor = new XWPFWordExtractor(document)) {
      return extractor.getText();
    }
  }

  private long finished(String process) {
    return history
        .createHistoricProcessInstanceQuery()
        .processDefinitionKey(process)
        .completed()
        .count();
  }

  private long count(String sql) {
    return jdbc.sql(sql).query(Long.class).single();
  }

  /** The person signed in; a stranger for no name. */
  private Visitor as(String username) {
    return signedIn.computeIfAbsent(
        username,
        name ->
            name.isEmpty()
                ? Visitor.stranger("http://localhost:" + port)
                : Visitor.signIn("http://localhost:" + port, name, PASSWORD));
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
