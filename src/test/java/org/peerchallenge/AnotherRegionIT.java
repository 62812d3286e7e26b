package org.peerchallenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peerchallenge.engine.FormFiller;

/**
 * Installs an invented region on the packaged jar, as its office would: five authorities in two
 * groups, from the administrator's first sign-in to the first signed self-assessment. Nothing that
 * anybody reads names another region.
 *
 * <p>The authorities are those of five real DfE numbers, so that published figures are found; all
 * people are invented.
 */
class AnotherRegionIT {

  private static final String REGION = "Example Marches & Moors";
  private static final Pattern ANOTHER = Pattern.compile("(?i)south[ -]?east");
  private static final int MOST_PAGES = ShortForm.FULL ? 30 : 10;

  private static final Map<String, String> AUTHORITIES =
      new TreeMap<>(
          Map.of(
              "390", "Gateshead",
              "391", "Newcastle upon Tyne",
              "392", "North Tyneside",
              "393", "South Tyneside",
              "394", "Sunderland"));

  private static final String ENTRY = "390";
  private static final String TEXT = "An example text, invented for a test.";
  private static final Pattern LINK = Pattern.compile("href=\"(/[^\"#?]*)");
  private static final Pattern TOKEN = Pattern.compile("/invitation/[A-Za-z0-9_-]+");

  private final ObjectMapper json = new ObjectMapper();
  private final List<String> named = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, Visitor> signedIn = new LinkedHashMap<>();

  @TempDir private Path folder;

  private String base;

  @Test
  void fiveAuthoritiesInTwoGroupsInstallThemselvesAndNobodyReadsOfTheSouthEast() throws Exception {
    PackagedJar jar = new PackagedJar(folder);
    int port = PackagedJar.freePort();
    base = "http://localhost:" + port;
    Map<String, String> settings = new HashMap<>(jar.settings(port));
    settings.put("PEERCHALLENGE_REGION_NAME", REGION);
    settings.put("PEERCHALLENGE_REGION_FIGURES_NAME", "North East");
    settings.put("PEERCHALLENGE_SECOND_FACTOR", "false");
    Process process = jar.start(settings);
    try {
      jar.awaitHealthy(base, process);
      inviteEverybody();
      String year = Integer.toString(LocalDate.now().getYear() + 1);
      arrange(year);
      write(year + "/" + ENTRY);

      Visitor director = as("dcs-" + ENTRY);
      HttpResponse<byte[]> page = director.get("/");
      assertThat(text(page)).contains("Children’s services, Example Marches &amp; Moors");
      assertThat(text(director.get("/camunda/app/tasklist/locales/en.json")))
          .contains("Example Marches &amp; Moors");
      assertThat(text(director.get("/region/indicators")))
          .contains("Example Marches &amp; Moors side by side", "Gateshead", "Sunderland");

      int pages = 0;
      for (Visitor visitor : signedIn.values()) {
        pages += crawl(visitor);
      }
      String word = word(director.get("/assessments/" + year + "/" + ENTRY + "/versions/1/word"));
      String sheet =
          pdf(director.get("/assessments/" + year + "/" + ENTRY + "/data-sheets/" + ENTRY));
      assertThat(word).contains(TEXT, "Gateshead");
      assertThat(sheet).contains("Gateshead", "North East", "England");
      says("the Word document", word);
      says("the data sheet", sheet);
      int mails = readMails();
      int files = readJar();
      System.out.printf(
          "Another region: %d pages of %d people, %d mails, %d files of the jar%n",
          pages, signedIn.size(), mails, files);
      assertThat(named).isEmpty();
      assertThat(pages).isGreaterThan(100);
      assertThat(mails).isGreaterThan(15);
      assertThat(jar.output()).doesNotContain("A step failed");
    } finally {
      process.destroy();
      assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    }
  }

  // Installing

