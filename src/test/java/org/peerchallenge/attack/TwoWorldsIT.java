package org.peerchallenge.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
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
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.peerchallenge.CleanSlate;
import org.peerchallenge.Visitor;
import org.peerchallenge.attack.Switchboard.Measure;
import org.peerchallenge.engine.web.TheList;
import org.springframework.util.DigestUtils;

/**
 * Two worlds that differ in nothing but what one authority wrote look alike to everybody who may
 * not read it: the same bytes, counts, order and errors from every address, and the same mails.
 *
 * <p>A text that is hidden can still be told by what it leaves behind: a number, a place in a list,
 * a status of an answer. What an authority wrote differs between the worlds in text, length and
 * ratings; 868 signs late in one and in time in the other, and asks for a review in one alone.
 */
@EnabledIfSystemProperty(named = "peerchallenge.full", matches = "true")
class TwoWorldsIT extends AttackedApplication {

  private static final boolean FULL = Boolean.getBoolean("peerchallenge.full");

  /** Who writes otherwise in the second world: a draft and a signed one come first. */
  private static final List<Set<String>> PAIRS =
      List.of(
          Set.of("846", "868"),
          Set.of("869"),
          Set.of("872"),
          Set.of("867"),
          Set.of("870"),
          Set.of("886"),
          Set.of("936"),
          Set.of("850"),
          Set.of("871"));

  /** Who reads in the short form: one of each kind that may read least. */
  private static final Set<String> FEW =
      Set.of(
          "dcs-870",
          "team-870",
          "lead-member-870",
          "dcs-871",
          "facilitator-2",
          "reviewer-2",
          "analyst",
          "no-role");

  private static final String NOBODY = "nobody";

  /** Values that stand for the variables of an address: of these cases, and of one other. */
  private static final int VALUES = FULL ? 12 : 2;

  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /** What every page hands out anew. */
  private static final Pattern TOKEN = Pattern.compile("(_csrf\" value=\")[^\"]*");

  /** What a reader who may read nothing of the case may know of it all the same, and why. */
  private static final Map<String, String> KNOWN = Map.of();

  @AfterAll
  void leaveTheClock() {
    ClockUtil.reset();
  }

  @Test
  void whoMayNotReadItSeesNoDifference() {
    Instant began = Instant.now();
    Answers one = world(Set.of());
    List<String> differences = new ArrayList<>();
    Set<String> endpoints = new TreeSet<>();
    Set<String> readers = new TreeSet<>();
    int compared = 0;
    for (Set<String> pair : FULL ? PAIRS : PAIRS.subList(0, 1)) {
      Answers other = world(pair);
      for (String reader : one.of.keySet()) {
        if (mayReadNothingOf(pair, reader)) {
          readers.add(reader);
          Map<String, String> before = one.of.get(reader);
          Map<String, String> after = other.of.get(reader);
          for (String request : before.keySet()) {
            if (after.containsKey(request)) {
              compared++;
              endpoints.add(request.substring(0, request.indexOf(" | ")));
              difference(before.get(request), after.get(request))
                  .filter(found -> KNOWN.keySet().stream().noneMatch(request::startsWith))
                  .forEach(found -> differences.add(pair + " " + reader + ": " + request + found));
            }
          }
        }
      }
      assertThat(readers.stream().flatMap(who -> difference(one.leak(who), other.leak(who))))
          .as("with what hides a self-assessment taken away, a difference is found")
          .isNotEmpty();
    }
    System.out.printf(
        "Two worlds: %d endpoints, %d readers, %d answers compared, %d differences, in %d s%n",
        endpoints.size(),
        readers.size(),
        compared,
        differences.size(),
        Duration.between(began, Instant.now()).toSeconds());
    assertThat(differences).isEmpty();
    assertThat(endpoints).as("endpoints").hasSizeGreaterThan(60);
    assertThat(readers).as("wrong readers").hasSizeGreaterThan(6);
  }

  private static boolean mayReadNothingOf(Set<String> authorities, String reader) {
    // The office and the lead see how far every case is; a facilitator those of her group.
    return !Set.of("office", "lead").contains(reader)
        && authorities.stream()
            .noneMatch(
                number ->
                    Stream.of(Marker.Kind.values())
                        // What is circulated is for everybody, and is no secret of its author's.
                        .filter(kind -> kind != Marker.Kind.CIRCULATED)
                        .anyMatch(kind -> may(reader, new Marker("2019", number, kind))));
  }

  private static boolean may(String reader, Marker marker) {
    return Expected.mayRead(reader, marker)
        // A facilitator sees how far a case of her group is, and its leaders may be let in.
        || Expected.isFacilitatorOf(reader, "2019" + marker.owner())
        || reader.matches(".*-" + marker.owner());
  }

  /** What everybody was answered. */
  private record Answers(Map<String, Map<String, String>> of) {

    /** With one measure taken away. */
    String leak(String reader) {
      return of.getOrDefault(reader, Map.of()).getOrDefault(LEAK, "");
    }
  }

  private static final String LEAK = "with a measure taken away | ";

  private Answers world(Set<String> otherwise) {
    CleanSlate.make(runtime, jdbc);
    world.seed(otherwise);
    world.remind();
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
    Request page = new Request("", "GET", "/assessments/2019/868", "", "");
    Switchboard.switchOff(Measure.SELF_ASSESSMENT);
    try {
      visitors.forEach(
          (user, visitor) -> answers.get(user).put(LEAK, answer(visitor, page, names)));
    } finally {
      Switchboard.switchAllOn();
    }
    return new Answers(answers);
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
                      .sorted(
                          (a, b) -> names.getOrDefault(a, a).compareTo(names.getOrDefault(b, b)))
                      .limit(20)
                      .collect(Collectors.joining(",")));
          uris.put(
              endpoint.name() + " " + endpoint.accept() + " | " + replaced(filled, names),
              filled + Attack.query(whole));
        }
        few(uris)
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
        few(uris)
            .forEach(
                (name, uri) ->
                    requests.put(
                        name, new Request(name, endpoint.method(), uri, "", searches ? "{}" : "")));
      }
    }
    return requests.values();
  }

  /** Those of the cases that differ first, then of the others, as many as fit. */
  private static Map<String, String> few(Map<String, String> uris) {
    Map<String, String> few = new LinkedHashMap<>();
    Stream.concat(
            uris.keySet().stream().filter(name -> name.matches(".*(846|868).*")),
            uris.keySet().stream().filter(name -> !name.matches(".*(846|868).*")))
        .limit(VALUES)
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
    return id.appendTail(named).toString();
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
            request.body.isEmpty() ? "" : "application/json",
            request.body.getBytes(StandardCharsets.UTF_8),
            request.accept);
    String type = answer.headers().firstValue("Content-Type").orElse("");
    String location = answer.headers().firstValue("Location").orElse("");
    String named = answer.headers().firstValue("Content-Disposition").orElse("");
    String body =
        type.contains("json") || type.contains("html") || type.contains("text")
            ? TOKEN.matcher(new String(answer.body(), StandardCharsets.UTF_8)).replaceAll("$1")
            : DigestUtils.md5DigestAsHex(answer.body());
    return replaced(
        String.join("\n", answer.statusCode() + " " + type, location, named, body), names);
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
