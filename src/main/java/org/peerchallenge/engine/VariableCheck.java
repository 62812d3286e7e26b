package org.peerchallenge.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.peerchallenge.engine.ControlFlow.Edge;
import org.peerchallenge.engine.ControlFlow.Point;
import org.peerchallenge.engine.Diagram.Flow;
import org.peerchallenge.engine.Diagram.Node;
import org.peerchallenge.engine.FileCheck.Fault;
import org.peerchallenge.engine.FormSchema.Field;
import org.w3c.dom.Element;

/**
 * Follows the variables of one diagram from whoever sets them (forms, delegates, decision tables,
 * loops) to whoever asks for them, with their kind and their answers.
 */
final class VariableCheck {

  private static final Pattern ASKED = Pattern.compile("[$#]\\{([^}]*)}");
  private static final Pattern PLAIN = Pattern.compile("(!?)(\\w+)");
  private static final Pattern COMPARED = Pattern.compile("(\\w+) (?:==|!=) '([\\w -]*)'");
  private static final Pattern LIST =
      Pattern.compile("lists\\.(of|has)\\((\\w+)(?:, '([^']*)')?\\)");

  /** A variable: what it holds, and its answers where a form asks for it. */
  private record Known(Holds holds, boolean list, Set<String> answers, boolean mayBeEmpty) {}

  private final Diagram diagram;
  private final Map<String, FormSchema> forms;
  private final Catalogue catalogue;
  private final Map<String, Holds> keys;
  private final List<Fault> faults;
  private final ControlFlow ways;
  private final Map<String, Known> known = new TreeMap<>();
  private final Map<String, Set<String>> setAt = new LinkedHashMap<>();
  private final Map<Point, Set<String>> surely = new HashMap<>();
  private final Set<String> asked = new HashSet<>();

  /**
   * For one diagram.
   *
   * @param forms by their ids
   * @param keys what the business key of each process is the key of, by the process's id
   */
  VariableCheck(
      Diagram diagram,
      Map<String, FormSchema> forms,
      Catalogue catalogue,
      Map<String, Holds> keys,
      List<Fault> faults) {
    this.diagram = diagram;
    this.forms = forms;
    this.catalogue = catalogue;
    this.keys = keys;
    this.faults = faults;
    this.ways = new ControlFlow(diagram);
  }

  /**
   * Checks the diagram.
   *
   * @param given variables that every caller of the process hands over
   */
  void check(Set<String> given, Map<String, Holds> givenHolds) {
    givenHolds.forEach((name, holds) -> known.put(name, new Known(holds, false, Set.of(), false)));
    for (Node node : diagram.nodes()) {
      produces(node, (name, what) -> learn(node, name, what));
    }
    follow(given);
    for (Node node : diagram.nodes()) {
      checkNode(node);
    }
    for (Node node : diagram.nodes()) {
      checkFlags(node);
    }
  }

  private void learn(Node node, String name, Known what) {
    setAt.computeIfAbsent(name, n -> new TreeSet<>()).add(node.id());
    known.merge(
        name,
        what,
        (a, b) -> {
          Set<String> answers = new TreeSet<>(a.answers());
          answers.addAll(b.answers());
          return new Known(a.holds(), a.list(), answers, a.mayBeEmpty() || b.mayBeEmpty());
        });
  }

  /** What is there once a node was completed. */
  private void produces(Node node, BiConsumer<String, Known> tell) {
    flags(node).forEach(field -> tell.accept(field.key(), ofField(field)));
    delegates(node)
        .flatMap(step -> Stream.of(step.sets()))
        .forEach(
            sets ->
                tell.accept(sets.name(), new Known(sets.holds(), sets.list(), Set.of(), false)));
    String result = node.camunda("resultVariable");
    if (!result.isEmpty()) {
      tell.accept(result, new Known(Holds.TEXT, false, Set.of(), false));
    }
    node.extensions("out")
        .map(out -> out.getAttribute("target"))
        .filter(name -> !name.isEmpty())
        .forEach(name -> tell.accept(name, new Known(Holds.ANYTHING, false, Set.of(), false)));
  }

