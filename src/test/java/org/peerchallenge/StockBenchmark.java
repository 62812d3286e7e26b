package org.peerchallenge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peerchallenge.engine.FormFiller;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * What a start and a task cost beside stock Camunda 7.24, alternated in one run, on one server of
 * PostgreSQL and with history full. Ours is the packaged jar ({@code mvn package} first), begun as
 * the image begins it, on a kept database whose teams have sections to write; stock has one process
 * whose task has the same form as each of ours. Each task is taken on, opened, read and sent
 * through the interface of Tasklist, with the same words.
 *
 * <p>Ours starts quiet, so that no date of 2018 is made up for: what steps do after a task was sent
 * is not among its costs.
 */
class StockBenchmark {

  private static final int STARTS = 3;
  private static final int BLOCK = 20;
  private static final int CONNECTIONS = 30;
  private static final int BLOCKS_OF_A_ROUND = 2;

  /** After so many rounds a Java is warm: it has done 320 tasks. */
  private static final int ROUNDS = 8;

  private static final double TICK_MS = 10;
  private static final Path STOCK = Path.of("src/test/stock/pom.xml");
  private static final String WORDS = "An example text, invented for a test.";

  @TempDir private Path folder;

  private final ObjectMapper json = new ObjectMapper();

  /** A task, and who does it. */
  private record Work(String task, Visitor who) {}

  /** One of the two, running. */
  private final class Side {
    private final String name;
    private final List<String> command;
    private final Map<String, String> settings = new HashMap<>();
    private final List<Double> starts = new ArrayList<>();
    private final List<Double> jvm = new ArrayList<>();
    private final List<Double> server = new ArrayList<>();
    private final List<Work> work = new ArrayList<>();
    private final List<Work> all = new ArrayList<>();
    private String base;
    private Process process;
    private long memory;

    Side(String name, List<String> command) {
      this.name = name;
      this.command = command;
    }

    /** Until somebody who signed in has Tasklist's page. */
    void start() throws Exception {
      int port = PackagedJar.freePort();
      base = "http://localhost:" + port;
      settings.put("SERVER_PORT", Integer.toString(port));
      settings.put("PEERCHALLENGE_BASE_URL", base);
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(settings);
      long began = System.nanoTime();
      process =
          builder.redirectOutput(folder.resolve(name + ".log").toFile()).directory(cwd()).start();
      while (!answers()) {
        assertThat(process.isAlive()).as(Files.readString(folder.resolve(name + ".log"))).isTrue();
        TimeUnit.MILLISECONDS.sleep(20);
      }
      assertThat(signIn("admin").get("/camunda/app/tasklist/default/").statusCode()).isEqualTo(200);
      starts.add((System.nanoTime() - began) / 1e9);
      memory = memory(process.pid());
    }

    private File cwd() {
      return folder.resolve("app").toFile();
    }

    private boolean answers() throws InterruptedException {
      try {
        int status =
            HttpClient.newHttpClient()
                .send(
                    HttpRequest.newBuilder(URI.create(base + "/camunda/app/tasklist/default/"))
                        .build(),
                    BodyHandlers.discarding())
                .statusCode();
        return status < 500 && status != 404;
      } catch (IOException e) {
        return false;
      }
    }

    Visitor signIn(String user) {
      if (name.equals("ours")) {
        return Visitor.signIn(base, user, "challenge-2019");
      }
      return Visitor.signInToStock(base, user, PackagedJar.PASSWORD);
    }

    void stop() throws InterruptedException {
      process.destroy();
      process.waitFor();
    }

    /** Does so many tasks, and notes what one of them cost. */
    void block() throws IOException {
      double atWork = cpu(process.pid());
      double serving = serverCpu(name);
      work(BLOCK);
      jvm.add((cpu(process.pid()) - atWork) / BLOCK);
      server.add((serverCpu(name) - serving) / BLOCK);
    }

    void work(int tasks) {
      for (int i = 0; i < tasks; i++) {
        Work next = work.remove(0);
        byte[] form = next.who.openForm(next.task);
        Map<String, Object> shown = next.who.formVariables(next.task);
        var answer =
            next.who.submit(
                next.task, new FormFiller(json, WORDS, "2019-05-15").fill(form, shown, Map.of()));
        assertThat(answer.statusCode())
            .as(new String(answer.body(), StandardCharsets.UTF_8))
            .isLessThan(300);
      }
    }
  }

