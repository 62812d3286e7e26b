package org.peerchallenge.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.peerchallenge.engine.FileCheck.Fault;
import org.peerchallenge.engine.FileCheck.Severity;
import org.peerchallenge.engine.FormContract.Key;
import org.peerchallenge.engine.FormContract.Kind;
import org.peerchallenge.engine.FormSchema.Destination;
import org.peerchallenge.engine.FormSchema.Field;

/**
 * Compares a form with the records of its class, both ways: what Java reads the form must ask, what
 * the form asks for Java must give.
 */
final class FormContractCheck {

  /** A field as it stands in the form; a frame that may be hidden hides it. */
  private record Placed(Field field, boolean hidden) {

    boolean mayBeEmpty() {
      return hidden || field.hiddenWhen().isPresent() || !field.isRequired();
    }
  }

  /** Where names are looked up: the form, or one row of a list in it. */
  private static final class Scope {
    private final String place;
    private final Map<String, Key> shown;
    private final Set<String> fields = new TreeSet<>();
    private final Scope outer;
    private final Set<String> used;

    Scope(String place, Map<String, Key> shown, Scope outer, Set<String> used) {
      this.place = place;
      this.shown = shown;
      this.outer = outer;
      this.used = used;
    }

    Scope row(String list) {
      Key key = key(list).orElse(null);
      return new Scope(place(list) + ".", key == null ? Map.of() : key.row(), this, used);
    }

    private Optional<Key> key(String name) {
      for (Scope scope = this; scope != null; scope = scope.outer) {
        if (scope.shown.containsKey(name)) {
          return Optional.of(scope.shown.get(name));
        }
      }
      return Optional.empty();
    }

    private String place(String name) {
      for (Scope scope = this; scope != null; scope = scope.outer) {
        if (scope.shown.containsKey(name)) {
          return scope.place + name;
        }
      }
      return place + name;
    }

    /** Whether Java shows the name or the form has a field of it. */
    boolean asks(String name) {
      boolean found = false;
      for (Scope scope = this; scope != null && !found; scope = scope.outer) {
        if (scope.shown.containsKey(name)) {
          used.add(scope.place + name);
          found = true;
        }
        found |= scope.fields.contains(name);
      }
      return found;
    }
  }

  private final String file;
  private final FormSchema form;
  private final FormContract contract;
  private final List<Fault> faults;
  private final Set<String> used = new TreeSet<>();

  FormContractCheck(String file, FormSchema form, FormContract contract, List<Fault> faults) {
    this.file = file;
    this.form = form;
    this.contract = contract;
    this.faults = faults;
  }

  void check() {
    checkSent(contract.sent(), placed(form.parts(), false), "", contract.keepsTheRest());
    Scope all = new Scope("", contract.shown(), null, used);
    checkParts(form.parts(), all);
    checkUnused(contract.shown(), "");
  }

  // What is sent

  private void checkSent(
      Map<String, Key> read, Map<String, Placed> there, String in, boolean keepsTheRest) {
    Set<String> added = new TreeSet<>(there.keySet());
    added.removeAll(read.keySet());
    for (Key key : read.values()) {
      Placed placed = there.get(key.name());
      if (placed == null) {
        error(
            "“" + key.name() + "”" + in,
            "this key is gone, and the application reads it"
                + (added.isEmpty() ? "" : " (new is " + String.join(", ", added) + ")"),
            "write " + key.name() + " back under General, Key; the label may change freely");
      } else {
        checkField(key, placed, in);
      }
    }
    if (!keepsTheRest) {
      added.stream()
          .filter(key -> there.get(key).field().isSentByPeople())
          .forEach(
              key ->
                  warning(
                      name(there.get(key).field()) + in,
                      "is kept, and the application does nothing with it",
                      "leave it so, or have it read by " + contract.type()));
    }
  }

