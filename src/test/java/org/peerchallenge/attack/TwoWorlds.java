package org.peerchallenge.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.peerchallenge.ShortForm.FULL;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.peerchallenge.CleanSlate;
import org.peerchallenge.Visitor;
import org.peerchallenge.assessment.Section;
import org.peerchallenge.assessment.SectionComments;
import org.peerchallenge.attack.Difference.Kind;
import org.peerchallenge.attack.Switchboard.Measure;
import org.peerchallenge.casechange.CaseKey;
import org.peerchallenge.casechange.ChangeRequest;
import org.peerchallenge.casechange.ChangeRequests;
import org.peerchallenge.casechange.Wanted;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.web.TheList;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.DigestUtils;

/**
 * Two worlds that differ in nothing but what one authority did look alike to everybody who may not
 * know of it: the same bytes, sizes, counts, order, names and errors from every address, and the
 * same mails.
 *
 * <p>A text that is hidden can still be told by what it leaves behind: a number, a place in a list,
 * a status of an answer, the number that the next one gets. Who may know of a {@link Difference} is
 * told by {@link Expected}, and by no list of exceptions.
 */
abstract class TwoWorlds extends AttackedApplication {

  /** What is otherwise in the second world, and in each of the next. */
  private static final List<Set<Difference>> OTHERWISE =
      FULL
          ? Stream.concat(
                  Stream.of(everything()),
                  Stream.concat(
                          everything().stream(),
                          Stream.of("869", "872", "867", "870", "886", "936", "850", "871")
                              .map(local -> new Difference(local, Kind.TEXT)))
                      .map(Set::of))
              .limit(Integer.getInteger("peerchallenge.worlds", 100))
              .toList()
          : List.of(everything());

  /** Who reads in the short form: one of each kind that may read least. */
  private static final Set<String> FEW =
      Set.of("dcs-870", "lead-member-870", "facilitator-2", "reviewer-2", "analyst", "no-role");

  private static final String NOBODY = "nobody";

  /** Values that stand for the variables of an address: of these cases, and of one other. */
  private static final int VALUES = FULL ? 12 : 2;

  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /** What every page hands out anew. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "((?:_csrf\" value=\"|nonce-|nonce=\"|XSRF-TOKEN=|SESSIONID=|x-xsrf-token: \\[))"
              + "[^\"';\\]]*");

  /**
   * Numbers and secrets that are drawn by lot tell nothing; numbers that count are short, and stay
   * to be seen.
   */
  private static final Pattern BY_LOT =
      Pattern.compile("(?<=/|%2F)\\d{15}(?!\\d)|(?<=/replies/)[\\w-]{43}");

  /** When a request was answered, which an error's page tells for whoever helps. */
  private static final Pattern ASKED =
      Pattern.compile(
          "(Tell them the time, <span>|\"timestamp\":\"|\"timestamp\":)[0-9A-Za-z,:.+ -]*");

  /**
   * Headers that are otherwise at every answer, and the one that tells of the connection, which the
   * server closes after so many requests.
   */
  private static final Set<String> NO_ANSWER = Set.of("date", "expires", "connection");

  /**
   * Leaks for a test to find: what a page would say if its author forgot that a number, a size or a
   * date tells something.
   */
  enum Planted {
    HOW_LONG_A_TEXT_IS(
        Kind.TEXT, "select sum(length(content::text))::text from section where entry = '2019/846'"),
    HOW_OFTEN_IT_WAS_SAVED(Kind.TEXT, "select count(*)::text from draft_history"),
    WHICH_NUMBER_COMES_NEXT(Kind.TEXT, "select max(id)::text from section_comment"),
    WHEN_IT_WAS_SIGNED(
        Kind.IN_TIME,
        "select max(signed_at)::date::text from assessment_version where entry = '2019/868'"),
    WHETHER_A_REVIEW_IS_WANTED(
        Kind.NO_REVIEW, "select count(*)::text from review where entry = '2019/868'"),
    WHY_THE_WORK_RESTS(Kind.INSPECTION, "select bool_or(inspection)::text from entry_pause");

