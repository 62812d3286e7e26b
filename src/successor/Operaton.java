import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rewrites a copy of this tree for Operaton, the successor of Camunda Platform 7 that keeps its
 * tables: {@code java src/successor/Operaton.java TARGET}, in a checkout, of which nothing is
 * changed. What is printed is what moving takes: each rule with the number of
 * files that it touches, and the inner classes of the engine that the code uses.
 */
public final class Operaton {

  /** The last line for Spring Boot 3.5 of which the starter with the web applications is published. */
  private static final String VERSION = "1.0.3";

  /** One of the JSON format is published without the parent that its POM names: taken alone. */
  private static final String SPIN_JSON = "1.0.0";

  private static final String CODE = "(?i).*\\.(java|ya?ml|xml|html|js|css|properties|imports)";

  /** What is not for the engine alone: diagrams, tables and forms stay as they are, byte for byte. */
  private static final String STAYS =
      "(processes|forms|documents|docs|src/successor|src/test/resources)/.*";

  record Rule(String what, Pattern from, String to) {

    Rule(String what, String from, String to) {
      this(what, Pattern.compile(from), to);
    }
  }

  private static final List<Rule> RULES =
      List.of(
          new Rule("packages and groups", "org\\.camunda\\.(bpm|spin|commons)\\b", "org.operaton.$1"),
          new Rule(
              "artifacts",
              "camunda-(bpm-spring-boot|bom|engine-plugin-spin|spin-dataformat|bpm-assert)",
              "operaton-$1"),
          new Rule("settings", "camunda\\.bpm\\.|(?m)^camunda:", "@settings"),
          new Rule(
              "addresses and folders of the web applications", "(?<!/)/camunda\\b(?!\\.)", "/operaton"),
          new Rule(
              "methods of the model API named after the product",
              "\\b(get|set|is)Camunda(?=[A-Z])",
              "$1Operaton"),
          new Rule(
              "settings of the environment, and the session's token",
              "\\bCAMUNDA_(?=BPM_|CSRF_)",
              "OPERATON_"),
          new Rule(
              "beans named after the product", "\\bcamundaTaskExecutor\\b", "operatonTaskExecutor"),
          new Rule(
              "the administrators' group, which keeps its name",
              "Groups\\.CAMUNDA_ADMIN",
              "\"camunda-admin\""),
          // The people of a database that 7.24 has filled are in the group of its name.
          new Rule(
              "the administrators that are there already",
              "(?m)^( +)history-time-to-live: P3650D$",
              "$0\n$1admin-groups: camunda-admin"),
          new Rule(
              "expression language, which has its standard package again",
              "org\\.operaton\\.bpm\\.impl\\.juel\\.jakarta\\.el",
              "jakarta.el"));

  private static final Pattern INNER =
      Pattern.compile("import org\\.camunda\\.bpm\\.[\\w.]*\\bimpl\\.[\\w.]+;");