  @Test
  void aStartAndATaskBesideStock() throws Exception {
    Path app = Files.createDirectories(folder.resolve("app"));
    try (LocalPostgres postgres =
        LocalPostgres.start(Files.createDirectory(folder.resolve("pg")))) {
      Side ours = new Side("ours", command(imagesOptions(), "-jar", "a.jar"));
      ours.settings.putAll(new PackagedJar(folder).settings(0));
      ours.settings.put("SPRING_PROFILES_ACTIVE", "quiet");
      ours.settings.put("PEERCHALLENGE_SECOND_FACTOR", "false");
      ours.settings.put("SPRING_DATASOURCE_URL", postgres.database("ours"));
      ours.settings.put("SPRING_DATASOURCE_USERNAME", LocalPostgres.USER);
      keptInto(ours.settings.get("SPRING_DATASOURCE_URL"));
      extract(app, ours);
      String jars = stockJars();
      Side stock =
          new Side("stock", command(List.of(), "-cp", jars, "org.peerchallenge.StockApplication"));
      stockSettings(stock, postgres);
      Side stockAsOurs =
          new Side(
              "stock_as_ours",
              command(
                  imagesOptions().stream().filter(one -> !one.contains("Archive")).toList(),
                  "-cp",
                  jars,
                  "org.peerchallenge.StockApplication"));
      stockSettings(stockAsOurs, postgres);

      // The first makes the tables.
      for (int i = 0; i <= STARTS; i++) {
        for (Side side : List.of(stockAsOurs, ours, stock)) {
          side.start();
          if (i < STARTS || side == stockAsOurs) {
            side.stop();
          }
        }
      }
      for (Side side : List.of(ours, stock, stockAsOurs)) {
        side.starts.remove(0);
        System.out.printf(
            "%s: start %.1f of %s s, %.2f times ours; memory after it %d MB%n",
            side.name,
            median(side.starts),
            side.starts,
            median(side.starts) / median(ours.starts),
            side.memory);
      }

      sections(ours);
      ours.all.addAll(ours.work);
      keep(ours);
      deploy(stock);
      begin(stock, BLOCK);
      ours.block();
      stock.block();
      print("the first " + BLOCK, ours, stock, 0);
      for (int round = 0; round <= ROUNDS; round++) {
        putBack(ours);
        begin(stock, BLOCKS_OF_A_ROUND * BLOCK);
        for (int i = 0; i < BLOCKS_OF_A_ROUND; i++) {
          ours.block();
          stock.block();
        }
      }
      print(
          "after " + (1 + ROUNDS * BLOCKS_OF_A_ROUND) * BLOCK,
          ours,
          stock,
          1 + ROUNDS * BLOCKS_OF_A_ROUND);
      putBack(ours);
      begin(stock, BLOCK);
      for (Side side : List.of(ours, stock)) {
        countStatements(side, postgres);
      }
      System.out.printf(
          "memory then, MB: %d beside %d%n",
          memory(ours.process.pid()), memory(stock.process.pid()));
      ours.stop();
      stock.stop();
    }
  }

  private static void stockSettings(Side stock, LocalPostgres postgres) throws Exception {
    stock.settings.put("SPRING_DATASOURCE_URL", postgres.database(stock.name));
    stock.settings.put("SPRING_DATASOURCE_USERNAME", LocalPostgres.USER);
    stock.settings.put("SPRING_DATASOURCE_PASSWORD", "any");
    stock.settings.put("CAMUNDA_BPM_ADMIN_USER_ID", "admin");
    stock.settings.put("CAMUNDA_BPM_ADMIN_USER_PASSWORD", PackagedJar.PASSWORD);
    stock.settings.put("CAMUNDA_BPM_HISTORY_LEVEL", "full");
  }

  /** Keeps a database as it is, with the sessions of those who signed in. */
  private static void keep(Side side) throws Exception {
    server(side, "alter database ours allow_connections false");
    server(side, "create database ours_kept template ours");
    server(side, "alter database ours allow_connections true");
    awaitConnected(side);
  }

  /** The same tasks again, for an application that goes on: there are not enough to warm it. */
  private static void putBack(Side side) throws Exception {
    server(side, "alter database ours allow_connections false");
    server(side, "drop database ours");
    server(side, "create database ours template ours_kept");
    side.work.clear();
    side.work.addAll(side.all);
    awaitConnected(side);
  }

  private static void server(Side side, String statement) {
    JdbcClient jdbc =
        JdbcClient.create(
            new DriverManagerDataSource(
                side.settings.get("SPRING_DATASOURCE_URL").replace("/ours", "/postgres"),
                LocalPostgres.USER,
                "any"));
    jdbc.sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'ours'")
        .query((row, number) -> row.getBoolean(1))
        .list();
    jdbc.sql(statement).update();
  }

