package org.peerchallenge.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.peerchallenge.kernel.JsonText;
import org.springframework.stereotype.Component;
import org.xml.sax.SAXException;

/**
 * Checks diagrams, decision tables and forms, together, before they are deployed: the engine itself
 * notices most faults only when somebody meets them.
 */
@Component
class FileCheck {

  /** Whether a fault stops a deployment. */
  enum Severity {
    ERROR,
    WARNING
  }

  /**
   * A fault, in words that tell an analyst where to click.
   *
   * @param element the element's name and id; empty when the whole file is meant
   * @param click what to do in Camunda Modeler
   * @param rule which check says so, as {@link Sarif} names it; empty before it is known
   */
  record Fault(
      String file, String element, String problem, String click, Severity severity, String rule) {

    Fault(String file, String element, String problem, String click, Severity severity) {
      this(file, element, problem, click, severity, "");
    }

    /** The same, said by a rule. */
    Fault by(String one) {
      return rule.isEmpty() ? new Fault(file, element, problem, click, severity, one) : this;
    }

    Fault(String file, String element, String problem, String click) {
      this(file, element, problem, click, Severity.ERROR);
    }

    /** For a problem whose words say what to do. */
    Fault(String file, String element, String problem) {
      this(file, element, problem, ModelerPanel.click(file, element, problem));
    }

    @Override
    public String toString() {
      return file + (element.isEmpty() ? "" : ", " + element) + ": " + problem + " → " + click;
    }
  }

  /** Looked up by name and length and compared whole: to hash all bytes each time took longest. */
  private record Content(String name, byte[] bytes) {

    static Content of(FileSet.File file) {
      return new Content(file.name(), file.bytes());
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Content that
          && name.equals(that.name)
          && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return 31 * name.hashCode() + bytes.length;
    }
  }

  /** What a diagram says by itself: its faults, and what it uses. */
  private record Drawn(
      List<Fault> faults, Set<String> forms, Set<String> delegates, Set<String> startForms) {}

  /** A diagram with all that it is compared with. */
  private record Beside(Content diagram, List<?> others) {}

  private record AskedTable(Content table, Set<String> userTasks) {}

  /** What a form says by itself, and beside what the application asks of it. */
  private record Written(
      Map<String, FormSchema> form, List<Fault> faults, List<Fault> besideApplication) {}

  static {
    CompiledSchemas.use();
  }

  private static final int MOST_REMEMBERED = 300;

  private final Catalogue catalogue;
  private final Expressions expressions;

  /**
   * What the schema says of a file depends on nothing but its bytes, and takes most of the time.
   */
  private final Map<ByteBuffer, Optional<String>> schema = new ConcurrentHashMap<>();

  private final Map<Content, List<Fault>> tables = new ConcurrentHashMap<>();
  private final Map<Beside, Drawn> diagrams = new ConcurrentHashMap<>();
  private final Map<Beside, List<Fault>> variables = new ConcurrentHashMap<>();
  private final Map<Content, List<Fault>> flows = new ConcurrentHashMap<>();
  private final Map<Content, List<Fault>> others = new ConcurrentHashMap<>();
  private final Map<AskedTable, List<Fault>> askedTables = new ConcurrentHashMap<>();
  private final Map<Content, List<Fault>> refused = new ConcurrentHashMap<>();
  private final Map<Content, Written> written = new ConcurrentHashMap<>();

  /**
   * The diagrams that were read last, of which the next set has most; taken by one check at a time,
   * since not even reading them is safe for two threads.
   */
  private final AtomicReference<SoftReference<Map<Content, Diagram>>> lastRead =
      new AtomicReference<>(new SoftReference<>(Map.of()));

  private final ObjectMapper json = JsonText.mapper();

  FileCheck(Catalogue catalogue) {
    this.catalogue = catalogue;
    this.expressions = new Expressions(catalogue);
  }

  /** Every fault of a set of files by itself. */
  List<Fault> faults(FileSet files) {
    return faults(files, new FileSet(List.of()));
  }