    private final Kind of;
    private final String says;

    Planted(Kind of, String says) {
      this.of = of;
      this.says = says;
    }
  }

  @Autowired private ChangeRequests changes;
  @Autowired private SectionComments comments;
  @Autowired private Plants plants;

  @AfterAll
  void leaveTheClock() {
    ClockUtil.reset();
  }

  @Test
  void whoMayNotKnowOfItSeesNoDifference() throws IOException {
    Instant began = Instant.now();
    Path told = Path.of("target/two-worlds.txt");
    Files.writeString(told, "");
    Answers one = world(Set.of());
    Set<Marker> written = written();
    List<String> differences = new ArrayList<>();
    Set<String> endpoints = new TreeSet<>();
    Set<String> everybody = new TreeSet<>();
    int compared = 0;
    for (Set<Difference> otherwise : OTHERWISE) {
      Answers other = world(otherwise);
      Set<Marker> together = new HashSet<>(written);
      together.addAll(written());
      Set<String> readers = new TreeSet<>();
      for (String reader : one.of.keySet()) {
        if (otherwise.stream().noneMatch(it -> it.mayBeKnownTo(reader, together))) {
          readers.add(reader);
          Map<String, String> before = one.of.get(reader);
          Map<String, String> after = other.of.get(reader);
          for (String request : before.keySet()) {
            if (after.containsKey(request) && !request.startsWith(LEAK)) {
              compared++;
              endpoints.add(request.substring(0, request.indexOf(" | ")));
              difference(before.get(request), after.get(request))
                  .map(found -> otherwise + " " + reader + ": " + request + found)
                  .forEach(differences::add);
            }
          }
        }
      }
      Files.write(told, differences);
      everybody.addAll(readers);
      assertThat(readers).as("who may not know of %s", otherwise).hasSizeGreaterThan(3);
      Set<Kind> kinds = otherwise.stream().map(Difference::kind).collect(Collectors.toSet());
      for (Planted planted : Planted.values()) {
        if (kinds.contains(planted.of) && otherwise.containsAll(everything())) {
          assertThat(
                  readers.stream()
                      .flatMap(who -> difference(one.leak(who, planted), other.leak(who, planted))))
              .as("the planted leak %s is found", planted)
              .isNotEmpty();
        }
      }
      if (otherwise.contains(new Difference("846", Kind.TEXT))) {
        assertThat(readers.stream().flatMap(who -> difference(one.open(who), other.open(who))))
            .as("with what hides a self-assessment taken away, a difference is found")
            .isNotEmpty();
      }
    }
    System.out.printf(
        "Two worlds: %d times, %d endpoints, %d readers, %d answers compared, %d differences, %d"
            + " planted leaks found, in %d s%n",
        OTHERWISE.size(),
        endpoints.size(),
        everybody.size(),
        compared,
        differences.size(),
        Planted.values().length + 1,
        Duration.between(began, Instant.now()).toSeconds());
    assertThat(differences).isEmpty();
    assertThat(endpoints).as("endpoints").hasSizeGreaterThan(60);
  }

  /** One of each kind, of three authorities. */
  private static Set<Difference> everything() {
    return Set.of(
        new Difference("846", Kind.TEXT),
        new Difference("868", Kind.IN_TIME),
        new Difference("868", Kind.NO_REVIEW),
        new Difference("867", Kind.INSPECTION));
  }

  /** What everybody was answered. */
  private record Answers(Map<String, Map<String, String>> of) {

    String leak(String reader, Planted planted) {
      return of.get(reader).getOrDefault(LEAK + planted, "");
    }

    /** With the measure taken away that hides a self-assessment. */
    String open(String reader) {
      return of.get(reader).getOrDefault(LEAK, "");
    }
  }

  private static final String LEAK = "with a measure taken away | ";

