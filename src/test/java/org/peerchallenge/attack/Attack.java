package org.peerchallenge.attack;

import static org.peerchallenge.ShortForm.FULL;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.peerchallenge.ShortForm;
import org.peerchallenge.Visitor;
import org.peerchallenge.Visitor.Ending;
import org.peerchallenge.engine.web.TheList;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.DigestUtils;

/** Sends requests as everybody, and holds each answer against {@link Expected}. */
final class Attack {

  private static final String NOBODY = "nobody";
  private static final int AT_ONCE = 6;

  /** Which values the short form tries: every person at every address, with these many each. */
  private static final long SEED = Long.getLong("peerchallenge.seed", 11);

  /**
   * How many values of an address a person tries.
   *
   * @param most of somebody who is the only one of their kind
   * @param least of each of several
   * @param ofAKind how many of those who differ only in their authority or group try an address
   */
  private record Share(int most, int least, int ofAKind) {}

  private static final Share READ = new Share(2, 1, 2);
  private static final Share ASKED_OF_ENGINE = new Share(4, 1, 1);
  private static final Share WRITTEN = new Share(2, 1, 1);

  /** People who differ only in their authority or group. */
  private static final Pattern OF_ONE_KIND = Pattern.compile("-\\d+$");

  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /** Who may watch every task, though not what is written in its form. */
  private static final Set<String> WATCHERS = Set.of("office", "lead", "admin");

  /** Rows that come with reading, or with the engine's own book-keeping. */
  private static final Set<String> NO_CHANGE =
      Set.of(
          "reading",
          "challenge_reading",
          "reading_log",
          "start_page_visit",
          "act_ru_meter_log",
          "attack_change",
          "spring_session",
          "spring_session_attributes");

  /** What anybody can claim of where a request went, and where it comes from. */
  static final Map<String, String> FORGED =
      Map.of(
          "X-Forwarded-Prefix", "/assets",
          "X-Forwarded-Host", "forged.example.org",
          "X-Forwarded-Port", "4711",
          "X-Forwarded-Proto", "gopher",
          "X-Forwarded-For", "198.51.100.7",
          "Forwarded", "for=198.51.100.7;host=forged.example.org;proto=gopher",
          "X-Original-URL", "/assets/page.css",
          "X-Rewrite-URL", "/assets/page.css");

  private static final Pattern BELIEVED =
      Pattern.compile("forged\\.example|gopher:|:4711|198\\.51\\.100\\.7");

  private final String base;
  private final JdbcClient jdbc;
  private final Set<String> open;
  private final Values values;
  private final Map<String, Set<String>> knowers;
  private final Map<String, Visitor> visitors = new LinkedHashMap<>();
  private final List<String> leaks = Collections.synchronizedList(new ArrayList<>());
  private final List<String> broken = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger probes = new AtomicInteger();
  private final AtomicInteger controls = new AtomicInteger();
  private final AtomicInteger forms = new AtomicInteger();
  private final AtomicInteger allLeaks = new AtomicInteger();
  private final Map<String, Set<Marker>> opened = new ConcurrentHashMap<>();
  private final List<String> changing = new ArrayList<>();
  private final Map<Integer, Integer> statuses = new java.util.TreeMap<>();
  private Set<String> only = Set.of();
  private volatile String sought = "";
  private volatile boolean found;
  private String lastAnswer = "";

  Attack(String base, JdbcClient jdbc, Set<String> open) {
    this.base = base;
    this.jdbc = jdbc;
    this.open = open;
    this.values = new Values(jdbc);
    this.knowers = values.knowers();
  }

  /** Somebody who came in another way. */
  void join(String user, Visitor visitor) {
    visitors.put(user, visitor.forging(FORGED));
  }

  void signIn(Collection<String> users) {
    users.stream().sorted().forEach(user -> join(user, Visitor.signIn(base, user, World.PASSWORD)));
    join(NOBODY, Visitor.stranger(base));
  }