  /**
   * Every fault of a set of files; it may be deployed when none is an error.
   *
   * @param inUse the set that cases run on; empty when there is none
   */
  List<Fault> faults(FileSet asTheyLie, FileSet inUse) {
    if (schema.size() + tables.size() + askedTables.size() + written.size() > MOST_REMEMBERED) {
      schema.clear();
      tables.clear();
      diagrams.clear();
      variables.clear();
      flows.clear();
      others.clear();
      askedTables.clear();
      refused.clear();
      written.clear();
    }
    List<Fault> faults = new ArrayList<>();
    FileSet files = new FileNames(asTheyLie, faults).asMeant();
    Set<String> forms = stems(files.ending("form"));
    Set<String> decisions = stems(files.ending("dmn"));
    Set<String> processes = stems(files.ending("bpmn"));
    ChangeCheck changes = new ChangeCheck(inUse, files, json, faults);

    by("file-name", faults);
    FormCheck formCheck = new FormCheck(json, faults);
    List<Written> everyForm = files.ending("form").stream().map(this::ofForm).toList();
    for (Written one : everyForm) {
      formCheck.forms().putAll(one.form());
      faults.addAll(one.faults());
    }
    by("form", faults);
    everyForm.forEach(one -> faults.addAll(one.besideApplication()));
    by("form-and-application", faults);
    files.ending("dmn").forEach(file -> faults.addAll(ofTable(file)));
    by("table", faults);
    List<Drawn> drawn =
        files.ending("bpmn").stream()
            .map(file -> ofDiagram(file, List.of(forms, decisions, processes)))
            .toList();
    drawn.forEach(one -> faults.addAll(one.faults()));
    by("diagram", faults);

    Map<Content, Diagram> read = read(files);
    Map<String, Diagram> diagrams = new TreeMap<>();
    read.values().stream()
        .filter(Diagram::isWhole)
        .forEach(diagram -> diagrams.put(diagram.process(), diagram));
    Map<String, Diagram> sound = new TreeMap<>(diagrams);
    for (Map.Entry<String, Diagram> one : diagrams.entrySet()) {
      List<Fault> ofFlow = byItself(files, one.getValue(), flows, FileCheck::ofFlow);
      faults.addAll(ofFlow);
      if (!ofFlow.isEmpty()) {
        // Where the arrows are wrong, nobody can say what is known at a step.
        sound.remove(one.getKey());
      }
    }
    by("arrows", faults);
    for (Diagram diagram : diagrams.values()) {
      faults.addAll(byItself(files, diagram, others, this::ofElementsDeadlinesAndDrawing));
    }
    MessageCheck.check(diagrams, processes.equals(diagrams.keySet()), faults);
    by("message", faults);
    new HandoverCheck(catalogue, files, diagrams, faults).check();
    by("handed-over", faults);
    checkVariables(files, sound, diagrams, formCheck.forms(), faults);
    by("variable", faults);
    checkTables(files, diagrams, faults);
    by("table-rules", faults);
    checkNeverSkipped(files, processes, diagrams, formCheck.forms(), faults);
    by("never-skipped", faults);
    changes.check();
    by("change", faults);

    askTheEngine(files, faults);
    by("engine", faults);

    for (String form : unused(forms, all(drawn, Drawn::forms))) {
      faults.add(
          changes
              .lost(form, "nobody is asked with forms/" + form + ".form any more")
              .orElse(
                  new Fault(
                      "forms/" + form + ".form",
                      "",
                      "no task uses this form",
                      "choose it at a task under Forms, or delete the file",
                      Severity.WARNING)));
    }
    for (String delegate : unused(expressions.delegates(), all(drawn, Drawn::delegates))) {
      Step step =
          catalogue.delegates().containsKey(delegate)
              ? catalogue.delegates().get(delegate).step()
              : null;
      if (step != null && step.spare()) {
        continue;
      }
      faults.add(
          changes
              .lost(delegate, "nothing calls ${" + delegate + "} any more")
              .orElse(misnamed(delegate, diagrams)));
    }
    by("unused", faults);
    Set<String> starting = all(drawn, Drawn::startForms);
    starting.forEach(formCheck::onlyFlags);
    unused(forms, starting).forEach(formCheck::noKey);
    by("form", faults);
    lastRead.set(new SoftReference<>(read));
    return faults;
  }

  private static void by(String rule, List<Fault> faults) {
    faults.replaceAll(fault -> fault.by(rule));
  }

  /** Whether a change of the file touches cases that run. */
  boolean actsAtOnce(FileSet.File file) {
    return file.isA("dmn")
        && catalogue.contracts().stream()
            .noneMatch(one -> one.table().equals(file.stem()) && one.staysWithTheYear());
  }

  /** Only of files that have no fault of ours: the engine's words are harder to understand. */
  private void askTheEngine(FileSet files, List<Fault> faults) {
    Set<String> wrong =
        faults.stream()
            .filter(fault -> fault.severity() == Severity.ERROR)
            .map(Fault::file)
            .collect(Collectors.toSet());
    for (FileSet.File file : files.ending("bpmn", "dmn")) {
      if (!wrong.contains(file.name())) {
        faults.addAll(
            refused.computeIfAbsent(
                Content.of(file),
                content ->
                    file.isA("bpmn") ? EngineParsers.diagram(file) : EngineParsers.table(file)));
      }
    }
  }