  private Answers world(Set<Difference> otherwise) {
    Instant began = Instant.now();
    CleanSlate.make(jdbc);
    world.seed(otherwise);
    doMore(otherwise);
    rest(otherwise);
    world.remind();
    Instant seeded = Instant.now();
    Map<String, Visitor> visitors = new LinkedHashMap<>();
    for (String user : new TreeSet<>(FULL ? World.KINDS : FEW)) {
      visitors.put(user, Visitor.signIn(base(), user, World.PASSWORD));
    }
    visitors.put(NOBODY, Visitor.stranger(base()));
    Map<String, String> names = names();
    Map<String, Map<String, String>> answers = new HashMap<>();
    visitors.keySet().forEach(user -> answers.put(user, new TreeMap<>()));
    for (Request request : requests(names)) {
      visitors.entrySet().parallelStream()
          .forEach(
              one ->
                  answers
                      .get(one.getKey())
                      .put(request.name, answer(one.getValue(), request, names)));
    }
    mails(answers);
    Request page = new Request("", "GET", "/assessments/2019/846", "", "");
    Switchboard.switchOff(Measure.SELF_ASSESSMENT);
    try {
      visitors.forEach(
          (user, visitor) -> answers.get(user).put(LEAK, answer(visitor, page, names)));
    } finally {
      Switchboard.switchAllOn();
    }
    for (Planted planted : Planted.values()) {
      plants.say(planted.says);
      visitors.forEach(
          (user, visitor) -> answers.get(user).put(LEAK + planted, answer(visitor, page, names)));
    }
    plants.say("");
    write(visitors, answers, names);
    System.out.printf(
        "A world with %s: made in %d s, asked in %d s%n",
        otherwise,
        Duration.between(began, seeded).toSeconds(),
        Duration.between(seeded, Instant.now()).toSeconds());
    return new Answers(answers);
  }

  /** What leaves numbers behind: drafts saved more often, comments, files that were taken away. */
  private void doMore(Set<Difference> otherwise) {
    int times = otherwise.contains(new Difference("846", Kind.TEXT)) ? 7 : 2;
    EntryKey entry = EntryKey.of("2019/846");
    for (int n = 0; n < times; n++) {
      comments.add(entry, new Section("context"), "An example, number " + n, "team-846");
      jdbc.sql(
              """
              insert into draft_history (business_key, form, loop, content, saved_by, saved_at, sent)
              select business_key, form, loop, content, saved_by, saved_at, false
              from draft_history where business_key = '2019/846' order by id limit 1
              """)
          .update();
      jdbc.sql(
              """
              insert into serious_concern (about, words, raised_by, raised)
              values ('846', 'An example', 'dcs-846', timestamptz '2019-02-19 10:00:00+00')
              """)
          .update();
    }
  }

  /** The work of 867 rests in both worlds. */
  private void rest(Set<Difference> otherwise) {
    boolean inspected = otherwise.contains(new Difference("867", Kind.INSPECTION));
    ChangeRequest pause =
        changes.propose(
            new CaseKey("2019/867"),
            "pause",
            new Wanted(Map.of("inspection", inspected ? "true" : "", "until", "")),
            "dcs-867");
    changes.confirm(pause.id(), "An example", "dcs-867");
    world.settle();
  }

  /** What others write themselves is answered, and numbered, as if nobody else wrote. */
  private static void write(
      Map<String, Visitor> visitors,
      Map<String, Map<String, String>> answers,
      Map<String, String> names) {
    visitors.forEach(
        (user, visitor) -> {
          List<Request> requests =
              List.of(
                  form("/concerns", "about=870&words=An+example&readers=office"),
                  form("/assessments/2019/870/comments/context", "words=An+example"),
                  form("/assessments/2019/870/timetable", "wanted=2019-06-12&reason=An+example"),
                  form("/cases/2019/870/change", "kind=pause&inspection=true"));
          for (Request request : requests) {
            answers.get(user).put(request.name, answer(visitor, request, names));
          }
          for (String page : List.of("/assessments/2019/870/comments/context", "/concerns", "/")) {
            Request again = new Request("after writing | " + page, "GET", page, "", "");
            answers.get(user).put(again.name, answer(visitor, again, names));
          }
        });
  }

  private static Request form(String path, String fields) {
    return new Request("POST " + path + " | " + fields, "POST", path, "", fields);
  }

