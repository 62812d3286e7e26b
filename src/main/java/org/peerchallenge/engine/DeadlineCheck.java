package org.peerchallenge.engine;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.peerchallenge.engine.Diagram.Node;
import org.peerchallenge.engine.FileCheck.Fault;
import org.peerchallenge.engine.FileCheck.Severity;
import org.springframework.scheduling.support.CronExpression;
import org.w3c.dom.Element;

/** Checks timers, due dates and whose tasks are: only in the words that a year understands. */
final class DeadlineCheck {

  private static final String DATE = "\\$\\{dates\\.(due|opens|lapses)\\('([^']*)', execution\\)}";
  private static final Pattern WHEN = Pattern.compile(DATE);
  private static final Pattern DAYS =
      Pattern.compile("(?:(\\d+) (working )?days? (before|after) )?(\\w+)(, or .*)?");
  private static final Pattern SAID =
      Pattern.compile("(?<![\\w-])(\\d+) (?:working )?days?\\b(?! before| of)");
  private static final Pattern SILENT =
      Pattern.compile("[Ii]f nobody answers within (\\d+) (?:working )?days?");
  private static final Pattern GROUP =
      Pattern.compile(
          "office|lead|data|analyst|reviewer-\\$\\{review}|\\$\\{\\w+}"
              + "|\\$\\{groups\\.of\\('[^']*', execution\\)}");

  /** Any day: what rings at all rings after it. */
  private static final LocalDateTime SOME_DAY = LocalDateTime.of(2026, 1, 1, 0, 0);

  private final Diagram diagram;
  private final List<Fault> faults;

  DeadlineCheck(Diagram diagram, List<Fault> faults) {
    this.diagram = diagram;
    this.faults = faults;
  }

  void check() {
    for (Node node : diagram.nodes()) {
      if (node.is("userTask")) {
        checkDue(node);
        checkPeople(node);
      }
      node.definition()
          .filter(d -> d.getLocalName().equals("timerEventDefinition"))
          .ifPresent(timer -> checkTimer(node, timer));
      if (node.is("boundaryEvent")) {
        checkBoundary(node);
      }
    }
  }

  private void checkDue(Node task) {
    String due = task.camunda("dueDate");
    Matcher when = WHEN.matcher(due);
    if (!due.isEmpty() && !(when.matches() && when.group(1).equals("due"))) {
      fault(
          task,
          "its due date “" + due + "” is no date that the year knows",
          "write ${dates.due('5 working days after today', execution)} under Due date");
    }
  }

  private void checkPeople(Node task) {
    for (String group : parts(task.camunda("candidateGroups"))) {
      if (!GROUP.matcher(group).matches()) {
        fault(
            task,
            "“" + group + "” is no group that has people in every case",
            "write office, lead, data, or ${groups.of('dcs', execution)} under Candidate groups");
      }
    }
    String assignee = task.camunda("assignee");
    if (!assignee.isEmpty() && !assignee.matches("\\$\\{\\w+}")) {
      fault(
          task,
          "it is the task of one named account, “" + assignee + "”: who follows her?",
          "delete the assignee, and write a candidate group");
    }
  }

  private static List<String> parts(String groups) {
    // A comma inside brackets belongs to a call.
    return Stream.of(groups.split(",(?![^{]*})"))
        .map(String::strip)
        .filter(g -> !g.isEmpty())
        .toList();
  }

  private void checkTimer(Node event, Element timer) {
    List<Element> kinds = Diagram.children(timer).toList();
    if (kinds.isEmpty() || kinds.get(0).getTextContent().isBlank()) {
      fault(
          event,
          "its timer says no time",
          "choose Date and write ${dates.opens('summit', execution)}");
      return;
    }
    Element kind = kinds.get(0);
    String text = kind.getTextContent().strip();
    boolean starts = event.is("startEvent") && event.scope().equals(diagram.process());
    if (kind.getLocalName().equals("timeCycle") && starts) {
      if (!CronExpression.isValidExpression(text.replace("?", "*"))) {
        fault(event, "“" + text + "” is no rhythm", "write a cron rule such as 0 0 8 * * ?");
      } else if (CronExpression.parse(text.replace("?", "*")).next(SOME_DAY) == null) {
        fault(event, "“" + text + "” never rings", "write a day that each month has");
      } else if (!text.matches("\\d{1,2} \\d{1,2} .*")) {
        fault(
            event,
            "“" + text + "” rings more than once an hour",
            "write the second and the minute as numbers, such as 0 0 8 * * ?");
      }
      return;
    }
    Matcher when = WHEN.matcher(text);
    if (!kind.getLocalName().equals("timeDate") || !when.matches() || when.group(1).equals("due")) {
      fault(
          event,
          "its timer “" + text + "” is no date that the year knows",
          "choose Date under Timer and write ${dates.opens('10 working days before summit',"
              + " execution)}, or lapses where silence takes effect");
    }
  }