  private Drawn ofDiagram(FileSet.File file, List<Set<String>> names) {
    return diagrams.computeIfAbsent(
        new Beside(Content.of(file), names),
        one -> {
          List<Fault> found = new ArrayList<>();
          DiagramCheck check =
              new DiagramCheck(
                  expressions, names.get(0), names.get(1), names.get(2), found, schema);
          check.check(file);
          return new Drawn(
              found, check.usedForms(), check.usedDelegates(), check.startForms().keySet());
        });
  }

  private static Set<String> all(List<Drawn> drawn, Function<Drawn, Set<String>> what) {
    return drawn.stream().flatMap(one -> what.apply(one).stream()).collect(Collectors.toSet());
  }

  /** A table without what the standard asks for makes the library fall over it. */
  private static void orSayThatItCannotBeRead(
      FileSet.File file, List<Fault> faults, Runnable check) {
    try {
      check.run();
    } catch (NullPointerException | IllegalStateException e) {
      faults.add(
          new Fault(
              file.name(),
              "",
              "is no whole decision table: " + e.getMessage(),
              "open it in Modeler, which draws what is there, and add what is missing"));
    }
  }

  /** What a check finds that looks at nothing but one diagram: the same for the same bytes. */
  private static List<Fault> byItself(
      FileSet files,
      Diagram diagram,
      Map<Content, List<Fault>> known,
      Function<Diagram, List<Fault>> check) {
    return known.computeIfAbsent(contentOf(files, diagram), content -> check.apply(diagram));
  }

  private static Content contentOf(FileSet files, Diagram diagram) {
    return files.ending("bpmn").stream()
        .filter(one -> one.name().equals(diagram.file()))
        .findFirst()
        .map(Content::of)
        .orElseThrow();
  }

  private static List<Fault> ofFlow(Diagram diagram) {
    List<Fault> faults = new ArrayList<>();
    new FlowCheck(diagram, faults).check();
    return faults;
  }

  private List<Fault> ofElementsDeadlinesAndDrawing(Diagram diagram) {
    List<Fault> faults = new ArrayList<>();
    new ElementCheck(diagram, keyOf(diagram), faults).check();
    by("element", faults);
    new DeadlineCheck(diagram, faults).check();
    by("deadline", faults);
    new DrawingCheck(diagram, faults).check();
    by("drawing", faults);
    return faults;
  }

  private List<Fault> ofTable(FileSet.File file) {
    return tables.computeIfAbsent(
        Content.of(file),
        content -> {
          List<Fault> found = new ArrayList<>();
          orSayThatItCannotBeRead(
              file, found, () -> new DecisionCheck(catalogue.contracts(), found).check(file));
          return found;
        });
  }

  /** A step that is called after a delegate and calls another is where the other was lost. */
  private static Fault misnamed(String delegate, Map<String, Diagram> diagrams) {
    for (Diagram diagram : diagrams.values()) {
      Optional<Diagram.Node> step = diagram.node("serviceTask_" + delegate);
      if (step.isPresent()) {
        return new Fault(
            diagram.file(),
            step.get().title(),
            "calls " + step.get().camunda("delegateExpression") + ", and its id says " + delegate,
            "write ${" + delegate + "} under Implementation, Delegate expression");
      }
    }
    return new Fault(
        "processes",
        "${" + delegate + "}",
        "no step calls it",
        "put the step back, or have the delegate taken out of the application",
        Severity.WARNING);
  }

  private Map<Content, Diagram> read(FileSet files) {
    Map<Content, Diagram> before = lastRead.getAndSet(new SoftReference<>(Map.of())).get();
    Map<Content, Diagram> read = new HashMap<>();
    for (FileSet.File file : files.ending("bpmn")) {
      Content content = Content.of(file);
      Diagram known = before == null ? null : before.get(content);
      try {
        read.put(content, known == null ? Diagram.read(file) : known);
      } catch (SAXException | IOException e) {
        // Said already, by the check of the diagram.
        continue;
      }
    }
    return read;
  }

  private Written ofForm(FileSet.File file) {
    return written.computeIfAbsent(
        Content.of(file),
        content -> {
          List<Fault> found = new ArrayList<>();
          FormCheck check = new FormCheck(json, found);
          check.check(file);
          List<Fault> besideApplication = new ArrayList<>();
          check
              .forms()
              .forEach(
                  (id, form) ->
                      Optional.ofNullable(catalogue.forms().get(id))
                          .ifPresent(
                              contract ->
                                  new FormContractCheck(
                                          "forms/" + id + ".form",
                                          form,
                                          contract,
                                          besideApplication)
                                      .check()));
          return new Written(check.forms(), found, besideApplication);
        });
  }