  private static void awaitConnected(Side side) throws Exception {
    while (Visitor.stranger(side.base).get("/actuator/health/readiness").statusCode() != 200) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    // Idle connections that were cut are found and given up.
    for (int i = 0; i < CONNECTIONS; i++) {
      side.all.get(0).who.get("/camunda/app/tasklist/default/");
    }
  }

  private static void print(String what, Side ours, Side stock, int from) {
    double a = sum(ours.jvm, from) + sum(ours.server, from);
    double b = sum(stock.jvm, from) + sum(stock.server, from);
    int blocks = ours.jvm.size() - from;
    System.out.printf(
        "CPU of a task, ms, %s: %.1f + %.1f beside %.1f + %.1f = %.2f%n",
        what,
        sum(ours.jvm, from) / blocks,
        sum(ours.server, from) / blocks,
        sum(stock.jvm, from) / blocks,
        sum(stock.server, from) / blocks,
        a / b);
  }

  private static double sum(List<Double> all, int from) {
    return all.subList(from, all.size()).stream().mapToDouble(one -> one).sum();
  }

  private static double median(List<Double> all) {
    return all.stream().sorted().toList().get(all.size() / 2);
  }

  /** Sections that teams of the kept database have to write. */
  private static void sections(Side ours) {
    Map<String, Visitor> people = new HashMap<>();
    jdbc(ours)
        .sql(
            """
            select t.id_, min(m.user_id_) from act_ru_task t
            join act_ru_identitylink l on l.task_id_ = t.id_
            join act_id_membership m on m.group_id_ = l.group_id_
            where t.assignee_ is null and t.task_def_key_ like 'userTask\\_write%' group by t.id_ order by t.id_
            """)
        .query(
            row -> {
              ours.work.add(
                  new Work(
                      row.getString(1), people.computeIfAbsent(row.getString(2), ours::signIn)));
            });
    Collections.shuffle(ours.work, new java.util.Random(1));
  }

  /** Stock's process, whose task has the same form. */
  private void deploy(Side stock) throws Exception {
    String process =
        """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
          targetNamespace="stock"><process id="stock" isExecutable="true" camunda:historyTimeToLive="P30D">
          <startEvent id="start"/><sequenceFlow id="a" sourceRef="start" targetRef="task"/>
          <userTask id="task" camunda:formRef="%s" camunda:formRefBinding="latest"/>
          <sequenceFlow id="b" sourceRef="task" targetRef="end"/><endEvent id="end"/></process></definitions>
        """;
    Visitor admin = stock.signIn("admin");
    Path form = Path.of("forms/write-strengths.form");
    String id = json.readTree(form.toFile()).path("id").asText();
    String boundary = "----boundary";
    String body =
        part(boundary, "stock.bpmn", process.formatted(id))
            + part(boundary, "write.form", Files.readString(form))
            + "--"
            + boundary
            + "--\r\n";
    assertThat(
            admin
                .send(
                    "POST",
                    Visitor.ENGINE + "/deployment/create",
                    "multipart/form-data; boundary=" + boundary,
                    body.getBytes(StandardCharsets.UTF_8))
                .statusCode())
        .isEqualTo(200);
  }

  private static void begin(Side stock, int many) {
    Visitor admin = stock.signIn("admin");
    for (int i = 0; i < many; i++) {
      admin.post(Visitor.ENGINE + "/process-definition/key/stock/start", Map.of());
    }
    stock.work.clear();
    jdbc(stock)
        .sql("select id_ from act_ru_task order by id_")
        .query(
            row -> {
              stock.work.add(new Work(row.getString(1), admin));
            });
    assertThat(stock.work).hasSize(many);
  }

  private static String part(String boundary, String name, String content) {
    return "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n\r\n%s\r\n"
        .formatted(boundary, name, name, content);
  }