  private static Known ofField(Field field) {
    Holds holds = field.type().equals("checkbox") ? Holds.YES_NO : Holds.TEXT;
    return new Known(
        holds,
        false,
        field.answers(),
        holds == Holds.TEXT
            && (!field.isRequired() || field.hiddenWhen().isPresent() || !field.isSentByPeople()));
  }

  private Stream<Field> flags(Node node) {
    return Optional.ofNullable(forms.get(node.camunda("formRef"))).stream()
        .flatMap(form -> form.fields().stream())
        .filter(field -> field.destination() == FormSchema.Destination.FLAG);
  }

  private Stream<Step> delegates(Node node) {
    Stream<String> listeners =
        Stream.concat(node.extensions("executionListener"), node.extensions("taskListener"))
            .map(l -> l.getAttribute("delegateExpression"));
    return Stream.concat(Stream.of(node.camunda("delegateExpression")), listeners)
        .map(text -> text.replaceAll("[${}#]", ""))
        .flatMap(name -> Optional.ofNullable(catalogue.delegates().get(name)).stream())
        .map(Catalogue.Delegate::step)
        .filter(step -> step != null);
  }

  private Stream<FormRef> form(Node node) {
    return Optional.ofNullable(catalogue.forms().get(node.camunda("formRef"))).stream()
        .map(FormContract::ref);
  }