  private void checkVariables(
      FileSet files,
      Map<String, Diagram> sound,
      Map<String, Diagram> diagrams,
      Map<String, FormSchema> forms,
      List<Fault> faults) {
    List<Content> written = files.ending("form").stream().map(Content::of).toList();
    Map<String, Holds> keys = new TreeMap<>();
    diagrams.forEach((id, diagram) -> keys.put(id, keyOf(diagram)));
    for (Diagram diagram : sound.values()) {
      Set<String> given = null;
      for (Diagram caller : diagrams.values()) {
        for (Diagram.Node call : caller.all("callActivity").toList()) {
          if (call.element().getAttribute("calledElement").equals(diagram.process())) {
            Set<String> passed = new TreeSet<>();
            call.extensions("in").map(in -> in.getAttribute("target")).forEach(passed::add);
            if (given == null) {
              given = passed;
            } else {
              given.retainAll(passed);
            }
          }
        }
      }
      Set<String> there = given == null ? new TreeSet<>() : given;
      there.remove("");
      Map<String, Holds> holds = new TreeMap<>();
      there.forEach(
          name ->
              holds.put(
                  name,
                  catalogue.delegates().values().stream()
                      .map(Catalogue.Delegate::step)
                      .filter(Objects::nonNull)
                      .flatMap(step -> Stream.of(step.sets()))
                      .filter(sets -> sets.name().equals(name))
                      .map(Step.Sets::holds)
                      .findFirst()
                      .orElse(Holds.ANYTHING)));
      faults.addAll(
          variables.computeIfAbsent(
              new Beside(
                  contentOf(files, diagram), List.of(written, keys, Set.copyOf(there), holds)),
              one -> {
                List<Fault> found = new ArrayList<>();
                new VariableCheck(diagram, forms, catalogue, keys, found).check(there, holds);
                return found;
              }));
    }
  }

  /** Of what the business key is the key, as most of a diagram's delegates need it. */
  private Holds keyOf(Diagram diagram) {
    Map<Holds, Long> needed =
        diagram
            .all("serviceTask")
            .map(node -> node.camunda("delegateExpression").replaceAll("[${}]", ""))
            .flatMap(name -> Optional.ofNullable(catalogue.delegates().get(name)).stream())
            .map(Catalogue.Delegate::step)
            .filter(Objects::nonNull)
            .map(Step::key)
            .filter(key -> key != Holds.ANYTHING)
            .collect(Collectors.groupingBy(key -> key, Collectors.counting()));
    return needed.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(Holds.ANYTHING);
  }

  private void checkTables(FileSet files, Map<String, Diagram> diagrams, List<Fault> faults) {
    Set<String> userTasks =
        diagrams.values().stream()
            .flatMap(diagram -> diagram.all("userTask"))
            .map(Diagram.Node::id)
            .collect(Collectors.toSet());
    for (FileSet.File file : files.ending("dmn")) {
      if (faults.stream().anyMatch(f -> f.file().equals(file.name()) && f.element().isEmpty())) {
        continue;
      }
      catalogue.contracts().stream()
          .filter(contract -> contract.table().equals(file.stem()))
          .findFirst()
          .ifPresentOrElse(
              contract ->
                  faults.addAll(
                      askedTables.computeIfAbsent(
                          new AskedTable(Content.of(file), userTasks),
                          asked -> {
                            List<Fault> found = new ArrayList<>();
                            orSayThatItCannotBeRead(
                                file,
                                found,
                                () -> new TableCheck(file, contract, userTasks, found).check());
                            return found;
                          })),
              () ->
                  faults.add(
                      new Fault(
                          file.name(),
                          "",
                          "nothing asks this table",
                          "delete the file, or have the application ask it")));
    }
  }

  private void checkNeverSkipped(
      FileSet files,
      Set<String> processes,
      Map<String, Diagram> diagrams,
      Map<String, FormSchema> forms,
      List<Fault> faults) {
    for (FileSet.File file : files.ending("yaml")) {
      try {
        SafeguardCheck check = new SafeguardCheck(diagrams, forms, faults);
        SafeguardCheck.read(file.bytes(), json).stream()
            // What is wrong with a diagram that cannot be followed was said.
            .filter(
                rule -> diagrams.containsKey(rule.diagram()) || !processes.contains(rule.diagram()))
            .forEach(check::check);
      } catch (IllegalArgumentException e) {
        faults.add(
            new Fault(file.name(), "", "cannot be read: " + e.getMessage(), "write it as it was"));
      }
    }
  }

  private static Set<String> stems(List<FileSet.File> files) {
    Set<String> stems = new TreeSet<>();
    files.forEach(file -> stems.add(file.stem()));
    return stems;
  }

  private static Set<String> unused(Set<String> all, Set<String> used) {
    Set<String> unused = new TreeSet<>(all);
    unused.removeAll(used);
    return unused;
  }
}
