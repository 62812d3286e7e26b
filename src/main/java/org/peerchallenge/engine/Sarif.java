package org.peerchallenge.engine;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.peerchallenge.engine.FileCheck.Fault;
import org.peerchallenge.engine.FileCheck.Severity;
import org.peerchallenge.kernel.JsonText;

/**
 * Writes faults in the Static Analysis Results Interchange Format, version 2.1.0 (OASIS), with all
 * that GitHub's code scanning asks for: a rule for each result, its help, and the line.
 */
final class Sarif {

  private static final String HELP = "docs/changing-the-process.md";

  /** What each rule looks at; its name, and in words. */
  static final Map<String, String> RULES = rules();

  private static final Pattern OF_ID =
      Pattern.compile("\\(([\\w-]+)\\)|\\bflow_[\\w-]+|^[\\w-]+$|(?<=^“)[\\w-]+(?=”)");
  private static final Pattern OF_RULE = Pattern.compile("^rules? (\\d+)");
  private static final Pattern OF_COLUMN = Pattern.compile("^column “(.*)”$");
  private static final Pattern RULE = Pattern.compile("<(?:\\w+:)?rule[ >]");

  private final Path folder;
  private final Map<String, String> texts = new HashMap<>();

  private Sarif(Path folder) {
    this.folder = folder;
  }

  private static Map<String, String> rules() {
    Map<String, String> rules = new LinkedHashMap<>();
    rules.put("file-name", "Files are called after what is in them, and none is read by nobody");
    rules.put("form", "A form works in Tasklist: parts, labels, limits, conditions, answers");
    rules.put("form-and-application", "A form asks and shows what the application reads and gives");
    rules.put("table", "A decision table can be read, and its cells are FEEL");
    rules.put("table-rules", "The rules of a table leave no gap, can apply, and say known words");
    rules.put("diagram", "A diagram is whole: ids, names, bindings, steps that exist");
    rules.put("arrows", "Every way leads to an end, no step is lost, nothing happens twice");
    rules.put("element", "Each element does what it looks like");
    rules.put("deadline", "Timers and due dates are in the words that a year knows");
    rules.put("drawing", "What is drawn is what is done: symbols, labels, notes, pools");
    rules.put("message", "What is sent is heard, and what is awaited is sent");
    rules.put("handed-over", "Steps, tables and called diagrams are given what they ask");
    rules.put("variable", "What a condition asks for was set before, with that kind and answer");
    rules.put("never-skipped", "Steps that must never be skipped are on every way");
    rules.put("change", "What cases that run wait at is still there, and means the same");
    rules.put("engine", "The engine's own parsers accept the file");
    rules.put("unused", "Every form and every step of the application is used");
    rules.put("words", "Words beside forms name forms and answers that exist");
    rules.put("document", "Word files of documents are whole");
    return rules;
  }

  /**
   * The faults as a file.
   *
   * @param folder where the files lie that they speak of: their lines are looked up there
   * @throws IOException when one of these cannot be read
   */
  static String of(List<Fault> faults, Path folder) throws IOException {
    Sarif sarif = new Sarif(folder);
    List<Map<String, Object>> results = new ArrayList<>();
    for (Fault fault : faults) {
      results.add(sarif.result(fault));
    }
    Map<String, Object> driver = new LinkedHashMap<>();
    driver.put("name", "peer-challenge");
    driver.put("rules", RULES.entrySet().stream().map(Sarif::rule).toList());
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("tool", Map.of("driver", driver));
    run.put("columnKind", "utf16CodeUnits");
    run.put("results", results);
    Map<String, Object> log = new LinkedHashMap<>();
    log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    log.put("version", "2.1.0");
    log.put("runs", List.of(run));
    return JsonText.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(log);
  }

  private static Map<String, Object> rule(Map.Entry<String, String> one) {
    Map<String, Object> rule = new LinkedHashMap<>();
    String help = "Each finding says what to click. What the check knows, and how: " + HELP;
    rule.put("id", one.getKey());
    rule.put("name", one.getKey());
    rule.put("shortDescription", Map.of("text", one.getValue()));
    rule.put("fullDescription", Map.of("text", one.getValue() + "."));
    rule.put("help", Map.of("text", help, "markdown", help));
    rule.put("defaultConfiguration", Map.of("level", "error"));
    return rule;
  }