  /** What is surely set at each point, by a fixed point over all ways. */
  private void follow(Set<String> given) {
    Set<String> all = new HashSet<>(known.keySet());
    for (Node node : diagram.nodes()) {
      all.add(node.loopVariable());
      inputs(node).forEach(all::add);
    }
    ways.points().forEach(point -> surely.put(point, new HashSet<>(all)));
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Point point : ways.points()) {
        Set<String> now = at(point, given);
        if (!now.equals(surely.get(point))) {
          surely.put(point, now);
          changed = true;
        }
      }
    }
  }

  private Set<String> at(Point point, Set<String> given) {
    Node node = diagram.node(point.node()).orElseThrow();
    Set<String> set = null;
    List<Edge> into = ways.before(point);
    boolean joins = node.is("parallelGateway") && !point.done();
    for (Edge edge : into) {
      Set<String> from = surely.get(edge.from());
      if (set == null) {
        set = new HashSet<>(from);
      } else if (joins) {
        set.addAll(from);
      } else {
        set.retainAll(from);
      }
    }
    if (set == null || ways.entries().contains(point)) {
      set = new HashSet<>(given);
    }
    if (point.done()) {
      Set<String> made = new HashSet<>();
      produces(node, (name, what) -> made.add(name));
      set.addAll(made);
    } else {
      set.add(node.loopVariable());
      inputs(node).forEach(set::add);
    }
    return set;
  }

  private static Stream<String> inputs(Node node) {
    return node.extensions("inputParameter").map(in -> in.getAttribute("name"));
  }

  private void checkNode(Node node) {
    Point begin = new Point(node.id(), false);
    Set<String> here = surely.getOrDefault(begin, Set.of());
    for (String attribute : List.of("candidateGroups", "assignee", "dueDate")) {
      expressions(node.camunda(attribute), node, here);
    }
    node.loop().ifPresent(loop -> checkLoop(node, loop, here));
    Stream.concat(node.extensions("inputParameter"), node.extensions("in"))
        .forEach(
            in -> {
              expressions(in.getTextContent(), node, here);
              expressions(in.getAttribute("businessKey"), node, here);
              expressions("${" + in.getAttribute("source") + "}", node, here);
            });
    delegates(node)
        .flatMap(step -> Stream.of(step.reads()))
        .forEach(
            name ->
                there(name, node.title(), node.camunda("delegateExpression") + " needs it", here));
    form(node)
        .flatMap(form -> Stream.of(form.reads()))
        .forEach(
            name ->
                there(
                    name,
                    node.title(),
                    "its form “" + node.camunda("formRef") + "” needs it",
                    here));
    Set<String> after = surely.getOrDefault(new Point(node.id(), true), Set.of());
    for (Flow flow : diagram.out(node)) {
      checkCondition(node, flow, after);
    }
    if (node.is("callActivity")) {
      checkCalled(node, here);
    }
    node.extensions("out")
        .map(out -> out.getAttribute("target"))
        .filter(name -> setAt.getOrDefault(name, Set.of()).size() > 1)
        .forEach(
            name ->
                fault(
                    node.title(),
                    "overwrites “%s”, which another step sets".formatted(name),
                    "give it another name under “Out mappings”, or delete it there"));
    checkKey(node);
    checkOpened(node);
  }

  /** A delegate for an entry cannot work in the case of a year. */
  private void checkKey(Node node) {
    Holds key = keys.getOrDefault(diagram.process(), Holds.ANYTHING);
    delegates(node)
        .filter(step -> step.key() != Holds.ANYTHING && key != Holds.ANYTHING)
        .filter(step -> step.key() != key)
        .forEach(
            step ->
                fault(
                    node.title(),
                    "%s needs %s, and this diagram's cases have %s"
                        .formatted(
                            node.camunda("delegateExpression"), step.key().words(), key.words()),
                    "choose another delegate under Implementation"));
    form(node)
        .filter(form -> key != Holds.ANYTHING && form.key() != key)
        .forEach(
            form ->
                fault(
                    node.title(),
                    "its form “%s” needs %s, and this diagram's cases have %s"
                        .formatted(node.camunda("formRef"), form.key().words(), key.words()),
                    "choose another form under Forms"));
  }

  private void checkCalled(Node node, Set<String> here) {
    String called = node.element().getAttribute("calledElement");
    String key =
        node.extensions("in")
            .map(in -> in.getAttribute("businessKey"))
            .filter(k -> !k.isEmpty())
            .findFirst()
            .orElse("");
    Holds wanted = keys.getOrDefault(called, Holds.ANYTHING);
    Holds given = ofKey(key, node);
    if (wanted != Holds.ANYTHING && given != Holds.ANYTHING && wanted != given) {
      fault(
          node.title(),
          "“%s” is %s, and %s.bpmn needs %s".formatted(key, given.words(), called, wanted.words()),
          "choose another business key under “In mappings”, or another called element");
    }
    String stem = node.id().replaceFirst("callActivity_", "");
    String kebab = stem.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
    if (!called.isEmpty() && !kebab.contains(called) && !called.contains(kebab)) {
      fault(
          node.title(),
          "calls “" + called + "”, and its id says “" + kebab + "”",
          "choose " + kebab + " under “Called element”");
    }
  }

  private Holds ofKey(String key, Node node) {
    if (key.contains("processBusinessKey")) {
      return keys.getOrDefault(diagram.process(), Holds.ANYTHING);
    }
    Matcher asked = ASKED.matcher(key);
    return asked.matches() ? holds(asked.group(1), node) : Holds.ANYTHING;
  }

  /** What a variable holds at a node; a loop's variable holds one of its list. */
  private Holds holds(String name, Node node) {
    for (Node at = node; at != null; at = diagram.node(at.scope()).orElse(null)) {
      if (at.loopVariable().equals(name)) {
        Matcher list =
            LIST.matcher(
                at.loop()
                    .orElseThrow()
                    .getAttributeNS(Diagram.CAMUNDA, "collection")
                    .replaceAll("[${}]", ""));
        return list.matches() && known.containsKey(list.group(2))
            ? known.get(list.group(2)).holds()
            : Holds.ANYTHING;
      }
    }
    return known.containsKey(name) ? known.get(name).holds() : Holds.ANYTHING;
  }

  private void checkLoop(Node node, Element loop, Set<String> here) {
    String collection = loop.getAttributeNS(Diagram.CAMUNDA, "collection");
    expressions(collection, node, here);
    Set<Holds> wanted = new TreeSet<>();
    String variable = node.loopVariable();
    if (node.camunda("candidateGroups").equals("${" + variable + "}")) {
      wanted.add(Holds.CANDIDATES);
    }
    if (node.camunda("assignee").equals("${" + variable + "}")) {
      wanted.add(Holds.PERSON);
    }
    // Dates, groups and delegates find the entry of a loop under this name.
    if (variable.equals("entry")) {
      wanted.add(Holds.ENTRY);
    }
    if (variable.equals("caseStudy")) {
      wanted.add(Holds.CASE_STUDY);
    }
    Holds holds = holds(variable, node);
    if (holds != Holds.ANYTHING && !wanted.isEmpty() && !wanted.contains(holds)) {
      fault(
          node.title(),
          "“%s” goes through %s: each is %s, and it needs %s"
              .formatted(variable, collection, holds.words(), wanted.iterator().next().words()),
          "choose another list under Multi-instance, Collection");
    }
  }

  private void checkCondition(Node node, Flow flow, Set<String> after) {
    Matcher expression = ASKED.matcher(flow.condition());
    if (!expression.find()) {
      return;
    }
    String asked = expression.group(1);
    String title =
        node.title() + ", arrow " + (flow.name().isEmpty() ? flow.id() : "“" + flow.name() + "”");
    Matcher plain = PLAIN.matcher(asked);
    Matcher compared = COMPARED.matcher(asked);
    Matcher list = LIST.matcher(asked);
    if (plain.matches()) {
      there(plain.group(2), title, "the condition asks for it", after);
      Known what = known.get(plain.group(2));
      if (what != null && (what.list() || what.holds() != Holds.YES_NO)) {
        fault(
            title,
            "“%s” is no yes or no, but %s"
                .formatted(plain.group(2), what.list() ? "a list" : what.holds().words()),
            "compare it with an answer, such as ${" + plain.group(2) + " == 'yes'}");
      }
    } else if (compared.matches()) {
      there(compared.group(1), title, "the condition asks for it", after);
      checkAnswer(title, compared.group(1), compared.group(2));
      checkWords(title, flow, compared.group(1), asked.contains(" == "), compared.group(2));
    } else if (list.matches()) {
      there(list.group(2), title, "the condition asks for it", after);
      Known what = known.get(list.group(2));
      if (what != null && !what.list()) {
        fault(title, "“" + list.group(2) + "” is no list", "choose a list, or compare the word");
      }
      if (list.group(1).equals("of")) {
        fault(
            title,
            "“" + list.group(2) + "” is a list, and neither yes nor no",
            "ask ${lists.has(" + list.group(2) + ", 'one of its words')}");
      }
      checkKeyOfForm(title, flow, list.group(3));
    }
  }

  /** An arrow that is called as one answer and follows another leads people astray. */
  private void checkWords(String title, Flow flow, String name, boolean same, String word) {
    if (flow.name().isBlank()) {
      return;
    }
    for (Node node : diagram.nodes()) {
      for (Field field : flags(node).filter(one -> one.key().equals(name)).toList()) {
        Map<String, String> labels = new TreeMap<>();
        field
            .node()
            .path("values")
            .forEach(one -> labels.put(one.path("value").asText(), one.path("label").asText()));
        String own = labels.getOrDefault(word, "");
        boolean follows = begins(own, flow.name());
        boolean other =
            labels.entrySet().stream()
                .anyMatch(e -> !e.getKey().equals(word) && begins(e.getValue(), flow.name()));
        if (same ? other && !follows : follows && !other) {
          faults.add(
              new Fault(
                  diagram.file(),
                  title,
                  "is called “%s”, and is followed %s “%s” (%s)"
                      .formatted(
                          flow.name(), same ? "after the answer" : "after all but", own, word),
                  "write the answer that its name says into the condition, or rename the arrow",
                  FileCheck.Severity.WARNING));
          return;
        }
      }
    }
  }

  private static boolean begins(String label, String name) {
    return label
        .toLowerCase(Locale.ROOT)
        .matches(Pattern.quote(name.strip().toLowerCase(Locale.ROOT)) + "([,.;:].*)?");
  }

  /** The key of a section is the name of the form behind the arrow. */
  private void checkKeyOfForm(String title, Flow flow, String key) {
    String form = diagram.node(flow.target()).map(n -> n.camunda("formRef")).orElse("");
    if (key != null && !form.isEmpty() && !form.equals("write-" + key)) {
      fault(
          title,
          "the condition asks for “%s”, and the arrow leads to the form “%s”".formatted(key, form),
          "write '" + form.replaceFirst("^write-", "") + "' in the condition");
    }
  }

  /** A section that no condition names would be asked for without being one to sign. */
  private void checkOpened(Node node) {
    String form = node.camunda("formRef");
    if (!form.startsWith("write-") || diagram.in(node).stream().anyMatch(this::asksAList)) {
      return;
    }
    diagram
        .all("userTask")
        .filter(other -> other.scope().equals(node.scope()))
        .flatMap(other -> diagram.in(other).stream())
        .map(flow -> LIST.matcher(flow.condition().replaceAll("[${}]", "")))
        .filter(Matcher::matches)
        .findFirst()
        .ifPresent(
            list ->
                fault(
                    node.title(),
                    "no arrow into it has a condition, so it is no section",
                    "click the arrow into it and write ${lists.has(%s, '%s')} under Condition"
                        .formatted(list.group(2), form.replaceFirst("^write-", ""))));
  }

  private boolean asksAList(Flow flow) {
    return LIST.matcher(flow.condition().replaceAll("[${}]", "")).matches();
  }

  private void checkAnswer(String title, String name, String word) {
    Known what = known.get(name);
    if (what == null) {
      return;
    }
    if (what.list() || what.holds() == Holds.YES_NO) {
      fault(
          title,
          "“" + name + "” is " + (what.list() ? "a list" : "yes or no") + " and no word",
          what.list() ? "ask ${lists.has(" + name + ", '" + word + "')}" : "ask ${" + name + "}");
    } else if (!what.answers().isEmpty() && !what.answers().contains(word)) {
      fault(
          title,
          "“%s” is no answer of “%s”: the form offers %s"
              .formatted(word, name, String.join(", ", what.answers())),
          "write one of these words in the condition, or add the answer to the form");
    }
    if (what.mayBeEmpty()) {
      fault(
          title,
          "“%s” may stay empty, and an empty answer takes the default arrow".formatted(name),
          "tick “Required” at this field in its form, and let nothing hide it");
    }
  }

  private void expressions(String text, Node node, Set<String> here) {
    Matcher matcher = ASKED.matcher(text == null ? "" : text);
    while (matcher.find()) {
      String expression = matcher.group(1);
      Matcher list = LIST.matcher(expression);
      if (list.matches()) {
        there(list.group(2), node.title(), "it goes through this list", here);
        Known what = known.get(list.group(2));
        if (what != null && !what.list()) {
          fault(
              node.title(),
              "“" + list.group(2) + "” is no list",
              "choose a list under Multi-instance, Collection");
        }
      } else if (expression.matches("\\w+")) {
        there(expression, node.title(), "“" + matcher.group() + "” asks for it", here);
      }
    }
  }

  private void there(String name, String element, String why, Set<String> here) {
    asked.add(name);
    if (name.isEmpty() || here.contains(name)) {
      return;
    }
    boolean somewhere = known.containsKey(name);
    String like = somewhere ? "" : nearest(name).map(n -> "; do you mean “" + n + "”?").orElse("");
    fault(
        element,
        somewhere
            ? "“%s” is not set on every way that leads here, and %s".formatted(name, why)
            : "nobody sets “%s”, and %s%s".formatted(name, why, like),
        somewhere
            ? "let every way pass the step or form that sets it"
            : "write the name as the form or the step before it sets it, or put the field back");
  }

  private Optional<String> nearest(String name) {
    return known.keySet().stream()
        .filter(one -> distance(one, name) <= Math.max(2, name.length() / 4))
        .min(java.util.Comparator.comparingInt(one -> distance(one, name)));
  }

  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int last = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int was = row[j];
        row[j] =
            Math.min(
                Math.min(row[j], row[j - 1]) + 1,
                last + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1));
        last = was;
      }
    }
    return row[b.length()];
  }

  /** A flag of a form: read by somebody, written by one at a time, and nobody else's. */
  private void checkFlags(Node node) {
    for (Field field : flags(node).toList()) {
      String form = "forms/" + node.camunda("formRef") + ".form";
      String element = "“" + field.label() + "” (" + field.key() + ")";
      boolean read =
          asked.contains(field.key())
              || catalogue.delegates().values().stream()
                  .map(Catalogue.Delegate::step)
                  .filter(step -> step != null)
                  .anyMatch(step -> Set.of(step.reads()).contains(field.key()));
      if (!read) {
        faults.add(
            new Fault(
                form,
                element,
                "is a flag that no condition reads",
                "delete the property “engine” of this field, or ask for it in a condition"));
      }
      boolean ofAnother =
          catalogue.delegates().values().stream()
                  .map(Catalogue.Delegate::step)
                  .filter(step -> step != null)
                  .flatMap(step -> Stream.of(step.sets()))
                  .anyMatch(sets -> sets.name().equals(field.key()))
              || DiagramCheck.OURS.contains(field.key());
      if (ofAnother) {
        faults.add(
            new Fault(
                form,
                element,
                "overwrites the variable “" + field.key() + "” of the process",
                "give the field another key"));
      }
      boolean many = node.loop().isPresent() || isInLoopWithoutOwn(node, field.key());
      if (many) {
        faults.add(
            new Fault(
                form,
                element,
                "is a flag of a task that several people do at once: they would overwrite it",
                "delete the property “engine” of this field, or declare “"
                    + field.key()
                    + "” under Inputs of the sub-process that repeats"));
      }
    }
    if (node.is("parallelGateway", "inclusiveGateway") && diagram.out(node).size() > 1) {
      checkSideBySide(node);
    }
  }

  private boolean isInLoopWithoutOwn(Node node, String key) {
    for (Node at = diagram.node(node.scope()).orElse(null);
        at != null;
        at = diagram.node(at.scope()).orElse(null)) {
      if (at.loop().isPresent()) {
        return inputs(at).noneMatch(key::equals);
      }
    }
    return false;
  }

  private void checkSideBySide(Node split) {
    Map<String, Set<String>> writers = new TreeMap<>();
    for (Flow flow : diagram.out(split)) {
      Set<String> seen = new HashSet<>();
      List<Node> open = new ArrayList<>();
      diagram.node(flow.target()).ifPresent(open::add);
      while (!open.isEmpty()) {
        Node node = open.remove(open.size() - 1);
        boolean joins =
            node.is("parallelGateway", "inclusiveGateway") && diagram.in(node).size() > 1;
        if (!joins && seen.add(node.id())) {
          diagram.out(node).forEach(f -> diagram.node(f.target()).ifPresent(open::add));
          open.addAll(diagram.inside(node.id()));
          flags(node)
              .forEach(
                  field ->
                      writers
                          .computeIfAbsent(field.key(), k -> new TreeSet<>())
                          .add(flow.id() + " " + node.camunda("formRef")));
        }
      }
    }
    writers.forEach(
        (key, all) -> {
          Set<String> branches =
              all.stream().map(one -> one.split(" ")[0]).collect(Collectors.toSet());
          if (branches.size() > 1) {
            String form = all.iterator().next().split(" ")[1];
            faults.add(
                new Fault(
                    "forms/" + form + ".form",
                    "“" + key + "”",
                    "is a flag that forms write side by side: people would roll each other back",
                    "give each form a flag of its own, or delete the property “engine”"));
          }
        });
  }

  private void fault(String element, String problem, String click) {
    faults.add(new Fault(diagram.file(), element, problem, click));
  }
}