  /** Every text that stands anywhere in this world. */
  private Set<Marker> written() {
    Set<Marker> written = new HashSet<>();
    jdbc.sql("select tablename from pg_tables where schemaname = 'public'")
        .query(String.class)
        .list()
        .forEach(
            table ->
                jdbc.sql(
                        "select distinct m[1] from "
                            + table
                            + " t, regexp_matches(t::text, 'zq[0-9]{4}[a-z0-9]+zz[A-Z]+qz', 'g') m")
                    .query(String.class)
                    .list()
                    .forEach(word -> written.addAll(Marker.in(word))));
    return written;
  }

  /**
   * A request, alike in both worlds.
   *
   * @param name the endpoint and what stands for its variables, with tasks and cases by their names
   */
  private record Request(String name, String method, String uri, String accept, String body) {}

  private Collection<Request> requests(Map<String, String> names) {
    Values values = new Values(jdbc, true);
    Endpoints endpoints = new Endpoints(context, context.getServletContext());
    Map<String, Request> requests = new TreeMap<>();
    for (Endpoint endpoint : endpoints.ours()) {
      if (endpoint.reads()) {
        Map<String, String> uris = new TreeMap<>();
        for (Map<String, String> path : values.of(endpoint)) {
          String filled = Values.fill(endpoint.pattern(), path);
          List<Map<String, String>> parameters = values.parameters(endpoint, path);
          // Once with all that a request may carry; the tasks of a list in an order of their own.
          Map<String, String> whole = new TreeMap<>(parameters.get(parameters.size() - 1));
          whole.computeIfPresent(
              "tasks",
              (name, tasks) ->
                  Stream.of(tasks.split(","))
                      // Not those that are there in one world alone: each is asked for by itself.
                      .filter(task -> !names.getOrDefault(task, "").matches("2019/86[78].*"))
                      .sorted(
                          (a, b) -> names.getOrDefault(a, a).compareTo(names.getOrDefault(b, b)))
                      .limit(20)
                      .collect(Collectors.joining(",")));
          uris.put(
              endpoint.name() + " " + endpoint.accept() + " | " + replaced(filled, names),
              filled + Attack.query(whole));
        }
        few(uris, VALUES)
            .forEach(
                (name, uri) ->
                    requests.put(name, new Request(name, "GET", uri, endpoint.accept(), "")));
      }
    }
    for (Endpoint endpoint : endpoints.engine()) {
      boolean searches =
          endpoint.method().equals("POST") && endpoint.pattern().matches(".*/(task|list|count)");
      if ((endpoint.reads() || searches)
          && TheList.has(endpoint.method(), values.ofEngine(endpoint.pattern(), 1).get(0))
          && !endpoint.pattern().contains("/login/")
          && !endpoint.pattern().endsWith("/logout")) {
        Map<String, String> uris = new TreeMap<>();
        for (String uri : values.ofEngine(endpoint.pattern(), values.tasks().size())) {
          uris.put(endpoint.name() + " | " + replaced(uri, names), uri);
        }
        few(uris, FULL ? VALUES : 1)
            .forEach(
                (name, uri) ->
                    requests.put(
                        name, new Request(name, endpoint.method(), uri, "", searches ? "{}" : "")));
      }
    }
    // What has no name cannot be told from its like in the other world.
    requests.keySet().removeIf(name -> name.contains("(id)"));
    return requests.values();
  }

  /** Those of the cases that differ first, then of the others, as many as fit. */
  private static Map<String, String> few(Map<String, String> uris, int most) {
    Map<String, String> few = new LinkedHashMap<>();
    Stream.concat(
            uris.keySet().stream().filter(name -> name.matches(".*(846|868|867).*")),
            uris.keySet().stream().filter(name -> !name.matches(".*(846|868|867).*")))
        .limit(most)
        .forEach(name -> few.put(name, uris.get(name)));
    return few;
  }