  private Map<String, Object> result(Fault fault) throws IOException {
    Map<String, Object> place = new LinkedHashMap<>();
    place.put("artifactLocation", Map.of("uri", uri(relative(fault.file()))));
    place.put("region", region(fault));
    Map<String, Object> location = new LinkedHashMap<>();
    location.put("physicalLocation", place);
    if (!fault.element().isEmpty()) {
      location.put("logicalLocations", List.of(Map.of("fullyQualifiedName", fault.element())));
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("ruleId", fault.rule());
    result.put("ruleIndex", List.copyOf(RULES.keySet()).indexOf(fault.rule()));
    result.put("level", fault.severity() == Severity.ERROR ? "error" : "warning");
    result.put(
        "message",
        Map.of(
            "text",
            (fault.element().isEmpty() ? "" : fault.element() + ": ")
                + fault.problem()
                + " → "
                + fault.click()));
    result.put("locations", List.of(location));
    return result;
  }

  private String relative(String file) {
    Path path = Path.of(file);
    return path.startsWith(folder) && !path.equals(folder)
        ? folder.relativize(path).toString().replace('\\', '/')
        : file;
  }

  /** A blank or an umlaut in a name is written as a URI writes it. */
  private static String uri(String file) {
    try {
      return new URI(null, null, file, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(file, e);
    }
  }

  /** The line of the element, or the first line when the whole file is meant. */
  private Map<String, Object> region(Fault fault) throws IOException {
    String text = text(fault.file());
    int[] found = find(text, fault);
    int line = 1 + (int) text.substring(0, found[0]).chars().filter(c -> c == '\n').count();
    int column = 1 + found[0] - (text.lastIndexOf('\n', found[0] - 1) + 1);
    Map<String, Object> region = new LinkedHashMap<>();
    region.put("startLine", line);
    region.put("startColumn", column);
    region.put("endLine", line);
    region.put("endColumn", column + Math.max(1, found[1] - found[0]));
    return region;
  }

  private String text(String file) throws IOException {
    String known = texts.get(file);
    if (known == null) {
      try {
        known = Files.readString(folder.resolve(relative(file)));
      } catch (NoSuchFileException | MalformedInputException e) {
        // Told of a file that is gone, or that is no text: its first line is meant.
        known = "";
      } catch (IOException e) {
        if (!Files.isDirectory(folder.resolve(relative(file)))) {
          throw e;
        }
        known = "";
      }
      texts.put(file, known);
    }
    return known;
  }

  /** Where an element begins and ends in its file, as far as its line goes. */
  private static int[] find(String text, Fault fault) {
    String element = fault.element();
    Matcher rule = OF_RULE.matcher(element);
    if (rule.find() && fault.file().endsWith(".dmn")) {
      Matcher rules = RULE.matcher(text);
      for (int n = 0; rules.find(); n++) {
        if (n + 1 == Integer.parseInt(rule.group(1))) {
          return new int[] {rules.start(), rules.end()};
        }
      }
    }
    Matcher column = OF_COLUMN.matcher(element);
    if (column.find()) {
      return of(text, "label=\"" + column.group(1) + "\"");
    }
    Matcher inside = OF_ID.matcher(element);
    int[] last = {0, 0};
    while (inside.find()) {
      String id = inside.group(1) != null ? inside.group(1) : inside.group();
      for (String written : List.of("id=\"", "\"key\": \"", "\"id\": \"", "\"path\": \"")) {
        int[] found = of(text, written + id + "\"");
        if (found[1] > 0) {
          last = found;
          break;
        }
      }
    }
    return last;
  }

  private static int[] of(String text, String written) {
    int at = text.indexOf(written);
    return at < 0 ? new int[] {0, 0} : new int[] {at, at + written.length()};
  }
}
