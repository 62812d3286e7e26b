package org.peerchallenge.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The panel on the right of Camunda Modeler: where in it is mended what a fault speaks of. */
final class ModelerPanel {

  /** The first that fits the words of a fault; the section of the panel, and the field in it. */
  private static final Map<Pattern, String> OF_DIAGRAMS = new LinkedHashMap<>();

  private static final Map<Pattern, String> OF_FORMS = new LinkedHashMap<>();

  static {
    diagram("^tick “Multi-instance", "click it, then “Multi-instance” in the panel");
    diagram(
        "“Asynchronous|“Exclusive”", "click it, then “Asynchronous continuations” in the panel");
    diagram(
        "[Rr]etry time cycle", "click it, then “Job execution”, “Retry time cycle” in the panel");
    diagram("“Documentation”", "click it, then “Documentation”, “Element documentation”");
    diagram("^give it a name|^name this answer", "double-click it and write");
    diagram("due date|no rule for a date", "click it, then “Due date” under “Task” or “Timer”");
    diagram("^choose its form|its form is called", "click it, then “Forms”, “Form reference”");
    diagram("^choose what it calls", "click it, then “Called element” in the panel");
    diagram("^choose its decision", "click it, then “Implementation”, “Decision reference”");
    diagram("^set “Binding”", "click it, then “Binding” under “Forms” or “Implementation”");
    diagram("business key", "click it, then “In mappings” in the panel");
    diagram(
        "whose task it is|has a role|groups\\.of",
        "click it, then “Assignment”, “Candidate groups”");
    diagram("cannot be used|a bracket", "click it, and mend this expression in the panel");
    diagram("delegate|Implementation", "click it, then “Implementation”, “Delegate expression”");
    diagram("“Executable”|“History cleanup”|start it", "click an empty place, then the panel");
    diagram("id begins|is used twice|id says", "click it, then “General”, “ID”");
    diagram(
        "the default$", "click the arrow that is right when no other is, the wrench, Default flow");
    diagram("condition|comparison", "click it, then “Condition”, “Condition expression”");
    diagram("message", "click an event, then “Message” in the panel");
    diagram(
        "is not drawn|is drawn but|which is not there|its arrow",
        "undo with Ctrl and Z until it is there again, or delete what is left of it");
    diagram("is not used|no scripts", "click it, and empty this field of the panel");
    diagram("note says", "have the diagram laid out anew");
    form("key|its label", "click the field, then “General” in the panel");
    form("Maximum length|Validation", "click the field, then “Validation” in the panel");
    form("answers to choose", "click the field, then “Static options” in the panel");
    form("FEEL|could take", "click the field, then “Condition”, “Hide if”");
    form("may be a flag", "click the field, then “Custom properties”, and delete “engine”");
    form("does not work", "click it and delete it; choose another part from the left");
  }

  private ModelerPanel() {}

  private static void diagram(String words, String click) {
    OF_DIAGRAMS.put(Pattern.compile(words), click);
  }

  private static void form(String words, String click) {
    OF_FORMS.put(Pattern.compile(words), click);
  }

  /** Where to click for a fault whose words say what is wrong. */
  static String click(String file, String element, String problem) {
    if (element.isEmpty()) {
      return "open the file";
    }
    if (file.endsWith(".dmn")) {
      return element.startsWith("rule")
          ? "click this cell of the table and write it anew"
          : "click its header in the table";
    }
    return (file.endsWith(".form") ? OF_FORMS : OF_DIAGRAMS)
        .entrySet().stream()
            .filter(one -> one.getKey().matcher(problem).find())
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("click it and look at the panel on the right");
  }
}