  /** When silence takes effect it ends the task, and not before the task is due. */
  private void checkBoundary(Node event) {
    boolean opens =
        event
            .definition()
            .map(d -> WHEN.matcher(d.getTextContent().strip()))
            .filter(Matcher::matches)
            .filter(m -> m.group(1).equals("opens"))
            .isPresent();
    boolean ofTask =
        diagram
            .node(event.element().getAttribute("attachedToRef"))
            .filter(host -> host.is("userTask"))
            .isPresent();
    if (opens && ofTask && event.isInterrupting()) {
      fault(
          event,
          "ends the task at seven in the morning of its day, and people have until the evening",
          "write lapses in place of opens");
    }
    Optional<Matcher> lapses =
        event
            .definition()
            .map(d -> WHEN.matcher(d.getTextContent().strip()))
            .filter(Matcher::matches)
            .filter(m -> m.group(1).equals("lapses"));
    if (lapses.isEmpty()) {
      return;
    }
    if (!event.isInterrupting()) {
      fault(
          event,
          "silence takes effect here, and the task would stay open all the same",
          "make it interrupting (wrench, “Timer boundary event”), or write opens in place of lapses"
              + " for a reminder");
    }
    Node activity = diagram.node(event.element().getAttribute("attachedToRef")).orElse(null);
    if (activity == null || !activity.is("userTask")) {
      return;
    }
    checkSaid(event, activity, lapses.get().group(2).strip());
    Matcher due = WHEN.matcher(activity.camunda("dueDate"));
    if (!due.matches()) {
      return;
    }
    Matcher one = DAYS.matcher(due.group(2).strip());
    Matcher other = DAYS.matcher(lapses.get().group(2).strip());
    if (one.matches()
        && other.matches()
        && one.group(4).equals(other.group(4))
        && days(other) < days(one)) {
      fault(
          event,
          "it lapses (“%s”) before “%s” is due (“%s”)"
              .formatted(other.group(), activity.name(), one.group()),
          "write a later day into the timer, or an earlier due date");
    }
  }

  /** People read the name and the documentation, and believe them. */
  private void checkSaid(Node event, Node activity, String rule) {
    Matcher days = DAYS.matcher(rule);
    if (!days.matches() || days.group(1) == null || !"today".equals(days.group(4))) {
      return;
    }
    Matcher named = SAID.matcher(event.name());
    if (named.find() && !named.group(1).equals(days.group(1))) {
      faults.add(
          new Fault(
              diagram.file(),
              event.title(),
              "is called “%s”, and waits “%s”".formatted(event.name(), rule),
              "write the same number into its name and its timer",
              Severity.WARNING));
    }
    Matcher documented =
        SILENT.matcher(activity.own("documentation").map(Element::getTextContent).orElse(""));
    if (documented.find() && !documented.group(1).equals(days.group(1))) {
      faults.add(
          new Fault(
              diagram.file(),
              activity.title(),
              "its documentation says “%s”, and “%s” waits “%s”"
                  .formatted(documented.group(), event.name(), rule),
              "write the same number under Documentation, Element documentation",
              Severity.WARNING));
    }
  }

  /** Signed calendar days, working days as seven fifths. */
  private static double days(Matcher rule) {
    if (rule.group(1) == null) {
      return 0;
    }
    double days = Integer.parseInt(rule.group(1)) * (rule.group(2) == null ? 1 : 1.4);
    return rule.group(3).equals("before") ? -days : days;
  }

  private void fault(Node node, String problem, String click) {
    faults.add(new Fault(diagram.file(), node.title(), problem, click));
  }
}