  private void inviteEverybody() throws IOException {
    Visitor admin = Visitor.signIn(base, "admin", PackagedJar.PASSWORD);
    AUTHORITIES.forEach(
        (number, name) ->
            done(
                admin.postForm(
                    "/people/authorities",
                    Map.of(
                        "dfeNumber",
                        number,
                        "name",
                        name,
                        "onsCode",
                        "E08000" + number,
                        "kind",
                        "metropolitan"))));
    for (String role : List.of("office", "lead", "data", "analyst", "facilitator", "reviewer")) {
      appoint(admin, role, role, "");
    }
    for (String number : AUTHORITIES.keySet()) {
      for (String role : List.of("dcs", "team", "lead-member", "chief-executive")) {
        appoint(admin, role + "-" + number, role, number);
      }
    }
    List<String> wanted =
        List.of(
            "office",
            "lead",
            "data",
            "analyst",
            "facilitator",
            "reviewer",
            "dcs-" + ENTRY,
            "team-" + ENTRY,
            "lead-member-" + ENTRY,
            "chief-executive-" + ENTRY,
            "dcs-394");
    wanted.forEach(
        person -> done(admin.postForm("/people/" + person + "/invitation", Map.of("way", ""))));
    for (String person : wanted) {
      String link =
          await()
              .atMost(Duration.ofMinutes(6))
              .until(() -> invitation(person), found -> !found.isEmpty());
      done(
          Visitor.stranger(base)
              .postForm(
                  link, Map.of("password", PackagedJar.PASSWORD, "again", PackagedJar.PASSWORD)));
      signedIn.put(person, Visitor.signIn(base, person, PackagedJar.PASSWORD));
    }
    signedIn.put("admin", admin);
  }

  private void appoint(Visitor admin, String username, String role, String authority) {
    done(
        admin.postForm(
            "/people",
            Map.of(
                "username",
                username,
                "name",
                "Example " + username,
                "email",
                username + "@council.example")));
    done(
        admin.postForm(
            "/people/" + username + "/roles",
            Map.of(
                "role",
                role,
                "authority",
                authority,
                "as",
                "PERMANENT",
                "from",
                LocalDate.now().minusYears(1).toString())));
  }

  private String invitation(String person) throws IOException {
    for (Map.Entry<String, String> mail : mails().entrySet()) {
      Matcher token = TOKEN.matcher(mail.getValue());
      if (mail.getValue().contains("user name is " + person + ".") && token.find()) {
        return token.group();
      }
    }
    return "";
  }

  private void arrange(String year) {
    Visitor office = as("office");
    JsonNode definition =
        office
            .json(
                office.get(
                    Visitor.ENGINE + "/process-definition?key=annual-cycle&latestVersion=true"))
            .path(0);
    office.json(
        office.post(
            Visitor.ENGINE
                + "/process-definition/"
                + definition.path("id").asText()
                + "/submit-form",
            Map.of(
                "variables",
                Map.of(
                    "year", Map.of("value", year, "type", "String"),
                    "copyFrom", Map.of("value", "nothing", "type", "String")))));
    String page = "/arrangements/" + year;
    await()
        .atMost(Duration.ofMinutes(6))
        .until(() -> office.get(page).statusCode(), status -> status == 200);
    for (int day : List.of(100, 107)) {
      change(office, page, "/groups", Map.of("day", workingDay(day)));
    }
    int place = 0;
    for (String number : AUTHORITIES.keySet()) {
      if (!text(office.get(page)).contains("group-" + number)) {
        change(
            office,
            page,
            "/entries",
            Map.of("authority", number, "group", place++ < 3 ? "1" : "2"));
      }
    }
    complete("office", "userTask_arrangeYear");
    complete("office", "userTask_acceptWarnings");
  }

  private static String workingDay(int days) {
    LocalDate day = LocalDate.now().plusDays(days);
    return (day.getDayOfWeek().getValue() > 5 ? day.plusDays(2) : day).toString();
  }

  private void change(Visitor office, String page, String what, Map<String, String> fields) {
    Matcher version =
        Pattern.compile("name=\"version\" value=\"(\\d+)\"").matcher(text(office.get(page)));
    assertThat(version.find()).isTrue();
    Map<String, String> all = new HashMap<>(fields);
    all.put("version", version.group(1));
    done(office.postForm(page + what, all));
  }

  // The first steps

  private void write(String entry) {
    String team = "team-" + ENTRY;
    await().atMost(Duration.ofMinutes(6)).until(() -> open(team).size(), found -> found >= 10);
    for (JsonNode task : open(team)) {
      complete(team, task);
    }
    complete(team, "userTask_readThrough");
    complete("dcs-" + ENTRY, "userTask_signOffSelfAssessment");
    Visitor director = as("dcs-" + ENTRY);
    await()
        .atMost(Duration.ofMinutes(6))
        .until(
            () -> director.get("/assessments/" + entry + "/versions/1/word").statusCode(),
            status -> status == 200);
  }

  private List<JsonNode> open(String username) {
    Visitor person = as(username);
    List<JsonNode> open = new ArrayList<>();
    person.json(person.get(Visitor.ENGINE + "/task?maxResults=100")).forEach(open::add);
    return open;
  }