  private void checkField(Key key, Placed placed, String in) {
    Field field = placed.field();
    String name = name(field) + in;
    if (!kinds(field).contains(key.kind())) {
      error(
          name,
          "the application reads %s here, and this is a “%s”"
              .formatted(key.kind().words(), field.type()),
          "put the field back as it was, or give the new one another key");
      return;
    }
    if (in.isEmpty() && !field.isSentByPeople()) {
      error(
          name,
          "the application reads what people answer, and nobody can change it",
          "untick Read only and Disabled");
    }
    if (!key.mayBeEmpty() && field.isSentByPeople() && placed.mayBeEmpty()) {
      error(
          name,
          "may stay empty, and the application needs it",
          "tick “Required” at this field, and let nothing hide it");
    }
    Set<String> unread = field.answers();
    unread.removeAll(key.answers());
    if (!key.answers().isEmpty() && !unread.isEmpty()) {
      error(
          name,
          "offers the answer “%s”, which the application cannot read: it knows %s"
              .formatted(String.join("”, “", unread), String.join(", ", key.answers())),
          "write the answer's value as it was; its label may change freely");
    }
    boolean flag = field.destination() == Destination.FLAG;
    if (key.flag() != flag) {
      error(
          name,
          flag
              ? "is handed to the process, and " + contract.type() + " does not say so"
              : "the application takes it for a flag of the process, and it is none",
          flag
              ? "delete the property “engine” of this field"
              : "write “engine” with the value “flag” under Custom properties");
    }
    if (key.kind() == Kind.ROWS) {
      checkSent(
          key.row(),
          placed(field.children(), false),
          " in a row of “" + key.name() + "”",
          contract.keepsTheRest());
    }
  }

  private static Map<String, Placed> placed(List<Field> parts, boolean hidden) {
    Map<String, Placed> placed = new LinkedHashMap<>();
    for (Field part : parts) {
      if (part.isFrame()) {
        placed.putAll(placed(part.children(), hidden || part.hiddenWhen().isPresent()));
      } else if (!part.key().isEmpty() && !part.type().equals("expression")) {
        placed.put(part.key(), new Placed(part, hidden));
      }
    }
    return placed;
  }

  private static Set<Kind> kinds(Field field) {
    return switch (field.type()) {
      case "textfield", "textarea" -> EnumSet.of(Kind.TEXT);
      case "radio", "select" -> EnumSet.of(Kind.TEXT, Kind.NUMBER);
      case "number" -> EnumSet.of(Kind.NUMBER);
      case "checkbox" -> EnumSet.of(Kind.YES_NO);
      case "checklist", "taglist" -> EnumSet.of(Kind.TEXTS);
      case "dynamiclist" -> EnumSet.of(Kind.ROWS);
      case "datetime" ->
          switch (field.node().path("subtype").asText("date")) {
            case "time" -> EnumSet.of(Kind.TIME);
            case "date" -> EnumSet.of(Kind.DATE);
            default -> EnumSet.of(Kind.TEXT);
          };
      default -> EnumSet.noneOf(Kind.class);
    };
  }

  // What is shown

  private void checkParts(List<Field> parts, Scope scope) {
    Scope inside = scope;
    fields(parts).map(Field::key).filter(key -> !key.isEmpty()).forEach(inside.fields::add);
    for (Field part : parts) {
      checkPart(part, inside);
    }
  }

  private static Stream<Field> fields(List<Field> parts) {
    return FormSchema.fields(parts);
  }

  private void checkPart(Field part, Scope scope) {
    checkTexts(part, part.node(), scope);
    part.hiddenWhen().ifPresent(condition -> ask(part, condition, scope));
    if (part.isFrame()) {
      part.children().forEach(child -> checkPart(child, scope));
      return;
    }
    String options = part.node().path("valuesKey").asText("");
    if (!options.isEmpty()) {
      checkOptions(part, options, scope);
    }
    if (part.type().equals("table")) {
      checkTable(part, scope);
    }
    if (part.key().isEmpty()) {
      return;
    }
    boolean shown = scope.shown.containsKey(part.key());
    if (shown) {
      used.add(scope.place + part.key());
      checkShownField(part, scope.shown.get(part.key()), scope);
    } else if (isReadOnly(part)) {
      error(
          name(part),
          "people cannot fill it in, and the application shows nothing in it"
              + nearest(part.key(), scope),
          "write its key as it was, or delete the field");
    }
    if (part.type().equals("dynamiclist")) {
      checkParts(part.children(), scope.row(part.key()));
    }
  }

  private void checkShownField(Field part, Key key, Scope scope) {
    boolean fits =
        kinds(part).contains(key.kind())
            // A list of options lies beside the field that offers it, sometimes under its name.
            || key.kind() == Kind.OPTIONS;
    if (!fits && !part.type().equals("expression")) {
      error(
          name(part),
          "the application shows %s here, and this is a “%s”"
              .formatted(key.kind().words(), part.type()),
          "put the field back as it was, or give the new one another key");
    }
  }