  /** What was found since the last time this was asked. */
  List<String> leaks() {
    List<String> found = List.copyOf(leaks);
    leaks.clear();
    allLeaks.addAndGet(found.size());
    return found;
  }

  /** What was found with a measure taken away, which is no leak of the application. */
  List<String> provoked() {
    List<String> found = List.copyOf(leaks);
    leaks.clear();
    broken.clear();
    return found;
  }

  /** What the application could not answer, since the last time this was asked. */
  List<String> broken() {
    List<String> found = List.copyOf(broken);
    broken.clear();
    return found;
  }

  int formsShown() {
    return forms.get();
  }

  String lastAnswer() {
    return lastAnswer;
  }

  String line() {
    return "%d probes, %d controls, %d leaks"
        .formatted(probes.get(), controls.get(), allLeaks.get() + leaks.size());
  }

  /**
   * Tries to read as everybody; whether somebody got a text that the table gives them.
   *
   * @param withText false for what is known to have none: a few values are enough
   */
  boolean read(Endpoint endpoint, boolean withText) {
    List<Map<String, String>> paths = few(values.of(endpoint), withText ? 40 : 2);
    int got =
        read(
            endpoint,
            // What never has a text is asked for by one of each kind of people.
            user ->
                withText || FULL || !sought.isEmpty() || isFirstOfTheirKind(user)
                    ? sample(paths, READ, endpoint, user)
                    : List.of(),
            false);
    // Who may read it was not in the sample: a refusal proves something only beside an answer.
    return got > 0 || withText && sought.isEmpty() && read(endpoint, user -> paths, !FULL) > 0;
  }

  private int read(
      Endpoint endpoint, Function<String, List<Map<String, String>>> paths, boolean untilOneGets) {
    AtomicInteger got = new AtomicInteger();
    asEverybody(
        (user, visitor) -> {
          for (Map<String, String> path : paths.apply(user)) {
            for (Map<String, String> parameters : values.parameters(endpoint, path)) {
              if (found || untilOneGets && got.get() > 0) {
                return;
              }
              String uri = Values.fill(endpoint.pattern(), path) + query(parameters);
              HttpResponse<byte[]> answer =
                  visitor.send(endpoint.method(), uri, "", null, endpoint.accept());
              got.addAndGet(judge(user, endpoint.method() + " " + uri, answer));
              if (user.equals(NOBODY)
                  && answer.statusCode() < 300
                  && !open.contains(endpoint.name())) {
                leak(user, endpoint.method() + " " + uri, "is answered without signing in");
              }
            }
          }
        });
    return got.get();
  }