  private void countStatements(Side side, LocalPostgres postgres) throws Exception {
    JdbcClient jdbc = jdbc(side);
    jdbc.sql("alter system set log_statement = 'all'").update();
    jdbc.sql("alter system set log_line_prefix = '%d '").update();
    jdbc.sql("select pg_reload_conf()").query().singleRow();
    TimeUnit.SECONDS.sleep(1);
    Path log = folder.resolve("pg").resolve("log");
    long before = Files.size(log);
    side.work(BLOCK);
    String said =
        new String(Files.readAllBytes(log), StandardCharsets.UTF_8).substring((int) before);
    List<String> statements =
        said.lines()
            .filter(line -> line.matches(side.name + " LOG:  (execute|statement).*"))
            .map(line -> line.replaceFirst("^\\S+ LOG: +\\w+( \\S+)?: ", ""))
            .toList();
    long ends = statements.stream().filter(one -> one.matches("(?i)(commit|rollback).*")).count();
    System.out.printf(
        "%s, a task: %.1f statements, of which %.1f begin or end a transaction%n",
        side.name,
        statements.size() / (double) BLOCK,
        (ends + statements.stream().filter(one -> one.matches("(?i)begin.*")).count())
            / (double) BLOCK);
    jdbc.sql("alter system reset log_statement").update();
    jdbc.sql("select pg_reload_conf()").query().singleRow();
  }

  private static JdbcClient jdbc(Side side) {
    return JdbcClient.create(
        new DriverManagerDataSource(
            side.settings.get("SPRING_DATASOURCE_URL"), LocalPostgres.USER, "any"));
  }

  private static void keptInto(String url) throws Exception {
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setJdbcUrl(url);
      pool.setUsername(LocalPostgres.USER);
      KeptDatabase.all().get(0).loadInto(pool);
    }
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Both as on a machine of two gigabytes, by which Java chooses its heap. */
  private static List<String> command(List<String> options, String... rest) {
    List<String> command = new ArrayList<>(List.of(java(), "-XX:MaxRAM=2g"));
    command.addAll(options);
    command.addAll(List.of(rest));
    return command;
  }

  /** What the image tells Java, with the archive of classes that {@link #extract} makes. */
  static List<String> imagesOptions() throws IOException {
    Matcher options =
        Pattern.compile("JDK_JAVA_OPTIONS=\"([^\"]+)\"")
            .matcher(Files.readString(Path.of("docker/Dockerfile")));
    assertThat(options.find()).isTrue();
    return List.of(
        options.group(1).replaceAll("(SharedArchiveFile)=\\S+", "$1=app.jsa").split(" "));
  }

  /** As the image has it: unpacked, with an archive of the classes. */
  private static void extract(Path app, Side ours) throws Exception {
    assertThat(PackagedJar.JAR).as("mvn package first").exists();
    run(
        app,
        Map.of(),
        java(),
        "-Djarmode=tools",
        "-jar",
        PackagedJar.JAR.toAbsolutePath().toString(),
        "extract",
        "--application-filename",
        "a.jar",
        "--force",
        "--destination",
        app.toString());
    Map<String, String> settings = new HashMap<>(ours.settings);
    settings.put("SERVER_PORT", "0");
    run(
        app,
        settings,
        java(),
        "-XX:ArchiveClassesAtExit=app.jsa",
        "-Dspring.context.exit=onRefresh",
        "-jar",
        "a.jar");
  }

  private String stockJars() throws Exception {
    Path jars = folder.resolve("stock.cp");
    run(
        Path.of("").toAbsolutePath(),
        Map.of(),
        "mvn",
        "-q",
        "-f",
        STOCK.toString(),
        "dependency:build-classpath",
        "-Dmdep.outputFile=" + jars);
    Path classes = Files.createDirectories(folder.resolve("classes/org/peerchallenge"));
    Files.copy(
        Path.of("target/test-classes/org/peerchallenge/StockApplication.class"),
        classes.resolve("StockApplication.class"));
    return folder.resolve("classes") + ":" + Files.readString(jars).strip();
  }

  private static void run(Path where, Map<String, String> settings, String... command)
      throws Exception {
    Path said = Files.createTempFile("said", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(where.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().putAll(settings);
    int code = builder.start().waitFor();
    assertThat(code).as(Files.readString(said)).isZero();
  }

  /** Of a process, in milliseconds. */
  private static double cpu(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK_MS;
  }

  /** Of all the server's processes that work for a database. */
  private static double serverCpu(String database) throws IOException {
    double all = 0;
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      for (Path process : processes.filter(one -> one.toString().matches(".*/\\d+")).toList()) {
        try {
          if (Files.readString(process.resolve("cmdline"))
              .startsWith("postgres: " + LocalPostgres.USER + " " + database + " ")) {
            all += cpu(Long.parseLong(process.getFileName().toString()));
          }
        } catch (IOException e) {
          // It has ended meanwhile.
        }
      }
    }
    return all;
  }

  private static long memory(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }
}