  private void checkOptions(Field part, String options, Scope scope) {
    Key key = contract.shown().get(options);
    used.add(options);
    if (key == null) {
      error(
          name(part),
          "takes its answers from “%s”, which nobody gives%s"
              .formatted(options, nearest(options, scope)),
          "write the key as it was under Options source, Input data");
    } else if (key.kind() != Kind.OPTIONS) {
      error(
          name(part),
          "takes its answers from “%s”, which is %s".formatted(options, key.kind().words()),
          "write the key as it was under Options source, Input data");
    }
  }

  private void checkTable(Field part, Scope scope) {
    String source = part.node().path("dataSource").asText("").replaceFirst("^=", "").strip();
    Scope row = scope.row(source);
    for (JsonNode column : part.node().path("columns")) {
      String key = column.path("key").asText("");
      if (!row.shown.isEmpty() && row.shown.containsKey(key)) {
        row.asks(key);
      } else {
        error(
            "“" + column.path("label").asText(key) + "” of " + name(part),
            "shows “%s” of “%s”, which nobody gives".formatted(key, source),
            "write the column's key as it was");
      }
    }
  }

  /** Every text and expression of a part, wherever it stands; the parts inside it are their own. */
  private void checkTexts(Field part, JsonNode node, Scope scope) {
    node.properties()
        .forEach(
            entry -> {
              JsonNode value = entry.getValue();
              if (Set.of("components", "conditional").contains(entry.getKey())) {
                return;
              }
              if (value.isTextual()) {
                checkText(part, value.asText(), scope);
              } else {
                checkTexts(part, value, scope);
                value.forEach(
                    one -> {
                      if (value.isArray() && one.isObject()) {
                        checkTexts(part, one, scope);
                      }
                    });
              }
            });
  }

  private void checkText(Field part, String text, Scope scope) {
    if (text.startsWith("=")) {
      ask(part, text, scope);
    } else if (FormExpressions.isTemplate(text)) {
      FormExpressions.template(text).forEach(one -> ask(part, one, scope));
    }
  }

  private void ask(Field part, FormExpressions.Part template, Scope scope) {
    if (template instanceof FormExpressions.Part.Asks asks) {
      ask(part, asks.expression(), scope);
    } else if (template instanceof FormExpressions.Part.Loop loop) {
      ask(part, loop.list(), scope);
      Scope row = scope.row(loop.list());
      loop.parts().forEach(one -> ask(part, one, row));
    }
  }

  private void ask(Field part, String expression, Scope scope) {
    for (String name : FormExpressions.names(expression)) {
      if (!scope.asks(name)) {
        error(
            name(part),
            "asks for “%s”, which nobody gives%s".formatted(name, nearest(name, scope)),
            "write the name as it was");
      }
    }
  }

  private void checkUnused(Map<String, Key> shown, String place) {
    for (Key key : shown.values()) {
      if (!used.contains(place + key.name())) {
        warning(
            "“" + place + key.name() + "”",
            "the application shows it, and the form does not",
            "put back what showed it, or have it taken out of " + contract.type());
      } else {
        checkUnused(key.row(), place + key.name() + ".");
      }
    }
  }

  private static boolean isReadOnly(Field part) {
    return !part.type().equals("expression") && !part.isSentByPeople();
  }

  private static String nearest(String name, Scope scope) {
    List<String> known = new ArrayList<>();
    for (Scope at = scope; at != null; at = at.outer) {
      known.addAll(at.shown.keySet());
    }
    return known.stream()
        .filter(one -> VariableCheck.distance(one, name) <= Math.max(2, name.length() / 4))
        .min(java.util.Comparator.comparingInt(one -> VariableCheck.distance(one, name)))
        .map(one -> "; do you mean “" + one + "”?")
        .orElse("");
  }

  private static String name(Field field) {
    if (field.key().isEmpty()) {
      return field.type() + " " + field.node().path("id").asText();
    }
    return "“" + field.label() + "” (" + field.key() + ")";
  }

  private void error(String element, String problem, String click) {
    faults.add(new Fault(file, element, problem, click));
  }

  private void warning(String element, String problem, String click) {
    faults.add(new Fault(file, element, problem, click, Severity.WARNING));
  }
}