  /**
   * Some of the values, the same from the same seed, for some of each kind of people, others at
   * each address: the second goes on where the first ended. All values for everybody in the full
   * form and where a leak is sought.
   */
  private <T> List<T> sample(List<T> all, Share share, Endpoint endpoint, String user) {
    if (FULL || !sought.isEmpty()) {
      return all;
    }
    List<String> together = ofTheKindOf(user);
    Collections.rotate(together, endpoint.name().hashCode());
    int place = together.indexOf(user);
    int those = Math.min(share.ofAKind(), together.size());
    if (place >= those) {
      return List.of();
    }
    int fair = (all.size() + those - 1) / those;
    int some = Math.min(Math.min(share.most(), all.size()), Math.max(share.least(), fair));
    List<T> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, new Random(SEED + (endpoint.name() + kind(user)).hashCode()));
    Collections.rotate(shuffled, -some * place);
    return shuffled.subList(0, some);
  }

  private List<String> ofTheKindOf(String user) {
    return visitors.keySet().stream()
        .filter(one -> kind(one).equals(kind(user)))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private boolean isFirstOfTheirKind(String user) {
    return ofTheKindOf(user).indexOf(user) == 0;
  }

  private static String kind(String user) {
    return OF_ONE_KIND.matcher(user).replaceFirst("");
  }

  /** Opens a page again and again as everybody, whatever it answers. */
  void open(Endpoint endpoint, int times) {
    Map<String, String> path = few(values.of(endpoint), 1).get(0);
    String uri =
        Values.fill(endpoint.pattern(), path) + query(values.parameters(endpoint, path).get(0));
    asEverybody(
        (user, visitor) ->
            IntStream.range(0, times)
                .forEach(i -> visitor.send("GET", uri, "", null, endpoint.accept())));
  }

  /** Calls the engine's interface as everybody: what is on the list, and a sample of the rest. */
  void engine(Endpoint endpoint) {
    engine(endpoint, false);
  }

  /**
   * Calls the engine's interface as everybody.
   *
   * @param wanted whether to call it in any case, and on every task
   */
  void engine(Endpoint endpoint, boolean wanted) {
    String sample = values.ofEngine(endpoint.pattern(), 1).get(0);
    boolean onTheList = TheList.has(endpoint.method(), sample);
    // What is off the list is refused before anything else is asked: a sample shows it, by one of
    // each kind of people.
    boolean called =
        wanted || onTheList || FULL || Math.floorMod(endpoint.name().hashCode(), 4) == 0;
    if (!called
        || endpoint.pattern().contains("/login/")
        || endpoint.pattern().endsWith("/logout")) {
      return;
    }
    boolean aboutTasks = (wanted || onTheList) && endpoint.pattern().contains("/task/{id}");
    List<String> paths =
        values.ofEngine(endpoint.pattern(), aboutTasks ? values.tasks().size() : FULL ? 8 : 1);
    if (!endpoint.reads() && onTheList) {
      return;
    }
    asEverybody(
        (user, visitor) -> {
          boolean reads = endpoint.reads();
          if (!onTheList && !wanted && !FULL && !isFirstOfTheirKind(user)) {
            return;
          }
          // An administrator's own changes are no attack, and would undo the cases.
          for (String path :
              reads || !user.equals("admin")
                  ? wanted ? paths : sample(paths, ASKED_OF_ENGINE, endpoint, user)
                  : List.<String>of()) {
            if (found) {
              return;
            }
            HttpResponse<byte[]> answer =
                visitor.send(
                    endpoint.method(),
                    path,
                    reads ? "" : "application/json",
                    reads ? null : "{}".getBytes(StandardCharsets.UTF_8));
            int shown = judge(user, endpoint.method() + " " + path, answer);
            forms.addAndGet(endpoint.pattern().endsWith("/form-variables") ? shown : 0);
            if (answer.statusCode() < 400
                && !onTheList
                && (!user.equals("admin") || TheList.isNever(path))) {
              leak(user, endpoint.method() + " " + path, "is on no list and was answered");
            }
          }
        });
  }

  /**
   * Carries more than they may on calls that stand on the list, on a task that is the caller's own:
   * searches that guess at variables, somebody else's name, objects, other people's rights.
   */
  void carryMore(String user, String ownTask) {
    String engine = Visitor.ENGINE;
    String task = engine + "/task/" + ownTask;
    String filter =
        engine
            + "/filter/"
            + jdbc.sql("select min(id_) from act_ru_filter").query(String.class).single();
    String variables = "[{\"name\":\"entry\",\"operator\":\"eq\",\"value\":\"2019/846\"}]";
    allowed(user, "GET", engine + "/task?maxResults=1", "");
    allowed(user, "POST", filter + "/list", "{}");
    allowed(user, "GET", task + "/form-variables", "");
    refused(user, "GET", engine + "/task?processVariables=entry_eq_2019%2F846", "");
    refused(user, "POST", filter + "/list", "{\"processVariables\":" + variables + "}");
    refused(user, "POST", filter + "/count", "{\"taskVariables\":" + variables + "}");
    refused(
        user,
        "POST",
        filter + "/list",
        "{\"orQueries\":[{\"processVariables\":" + variables + "}]}");
    refused(
        user,
        "POST",
        filter + "/list",
        "{\"sorting\":[{\"sortBy\":\"processVariable\",\"parameters\":{\"variable\":\"entry\"}}]}");
    refused(user, "POST", task + "/claim", "{\"userId\":\"dcs-846\"}");
    refused(user, "POST", task + "/assignee", "{\"userId\":\"" + user + "\"}");
    refused(user, "POST", task + "/delegate", "{\"userId\":\"dcs-846\"}");
    refused(user, "POST", task + "/complete", "{}");
    refused(user, "PUT", task, "{\"due\":null}");
    refused(
        user, "POST", task + "/identity-links", "{\"groupId\":\"dcs-869\",\"type\":\"candidate\"}");
    refused(user, "GET", task + "/identity-links", "");
    refused(user, "GET", task + "/comment", "");
    refused(user, "GET", task + "/attachment", "");
    refused(
        user,
        "POST",
        task + "/submit-form",
        "{\"variables\":{\"a\":{\"value\":\"{}\",\"type\":\"Object\","
            + "\"valueInfo\":{\"objectTypeName\":\"java.lang.Runtime\"}}}}");
    refused(user, "PUT", engine + "/user/dcs-846/credentials", "{\"password\":\"another\"}");
    refused(user, "PUT", engine + "/group/office/members/" + user, "{}");
    for (String deployer : List.of(user, "office", "admin")) {
      HttpResponse<byte[]> answer =
          visitors
              .get(deployer)
              .send(
                  "POST",
                  engine + "/deployment/create",
                  Files.TYPE,
                  Files.body(Map.of("file", "x")));
      probes.incrementAndGet();
      if (answer.statusCode() < 400) {
        leak(deployer, "POST /deployment/create", "was answered");
      }
    }
  }

  /**
   * Sends every expression that a search or filter of tasks can hold, at every depth, to whatever
   * searches: the engine evaluates those that it does not look for.
   *
   * @param names of the fields, such as {@code dueAfterExpression}
   */
  void expressions(Collection<String> names) {
    String filter =
        Visitor.ENGINE
            + "/filter/"
            + jdbc.sql("select min(id_) from act_ru_filter").query(String.class).single();
    List<String> searches =
        List.of(
            Visitor.ENGINE + "/task",
            Visitor.ENGINE + "/task/count",
            Visitor.ENGINE + "/history/task/count",
            Visitor.ENGINE + "/process-instance",
            filter + "/list",
            filter + "/count",
            filter + "/singleResult");
    for (String user :
        ShortForm.some(2, List.of("office", "lead", "analyst", "admin", "team-846"))) {
      for (String name : names) {
        String plain = "{\"" + name + "\":\"${''.getClass().forName('java.lang.Runtime')}\"}";
        String or = "{\"orQueries\":[" + plain + "]}";
        for (String search : searches) {
          refused(user, "POST", search, plain);
          refused(user, "POST", search, or);
          refused(user, "POST", search, "{\"orQueries\":[{\"name\":\"a\"}," + or + "]}");
        }
        refused(user, "GET", Visitor.ENGINE + "/task/count?" + name + "=%24%7B1%7D", "");
        for (String query : List.of(plain, or)) {
          refused(
              user,
              "POST",
              Visitor.ENGINE + "/filter/create",
              "{\"resourceType\":\"Task\",\"name\":\"a\",\"query\":" + query + "}");
        }
      }
    }
    for (String user : List.of("office", "lead", "analyst", "admin")) {
      allowed(user, "POST", Visitor.ENGINE + "/task/count", "{\"orQueries\":[{\"name\":\"a\"}]}");
    }
  }

  /**
   * Sends requests that cannot be understood as six kinds of people.
   *
   * @return what was answered with a failure of ours
   */
  List<String> malformed(List<Endpoint> ours, List<Endpoint> engine, int howMany, long seed) {
    Malformed next = new Malformed(seed, values);
    List<String> users = List.of(NOBODY, "team-846", "dcs-846", "office", "analyst", "data");
    List<Endpoint> listed =
        engine.stream()
            .filter(one -> TheList.has(one.method(), values.ofEngine(one.pattern(), 1).get(0)))
            .toList();
    List<Endpoint> all = new ArrayList<>(ours);
    all.addAll(listed);
    List<String> failed = new ArrayList<>();
    for (int n = 0; n < howMany; n++) {
      // Every endpoint in turn, as another person each time round.
      if (n % all.size() == 0) {
        Collections.shuffle(all, new Random(seed + n));
      }
      String user = users.get((n + n / all.size()) % users.size());
      Endpoint endpoint = all.get(n % all.size());
      Malformed.Request request =
          ours.contains(endpoint) ? next.ours(endpoint) : next.engine(endpoint);
      int status = status(user, request, n % 2 == 0);
      statuses.merge(status, 1, Integer::sum);
      if (status >= 500) {
        failed.add(user + ": " + request + ": " + status);
      }
      if (!changed().isEmpty()) {
        changing.add(user + ": " + request + ": " + status + " changed " + changed());
        forgetChanges();
      }
    }
    return failed;
  }

  /** The malformed requests that changed a table, with the table. */
  List<String> changing() {
    return changing;
  }

  private int status(String user, Malformed.Request request, boolean chunked) {
    probes.incrementAndGet();
    Visitor visitor = visitors.get(user);
    if (request.cut() || request.isNoAddress()) {
      return visitor.sendByHand(
          request.method(),
          request.uri(),
          request.type(),
          request.body(),
          !request.cut() ? Ending.WHOLE : chunked ? Ending.NO_LAST_CHUNK : Ending.TOO_SHORT);
    }
    return visitor
        .send(
            request.method(),
            request.uri(),
            request.type(),
            request.body(),
            request.accept(),
            request.headers())
        .statusCode();
  }

  /**
   * Sends right requests of somebody who may, of which the end is missing.
   *
   * @return what was answered with a failure of ours
   */
  List<String> cutOff(List<Endpoint> writing) {
    List<String> failed = new ArrayList<>();
    for (Endpoint endpoint : writing) {
      Map<String, String> path = few(values.of(endpoint), 1).stream().findFirst().orElse(null);
      if (path == null || endpoint.body().isEmpty()) {
        continue;
      }
      Map<String, String> fields = values.parameters(endpoint, path).get(0);
      byte[] body =
          switch (endpoint.body()) {
            case "json" -> cut(Writes.json(endpoint.name()).getBytes(StandardCharsets.UTF_8));
            case "file" -> cut(Files.body(fields));
            default -> pairs(fields).getBytes(StandardCharsets.UTF_8);
          };
      String type =
          switch (endpoint.body()) {
            case "json" -> "application/json";
            case "file" -> Files.TYPE;
            default -> "application/x-www-form-urlencoded";
          };
      for (Map.Entry<String, Visitor> one : visitors.entrySet()) {
        if (Writes.mayWrite(endpoint, one.getKey(), path)) {
          for (Ending ending : List.of(Ending.TOO_SHORT, Ending.NO_LAST_CHUNK)) {
            probes.incrementAndGet();
            String uri = Values.fill(endpoint.pattern(), path);
            int status = one.getValue().sendByHand(endpoint.method(), uri, type, body, ending);
            statuses.merge(status, 1, Integer::sum);
            if (status >= 500) {
              failed.add(one.getKey() + ": " + endpoint.name() + " cut off: " + status);
            }
          }
          break;
        }
      }
    }
    return failed;
  }

  /** Without its end, by which JSON and a form with a file are known to be whole. */
  private static byte[] cut(byte[] body) {
    return Arrays.copyOf(body, body.length * 3 / 4);
  }

  /**
   * Brings hostile files, as somebody who may bring files there, and beside them as nobody.
   *
   * @return what was answered with a failure of ours
   */
  List<String> hostileFiles(List<Endpoint> taking) {
    List<String> failed = new ArrayList<>();
    for (Endpoint endpoint : taking) {
      Map<String, String> path = few(values.of(endpoint), 1).get(0);
      String uri = Values.fill(endpoint.pattern(), path);
      List<String> people =
          Stream.concat(
                  Stream.of(NOBODY),
                  visitors.keySet().stream()
                      .filter(user -> Writes.mayWrite(endpoint, user, path))
                      .limit(1))
              .toList();
      HostileFiles.all()
          .forEach(
              (name, bytes) -> {
                for (String user : people) {
                  probes.incrementAndGet();
                  int status =
                      visitors
                          .get(user)
                          .send(
                              endpoint.method(),
                              uri,
                              Files.TYPE,
                              Files.body(values.parameters(endpoint, path).get(0), name, bytes),
                              endpoint.accept())
                          .statusCode();
                  statuses.merge(status, 1, Integer::sum);
                  if (status >= 500) {
                    failed.add(user + ": " + uri + " " + name + ": " + status);
                  }
                }
              });
    }
    return failed;
  }

  /** How often each status was answered to what could not be understood. */
  Map<Integer, Integer> statuses() {
    return statuses;
  }

  /** Another site has the office's browser send a form of ours. */
  void fromAnotherSite(String path) {
    watchChanges();
    forgetChanges();
    int status =
        visitors
            .get("office")
            .postForm(
                path,
                Map.of(),
                Map.of("Sec-Fetch-Site", "cross-site", "Origin", "https://example.org"))
            .statusCode();
    probes.incrementAndGet();
    if (status < 400 || !changed().isEmpty()) {
      leak("office", "POST " + path, "was taken from another site");
    }
  }

  /** What somebody is answered who sends nothing but the address. */
  int status(String user, String method, String path) {
    return call(user, method, path, "");
  }

  private void allowed(String user, String method, String path, String body) {
    int status = call(user, method, path, body);
    if (status >= 400) {
      broken.add(
          "%s: %s %s: %d, so that a refusal proves nothing".formatted(user, method, path, status));
    } else {
      controls.incrementAndGet();
    }
  }

  private void refused(String user, String method, String path, String body) {
    if (call(user, method, path, body) < 400) {
      leak(user, method + " " + path + " " + body, "was answered");
    }
  }

  private int call(String user, String method, String path, String body) {
    probes.incrementAndGet();
    return visitors
        .get(user)
        .send(
            method,
            path,
            body.isEmpty() ? "" : "application/json",
            body.getBytes(StandardCharsets.UTF_8))
        .statusCode();
  }

  /** Counts every changed row from now on, of all tables. */
  void watchChanges() {
    jdbc.sql("create table if not exists attack_change (name text not null)").update();
    jdbc.sql(
            """
            create or replace function attack_note() returns trigger language plpgsql as $$
            begin
              insert into attack_change values (tg_table_name);
              return null;
            end $$
            """)
        .update();
    jdbc
        .sql(
            """
            select tablename from pg_tables where schemaname = 'public'
              and tablename not like 'flyway%'
            """)
        .query(String.class)
        .list()
        .stream()
        .filter(table -> !NO_CHANGE.contains(table))
        .forEach(
            table ->
                jdbc.sql(
                        "create or replace trigger attack_watch after insert or update or delete on"
                            + " "
                            + table
                            + " for each row execute function attack_note()")
                    .update());
  }

  /**
   * Tries to write as everybody who may not, all at once; when that changed anything, one by one,
   * so that the request is known.
   */
  void write(Endpoint endpoint) {
    List<Map<String, String>> paths = few(values.of(endpoint), 5);
    forgetChanges();
    asEverybody(
        (user, visitor) -> forbidden(endpoint, user, paths, path -> send(endpoint, user, path)));
    Set<String> changed = changed();
    if (changed.isEmpty()) {
      return;
    }
    leak("somebody", endpoint.name(), "changed " + changed);
    present()
        .keySet()
        .forEach(
            user ->
                forbidden(
                    endpoint,
                    user,
                    paths,
                    path -> {
                      forgetChanges();
                      String request = send(endpoint, user, path);
                      Set<String> again = changed();
                      if (!again.isEmpty()) {
                        leak(user, request, "changed " + again);
                      }
                    }));
  }

  private void forbidden(
      Endpoint endpoint,
      String user,
      List<Map<String, String>> paths,
      Consumer<Map<String, String>> attempt) {
    List<Map<String, String>> notTheirs =
        paths.stream().filter(path -> !Writes.mayWrite(endpoint, user, path)).toList();
    sample(notTheirs, WRITTEN, endpoint, user).forEach(attempt);
  }

  private String send(Endpoint endpoint, String user, Map<String, String> path) {
    String request = endpoint.method() + " " + Values.fill(endpoint.pattern(), path);
    judge(user, request, sendForm(endpoint, visitors.get(user), path));
    return request;
  }

  /** Whether somebody who may write changes something by the very same request. */
  boolean changes(Endpoint endpoint) {
    for (Map<String, String> path : values.of(endpoint)) {
      for (Map.Entry<String, Visitor> one : visitors.entrySet()) {
        if (Writes.mayWrite(endpoint, one.getKey(), path)) {
          forgetChanges();
          HttpResponse<byte[]> answer = sendForm(endpoint, one.getValue(), path);
          probes.incrementAndGet();
          lastAnswer =
              one.getKey()
                  + " "
                  + answer.statusCode()
                  + " "
                  + new String(answer.body(), StandardCharsets.UTF_8);
          lastAnswer = lastAnswer.substring(0, Math.min(300, lastAnswer.length()));
          if (!changed().isEmpty()) {
            controls.incrementAndGet();
            return true;
          }
        }
      }
    }
    return false;
  }

  private HttpResponse<byte[]> sendForm(
      Endpoint endpoint, Visitor visitor, Map<String, String> path) {
    String uri = Values.fill(endpoint.pattern(), path);
    Map<String, String> fields = values.parameters(endpoint, path).get(0);
    return switch (endpoint.body()) {
      case "json" ->
          visitor.send(
              endpoint.method(),
              uri + query(fields),
              "application/json",
              Writes.json(endpoint.name()).getBytes(StandardCharsets.UTF_8),
              endpoint.accept());
      case "file" ->
          visitor.send(endpoint.method(), uri, Files.TYPE, Files.body(fields), endpoint.accept());
      case "" -> visitor.send(endpoint.method(), uri + query(fields), "", null, endpoint.accept());
      default ->
          visitor.send(
              endpoint.method(),
              uri,
              "application/x-www-form-urlencoded",
              pairs(fields).getBytes(StandardCharsets.UTF_8),
              endpoint.accept());
    };
  }

  /** Spread over all of them. */
  private static <T> List<T> few(List<T> all, int most) {
    if (FULL || all.size() <= most) {
      return all;
    }
    return IntStream.range(0, most).mapToObj(i -> all.get(i * all.size() / most)).toList();
  }

  void forgetChanges() {
    jdbc.sql("delete from attack_change").update();
  }

  /** The tables that changed since this was forgotten. */
  Set<String> changed() {
    return new TreeSet<>(
        jdbc.sql("select distinct name from attack_change").query(String.class).list());
  }

  /** How many markers were rightly there; each of the others is a leak. */
  private int judge(String user, String request, HttpResponse<byte[]> answer) {
    probes.incrementAndGet();
    int right = 0;
    for (Marker marker : markers(answer)) {
      if (Expected.mayRead(user, marker)
          || Expected.mayExport(user) && request.startsWith("GET /exports/")) {
        right++;
      } else {
        leak(user, request, "shows " + marker);
      }
    }
    String headers = answer.headers().map().toString();
    if (BELIEVED.matcher(headers).find()) {
      leak(user, request, "believes a forged header: " + headers);
    }
    boolean kept =
        answer
            .headers()
            .firstValue("Cache-Control")
            .filter(value -> value.contains("no-store"))
            .isEmpty();
    if (right > 0 && kept) {
      leak(user, request, "may be stored by browsers and proxies");
    }
    if (answer.statusCode() >= 500 && !request.endsWith("/error")) {
      broken.add("%s: %s: %d".formatted(user, request, answer.statusCode()));
    }
    if (answer.statusCode() < 300 && !WATCHERS.contains(user)) {
      strangersTasks(user, answer)
          .forEach(task -> leak(user, request, "shows the task " + task + " of others"));
    }
    controls.addAndGet(right > 0 ? 1 : 0);
    return right;
  }

  /** Open tasks in an answer of which this person may know nothing. */
  private List<String> strangersTasks(String user, HttpResponse<byte[]> answer) {
    String type = answer.headers().firstValue("Content-Type").orElse("");
    if (!type.contains("json") && !type.contains("html")) {
      return List.of();
    }
    return ID.matcher(new String(answer.body(), StandardCharsets.UTF_8))
        .results()
        .map(MatchResult::group)
        .distinct()
        .filter(id -> knowers.containsKey(id) && !knowers.get(id).contains(user))
        .toList();
  }

  /** A document that many get is opened once. */
  private Set<Marker> markers(HttpResponse<byte[]> answer) {
    Set<Marker> found = new LinkedHashSet<>(Marker.in(answer.headers().map().toString()));
    if (answer.body().length < 5_000) {
      found.addAll(Marker.in(Texts.of(answer.body())));
    } else {
      found.addAll(
          opened.computeIfAbsent(
              DigestUtils.md5DigestAsHex(answer.body()), x -> Marker.in(Texts.of(answer.body()))));
    }
    return found;
  }

  private void leak(String user, String request, String what) {
    String leak = "%s: %s %s".formatted(user, request, what);
    leaks.add(leak);
    found |= !sought.isEmpty() && leak.contains(sought);
  }

  /** Goes on only until such a leak is found; with an empty word, to the end. */
  void seek(String word) {
    sought = word;
    found = false;
  }

  private interface Visit {
    void by(String user, Visitor visitor);
  }

  /** Lets only these go on; with none, everybody. */
  void only(Collection<String> users) {
    only = Set.copyOf(users);
  }

  private Map<String, Visitor> present() {
    Map<String, Visitor> present = new LinkedHashMap<>(visitors);
    if (!only.isEmpty()) {
      present.keySet().retainAll(only);
    }
    return present;
  }

  private void asEverybody(Visit visit) {
    ExecutorService together = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<?>> running = new ArrayList<>();
      present()
          .forEach((user, visitor) -> running.add(together.submit(() -> visit.by(user, visitor))));
      for (Future<?> one : running) {
        one.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      together.shutdown();
    }
  }

  static String query(Map<String, String> parameters) {
    return parameters.isEmpty() ? "" : "?" + pairs(parameters);
  }

  private static String pairs(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  /** A file as a browser sends it. */
  private static final class Files {

    static final String TYPE = "multipart/form-data; boundary=attack";

    /** With another file. */
    static byte[] body(Map<String, String> fields, String name, byte[] content) {
      Map<String, String> others = new LinkedHashMap<>(fields);
      others.remove("file");
      String form = new String(body(others), StandardCharsets.UTF_8).replace("--attack--\r\n", "");
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      body.writeBytes(
          (form
                  + "--attack\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                  + name
                  + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
              .getBytes(StandardCharsets.UTF_8));
      body.writeBytes(content);
      body.writeBytes("\r\n--attack--\r\n".getBytes(StandardCharsets.UTF_8));
      return body.toByteArray();
    }

    static byte[] body(Map<String, String> fields) {
      StringBuilder body = new StringBuilder();
      fields.forEach(
          (name, value) ->
              body.append("--attack\r\nContent-Disposition: form-data; name=\"")
                  .append(name)
                  .append('"')
                  .append(
                      name.equals("file")
                          ? "; filename=\"example.txt\"\r\nContent-Type: text/plain"
                          : "")
                  .append("\r\n\r\n")
                  .append(value)
                  .append("\r\n"));
      return body.append("--attack--\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }
  }
}