  private Operaton() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length == 0 || Files.exists(Path.of(arguments[0]))) {
      System.err.println(
          "java src/successor/Operaton.java TARGET [--rewrite-only]; TARGET must not be there yet");
      System.exit(2);
    }
    Path target = Path.of(arguments[0]).toAbsolutePath();
    Map<String, Integer> touched = rewrite(Path.of(""), files(), target);
    touched.forEach((rule, files) -> System.out.printf("%4d files: %s%n", files, rule));
    if (arguments.length > 1) {
      return;
    }
    fetchSpinJson(target);
    System.out.println(
        """
        Rewritten. Walk the year on it, use it in a browser, and go on with databases that 7.24 has half walked:
          cd %s
          mvn verify -Dtest=UpgradeTest -Dit.test=YearWalkIT,BrowserIT,LiveSessionIT -Dspotless.check.skip"""
            .formatted(target));
  }

  /** All of the tree but what a build or Git has put there. */
  private static List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(Path.of(""))) {
      return all.filter(Files::isRegularFile)
          .map(file -> file.toString().replace('\\', '/'))
          .filter(file -> !file.matches("target/.*|\\.git(/.*)?"))
          .sorted()
          .toList();
    }
  }

  /**
   * Copies the files, rewritten.
   *
   * @return how many files each rule changed, and how many all of them
   */
  static Map<String, Integer> rewrite(Path from, List<String> files, Path target)
      throws IOException {
    Map<String, Integer> touched = new LinkedHashMap<>();
    Map<String, Integer> inner = new TreeMap<>();
    RULES.forEach(rule -> touched.put(rule.what, 0));
    int all = 0;
    for (String file : files) {
      byte[] bytes = Files.readAllBytes(from.resolve(file));
      Path to = target.resolve(file.replace("webjars/camunda/", "webjars/operaton/"));
      Files.createDirectories(to.getParent());
      if (!file.matches(CODE) || file.matches(STAYS)) {
        Files.write(to, bytes);
        continue;
      }
      String text = new String(bytes, StandardCharsets.UTF_8);
      String before = text;
      if (file.startsWith("src/main/")) {
        Matcher matcher = INNER.matcher(text);
        while (matcher.find()) {
          inner.merge(matcher.group().replaceAll("import |;", ""), 1, Integer::sum);
        }
      }
      for (Rule rule : RULES) {
        String after = apply(rule, text);
        touched.merge(rule.what, after.equals(text) ? 0 : 1, Integer::sum);
        text = after;
      }
      text = file.equals("pom.xml") ? pom(text) : text;
      all += text.equals(before) ? 0 : 1;
      Files.writeString(to, text);
    }
    touched.put("all together, of " + files.size(), all);
    inner.forEach((type, uses) -> touched.put("inner class " + type, uses));
    return touched;
  }

  private static String apply(Rule rule, String text) {
    return rule.to.equals("@settings")
        ? text.replace("camunda.bpm.", "operaton.bpm.").replaceAll("(?m)^camunda:", "operaton:")
        : rule.from.matcher(text).replaceAll(rule.to);
  }

  /** Versions, the part that is published without its parent, and the one that is not published. */
  private static String pom(String text) {
    List<String> missing = new ArrayList<>();
    String pom =
        replaced(
            text,
            "<camunda\\.version>[^<]*<",
            "<camunda.version>" + VERSION + "<",
            missing);
    pom =
        replaced(
            pom,
            "<artifactId>operaton-spin-dataformat-json-jackson</artifactId>",
            "$0<version>%s-alone</version>".formatted(SPIN_JSON),
            missing);
    pom =
        replaced(
            pom,
            "(?s)<dependency>\\s*<groupId>org\\.operaton\\.bpm</groupId>\\s*"
                + "<artifactId>operaton-bpm-assert</artifactId>.*?</dependency>",
            "",
            missing);
    pom =
        replaced(
            pom,
            "<dependencyManagement>",
            "<repositories><repository><id>alone</id><url>file:\\${project.basedir}/lib</url>"
                + "</repository></repositories>$0",
            missing);
    // Its own warnings are Operaton's; and what asserts on processes waits for its assertions.
    pom = replaced(pom, "<arg>-Werror</arg>", "", missing);
    pom =
        replaced(
            pom,
            "(?s)<artifactId>maven-compiler-plugin</artifactId>\\s*<configuration>",
            "$0<testIncludes>"
                + "<testInclude>**/YearWalkIT.java</testInclude>"
                + "<testInclude>**/BrowserIT.java</testInclude>"
                + "<testInclude>**/LiveSessionIT.java</testInclude>"
                + "<testInclude>**/UpgradeTest.java</testInclude></testIncludes>",
            missing);
    if (!missing.isEmpty()) {
      throw new IllegalStateException("pom.xml has changed; it holds no " + missing);
    }
    return pom;
  }

  private static String replaced(String text, String from, String to, List<String> missing) {
    Matcher matcher = Pattern.compile(from).matcher(text);
    if (!matcher.find()) {
      missing.add(from);
      return text;
    }
    return matcher.replaceFirst(to);
  }

  private static void fetchSpinJson(Path target) throws IOException, InterruptedException {
    String artifact = "operaton-spin-dataformat-json-jackson";
    Path jar = target.resolve("target/" + artifact + "-" + SPIN_JSON + ".jar");
    maven(
        target,
        "dependency:copy",
        "-Dartifact=org.operaton.spin:" + artifact + ":" + SPIN_JSON,
        "-DoutputDirectory=" + jar.getParent());
    maven(
        target,
        "install:install-file",
        "-Dfile=" + jar,
        "-DgroupId=org.operaton.spin",
        "-DartifactId=" + artifact,
        "-Dversion=" + SPIN_JSON + "-alone",
        "-Dpackaging=jar",
        "-DgeneratePom=true",
        "-DlocalRepositoryPath=" + target.resolve("lib"));
  }

  /** Outside the copy, whose POM names what is only being fetched. */
  private static void maven(Path target, String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("mvn", "-q", "-B"));
    command.addAll(List.of(words));
    Process maven =
        new ProcessBuilder(command)
            .directory(Files.createDirectories(target.resolve("target")).toFile())
            .inheritIO()
            .start();
    if (maven.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + " failed");
    }
  }
}