  private void complete(String username, String taskKey) {
    List<JsonNode> found =
        await()
            .atMost(Duration.ofMinutes(6))
            .until(
                () ->
                    open(username).stream()
                        .filter(task -> task.path("taskDefinitionKey").asText().equals(taskKey))
                        .toList(),
                tasks -> !tasks.isEmpty());
    complete(username, found.get(0));
  }

  private void complete(String username, JsonNode task) {
    Visitor person = as(username);
    String id = task.path("id").asText();
    byte[] form = person.openForm(id);
    Map<String, Object> shown = person.formVariables(id);
    says(task.path("name").asText(), new String(form, StandardCharsets.UTF_8));
    says(task.path("name").asText(), shown.toString());
    Map<String, Object> values =
        new FormFiller(json, TEXT, LocalDate.now().plusDays(30).toString())
            .fill(
                form,
                shown,
                Map.of(
                    "signOffDecision", "sign",
                    "readThroughDecision", "send",
                    "warningsDecision", "accept",
                    "mayRead", "ALL_DCS"));
    done(person.submit(id, values));
  }

  // What is read

  /** Every page that a person can reach by links, as far as that goes. */
  private int crawl(Visitor visitor) {
    Queue<String> next = new ArrayDeque<>(List.of("/", "/camunda/app/tasklist/default/"));
    Set<String> seen = new TreeSet<>(next);
    int pages = 0;
    while (!next.isEmpty() && pages < MOST_PAGES) {
      String path = next.remove();
      HttpResponse<byte[]> answer = visitor.get(path);
      String type = answer.headers().firstValue("Content-Type").orElse("");
      pages++;
      if (!type.startsWith("text/html")) {
        continue;
      }
      String page = text(answer);
      says(path + " for " + visitor.username(), page);
      Matcher links = LINK.matcher(page);
      while (links.find()) {
        String link = links.group(1).replace("&amp;", "&");
        if (!link.contains("sign-out") && seen.add(link)) {
          next.add(link);
        }
      }
    }
    return pages;
  }

  /** Every text in the jar that a person may be shown; published figures name their places. */
  private int readJar() throws IOException {
    int files = 0;
    try (JarFile jar = new JarFile(PackagedJar.JAR.toFile())) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        String name = entry.getName().replaceFirst("^BOOT-INF/classes/", "");
        if (entry.getName().startsWith("BOOT-INF/classes/")
            && name.matches(
                "(forms|processes|templates|tasklist|static|document|META-INF/resources)/.*"
                    + "\\.(form|bpmn|dmn|yaml|html|txt|json|js|css|svg)")) {
          files++;
          try (InputStream in = jar.getInputStream(entry)) {
            says(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
          }
        }
      }
    }
    assertThat(files).as("files of the jar").isGreaterThan(100);
    return files;
  }

  private int readMails() throws IOException {
    Map<String, String> mails = mails();
    mails.forEach(this::says);
    assertThat(mails.values()).allSatisfy(mail -> assertThat(mail).contains("services, " + REGION));
    return mails.size();
  }

  private Map<String, String> mails() throws IOException {
    Path sent = folder.resolve("mail");
    Map<String, String> mails = new TreeMap<>();
    if (!Files.exists(sent)) {
      return mails;
    }
    try (Stream<Path> all = Files.list(sent)) {
      for (Path mail : all.filter(file -> file.toString().endsWith(".eml")).toList()) {
        try (InputStream in = Files.newInputStream(mail)) {
          MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), in);
          mails.put(mail.getFileName().toString(), message.getSubject() + "\n" + parts(message));
        } catch (MessagingException e) {
          throw new IOException(e);
        }
      }
    }
    return mails;
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

  /** Notes where another region is named. */
  private void says(String where, String text) {
    Matcher another = ANOTHER.matcher(text);
    if (another.find()) {
      named.add(
          where
              + ": "
              + text.substring(
                  Math.max(0, another.start() - 60), Math.min(text.length(), another.end() + 20)));
    }
  }

  private Visitor as(String username) {
    return signedIn.get(username);
  }

  private static void done(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).as("%s: %s", answer.uri(), text(answer)).isLessThan(400);
  }

  private static String pdf(HttpResponse<byte[]> answer) throws IOException {
    done(answer);
    try (var document = Loader.loadPDF(answer.body())) {
      return new PDFTextStripper().getText(document);
    }
  }

  private static String word(HttpResponse<byte[]> answer) throws IOException {
    done(answer);
    try (var document = new XWPFDocument(new ByteArrayInputStream(answer.body()));
        var extractor = new XWPFWordExtractor(document)) {
      return extractor.getText();
    }
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