  private static String replaced(String text, Map<String, String> names) {
    Matcher id = ID.matcher(text);
    StringBuilder named = new StringBuilder();
    while (id.find()) {
      id.appendReplacement(
          named, Matcher.quoteReplacement("(" + names.getOrDefault(id.group(), "id") + ")"));
    }
    return BY_LOT.matcher(id.appendTail(named)).replaceAll("(by lot)");
  }

  /** Ids of the engine are drawn by lot: what each stands for. */
  private Map<String, String> names() {
    Map<String, String> names = new HashMap<>();
    jdbc.sql(
            """
            select h.id_, concat_ws(' ', i.business_key_, h.task_def_key_, h.assignee_, (
              select string_agg(l.group_id_, ' ' order by l.group_id_) from act_ru_identitylink l
              where l.task_id_ = h.id_))
            from act_hi_taskinst h join act_hi_procinst i on i.id_ = h.proc_inst_id_
            union select id_, concat_ws(' ', business_key_, proc_def_key_) from act_hi_procinst
            union select substring(id_ from '[0-9a-f]{8}-.*'), key_ from act_re_procdef
            union select j.id_, concat_ws(' ', 'job of', i.business_key_, j.handler_type_)
            from act_ru_job j left join act_hi_procinst i on i.id_ = j.process_instance_id_
            union select id::text, concat_ws(' ', 'file of', entry, file_name) from evidence
            """)
        .query(
            row -> {
              names.put(row.getString(1), row.getString(2));
            });
    return names;
  }

  private static String answer(Visitor visitor, Request request, Map<String, String> names) {
    HttpResponse<byte[]> answer =
        visitor.send(
            request.method,
            request.uri,
            request.body.isEmpty()
                ? ""
                : request.body.startsWith("{")
                    ? "application/json"
                    : "application/x-www-form-urlencoded",
            request.body.getBytes(StandardCharsets.UTF_8),
            request.accept);
    String type = answer.headers().firstValue("Content-Type").orElse("");
    String headers =
        answer.headers().map().entrySet().stream()
            .filter(one -> !NO_ANSWER.contains(one.getKey().toLowerCase(Locale.ROOT)))
            .map(one -> one.getKey().toLowerCase(Locale.ROOT) + ": " + one.getValue())
            .sorted()
            .collect(Collectors.joining("\n"));
    String body =
        type.contains("json") || type.contains("html") || type.contains("text")
            ? new String(answer.body(), StandardCharsets.UTF_8)
            : DigestUtils.md5DigestAsHex(answer.body());
    return replaced(
        ASKED
            .matcher(
                TOKEN
                    .matcher(String.join("\n", "" + answer.statusCode(), headers, body))
                    .replaceAll("$1"))
            .replaceAll("$1"),
        names);
  }

  /** Every mail that somebody got, in order, digests included. */
  private void mails(Map<String, Map<String, String>> answers) {
    Map<String, String> names = names();
    answers.forEach(
        (user, got) ->
            got.put(
                "mails | ",
                replaced(
                    String.join(
                        "\n\n",
                        jdbc.sql(
                                """
                                select template || ': ' || subject || chr(10) || body_text || chr(10)
                                  || coalesce(calendar, '') from notice
                                where recipient_email = :email order by id
                                """)
                            .param("email", user + "@example.org")
                            .query(String.class)
                            .list()),
                    names)));
  }

  /** The first line that is not the same. */
  private static Stream<String> difference(String one, String other) {
    if (one.equals(other)) {
      return Stream.empty();
    }
    String[] before = one.split("\n", -1);
    String[] after = other.split("\n", -1);
    int line = 0;
    while (line < Math.min(before.length, after.length) && before[line].equals(after[line])) {
      line++;
    }
    return Stream.of(
        "%n  line %d: “%s” is “%s”"
            .formatted(
                line + 1,
                line < before.length
                    ? shown(before[line], line < after.length ? after[line] : "")
                    : "",
                line < after.length
                    ? shown(after[line], line < before.length ? before[line] : "")
                    : ""));
  }

  /** Around the first letter that is not the same. */
  private static String shown(String one, String other) {
    int at = 0;
    while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
      at++;
    }
    return one.substring(Math.max(0, at - 60), Math.min(one.length(), at + 120));
  }
}
