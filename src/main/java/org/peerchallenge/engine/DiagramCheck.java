package org.peerchallenge.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.xml.ModelException;
import org.peerchallenge.engine.FileCheck.Fault;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Checks one diagram. It reads the file as plain XML, because the model API fails without naming
 * the element when a reference leads nowhere.
 */
final class DiagramCheck {

  private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
  private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
  private static final String BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI";

  /** A year looks back at the year before it: what people did is kept for two years at least. */
  private static final int SHORTEST_LIFE = 730;

  /** How the ids of each kind of element begin. */
  private static final Map<String, String> ID_KINDS =
      Map.ofEntries(
          Map.entry("startEvent", "startEvent_"),
          Map.entry("endEvent", "endEvent_"),
          Map.entry("userTask", "userTask_"),
          Map.entry("serviceTask", "serviceTask_"),
          Map.entry("businessRuleTask", "businessRuleTask_"),
          Map.entry("callActivity", "callActivity_"),
          Map.entry("subProcess", "subProcess_"),
          Map.entry("exclusiveGateway", "gateway_"),
          Map.entry("parallelGateway", "gateway_"),
          Map.entry("inclusiveGateway", "gateway_"),
          Map.entry("eventBasedGateway", "gateway_"),
          Map.entry("intermediateCatchEvent", "(timer|catch)_"),
          Map.entry("intermediateThrowEvent", "throw_"),
          Map.entry("boundaryEvent", "boundary_"),
          Map.entry("sequenceFlow", "flow_"),
          Map.entry("message", "message_"));

  private static final Set<String> NAMED =
      Set.of(
          "startEvent",
          "endEvent",
          "userTask",
          "serviceTask",
          "businessRuleTask",
          "callActivity",
          "subProcess",
          "intermediateCatchEvent",
          "boundaryEvent",
          "eventBasedGateway");

  private static final Set<String> REFERENCES =
      Set.of(
          "sourceRef",
          "targetRef",
          "attachedToRef",
          "default",
          "messageRef",
          "errorRef",
          "processRef");

  /** What the engine offers beyond this are classes, scripts, and other ways round a delegate. */
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "assignee",
          "asyncAfter",
          "asyncBefore",
          "calledElementBinding",
          "candidateGroups",
          "candidateStarterGroups",
          "collection",
          "decisionRef",
          "decisionRefBinding",
          "delegateExpression",
          "dueDate",
          "elementVariable",
          "exclusive",
          "formRef",
          "formRefBinding",
          "historyTimeToLive",
          "isStartableInTasklist",
          "mapDecisionResult",
          "priority",
          "resultVariable",
          "versionTag");

  private static final Set<String> NOT_RUN =
      Set.of(
          "transaction",
          "adHocSubProcess",
          "complexGateway",
          "callChoreography",
          "subChoreography",
          "choreographyTask",
          "standardLoopCharacteristics");

  /** Variables by which a case finds its authority, group or year. */
  static final Set<String> OURS = Set.of("entry", "group", "year", "round");

  /** So many characters the engine keeps of a name or an id. */
  private static final int LONGEST = 255;

  private static final Set<String> TICKS =
      Set.of(
          "asyncAfter",
          "asyncBefore",
          "cancelActivity",
          "exclusive",
          "isExecutable",
          "isInterrupting",
          "isSequential",
          "isStartableInTasklist",
          "triggeredByEvent");

  private static final Set<String> EXTENSIONS =
      Set.of(
          "executionListener",
          "failedJobRetryTimeCycle",
          "in",
          "inputOutput",
          "inputParameter",
          "out",
          "properties",
          "property",
          "taskListener");

  private static final Set<String> OF_A_LISTENER = Set.of("delegateExpression", "event", "id");

  private static final Pattern RETRY =
      Pattern.compile("R[1-9]\\d?/P(T[1-9]\\d{0,2}[MH]|[1-9]\\d?D)");

  private static final Pattern BEAN = Pattern.compile("\\$\\{(\\w+)}");

  private final Expressions expressions;
  private final Set<String> forms;
  private final Set<String> decisions;
  private final Set<String> processes;
  private final List<Fault> faults;
  private final Map<ByteBuffer, Optional<String>> schema;
  private final Set<String> usedForms = new TreeSet<>();
  private final Set<String> usedDelegates = new TreeSet<>();
  private final Map<String, String> startForms = new TreeMap<>();

  private String file;
  private Map<String, Element> byId = Map.of();

  DiagramCheck(
      Expressions expressions,
      Set<String> forms,
      Set<String> decisions,
      Set<String> processes,
      List<Fault> faults,
      Map<ByteBuffer, Optional<String>> schema) {
    this.expressions = expressions;
    this.forms = forms;
    this.decisions = decisions;
    this.processes = processes;
    this.faults = faults;
    this.schema = schema;
  }

  Set<String> usedForms() {
    return usedForms;
  }

  Set<String> usedDelegates() {
    return usedDelegates;
  }

  /** Forms of start events, with the diagram that uses each. */
  Map<String, String> startForms() {
    return startForms;
  }

  void check(FileSet.File diagram) {
    file = diagram.name();
    Document document;
    try {
      document = parse(diagram.bytes());
    } catch (SAXException | IOException | ParserConfigurationException e) {
      fault("", "not readable XML: " + e.getMessage());
      return;
    }
    if (document.getDocumentElement().getAttribute("xmlns:zeebe").length() > 0
        || new String(diagram.bytes(), StandardCharsets.UTF_8)
            .contains("executionPlatform=\"Camunda Cloud\"")) {
      fault("", "is a diagram of Camunda 8: choose File, New file, BPMN diagram (Camunda 7)");
    }
    String camunda = document.getDocumentElement().lookupNamespaceURI("camunda");
    if (camunda != null && !camunda.equals(CAMUNDA)) {
      fault("", "means another programme by “camunda” (%s): write %s".formatted(camunda, CAMUNDA));
      return;
    }
    int before = faults.size();
    byId = index(document);
    checkReferences(document);
    checkProcess(document, diagram.stem());
    elements(document, BPMN, "*").forEach(this::checkElement);
    checkMessages(document);
    checkShapes(document);
    elements(document, CAMUNDA, "*").forEach(this::checkExtension);
    elements(document, "*", "*").forEach(this::checkAttributes);
    elements(document, "*", "*").forEach(this::checkExpressions);
    if (faults.size() == before) {
      checkSchema(diagram);
    }
  }

  private static Document parse(byte[] bytes)
      throws SAXException, IOException, ParserConfigurationException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    var builder = factory.newDocumentBuilder();
    // Its default prints to the console; what is wrong is in the exception.
    builder.setErrorHandler(null);
    return builder.parse(new ByteArrayInputStream(bytes));
  }

  private Map<String, Element> index(Document document) {
    Map<String, Element> index = new LinkedHashMap<>();
    for (Element element : elements(document, "*", "*")) {
      String id = element.getAttribute("id");
      Element other = id.isEmpty() ? null : index.put(id, element);
      if (other == null) {
        continue;
      }
      Element symbol = element.hasAttribute("bpmnElement") ? element : other;
      if (symbol.hasAttribute("bpmnElement")) {
        // Ids of symbols are in no panel.
        faults.add(
            new Fault(
                file,
                symbol.getAttribute("bpmnElement"),
                "its symbol has the id “%s” of another part of the file".formatted(id),
                "have the diagram laid out anew: the command draws each symbol with an id of its"
                    + " own"));
      } else {
        fault(id, "this id is used twice: give one of the two another");
      }
    }
    return index;
  }

  private void checkReferences(Document document) {
    for (Element element : elements(document, BPMN, "*")) {
      for (String reference : REFERENCES) {
        String target = element.getAttribute(reference);
        if (!target.isEmpty() && !byId.containsKey(target)) {
          fault(element, "its " + reference + " leads to “" + target + "”, which is not there");
        }
      }
    }
    for (String kind : List.of("incoming", "outgoing")) {
      for (Element link : elements(document, BPMN, kind)) {
        if (!byId.containsKey(link.getTextContent().trim())) {
          fault(
              (Element) link.getParentNode(),
              "its arrow “" + link.getTextContent().trim() + "” is not there");
        }
      }
    }
  }

  private void checkProcess(Document document, String stem) {
    List<Element> all = elements(document, BPMN, "process");
    if (all.size() != 1 || !all.get(0).getAttribute("id").equals(stem)) {
      fault("", "holds exactly one process with the id “" + stem + "”, as the file is called");
    }
    for (Element process : all) {
      if (!process.getAttribute("isExecutable").equals("true")) {
        fault(process, "tick “Executable”");
      }
      if (!isKept(process.getAttributeNS(CAMUNDA, "historyTimeToLive"))) {
        fault(
            process,
            "set “History cleanup”, Time to live, at least P%dD, such as P3650D"
                .formatted(SHORTEST_LIFE));
      }
      for (String group : process.getAttributeNS(CAMUNDA, "candidateStarterGroups").split(",")) {
        if (!group.isBlank() && !group.strip().matches("office|lead|data|analyst")) {
          fault(process, "who may start it: there is no group “" + group.strip() + "”");
        }
      }
      needsName(process);
      needsDocumentation(process);
    }
  }

  /** Whether a time to live leaves last year's history to this year. */
  static boolean isKept(String timeToLive) {
    return timeToLive != null
        && timeToLive.matches("P\\d{1,6}D")
        && Integer.parseInt(timeToLive.replaceAll("\\D", "")) >= SHORTEST_LIFE;
  }

  private void checkElement(Element element) {
    String kind = element.getLocalName();
    if (kind.equals("laneSet")) {
      faults.add(
          new Fault(
              file,
              elements(element, BPMN, "lane").stream()
                  .map(lane -> "“" + lane.getAttribute("name") + "”")
                  .findFirst()
                  .orElse(element.getAttribute("id")),
              "a lane gives nobody a task",
              "write whose task it is under Assignment, Candidate groups, and delete the lane",
              FileCheck.Severity.WARNING));
    }
    if (NOT_RUN.contains(kind)) {
      fault(
          kind.startsWith("standardLoop") ? owner(element) : element,
          "is of a kind that the engine does not run as it looks (%s): choose another (wrench)"
              .formatted(kind));
    }
    String idKind = ID_KINDS.get(kind);
    if (idKind != null && !element.getAttribute("id").matches(idKind + "[a-zA-Z][\\w-]*")) {
      fault(element, "its id begins with “" + idKind + "” and says what it is");
    }
    for (String kept : List.of("name", "id")) {
      if (element.getAttribute(kept).length() > LONGEST) {
        faults.add(
            new Fault(
                file,
                element
                    .getAttribute("id")
                    .substring(0, Math.min(60, element.getAttribute("id").length())),
                "its %s has %d characters, and the engine keeps %d"
                    .formatted(kept, element.getAttribute(kept).length(), LONGEST),
                kept.equals("id")
                    ? "click it, then “General”, “ID”"
                    : "double-click it and write"));
      }
    }
    if (NAMED.contains(kind)) {
      needsName(element);
      // What starts an event sub-process says what it is for.
      if (!element.getAttribute("triggeredByEvent").equals("true")) {
        needsDocumentation(element);
      }
    }
    switch (kind) {
      case "scriptTask", "script" -> fault(element, "no scripts: ask for a delegate");
      case "conditionExpression" -> checkCondition(element);
      case "userTask" -> checkUserTask(element);
      case "serviceTask", "sendTask" -> checkServiceTask(element);
      case "businessRuleTask" -> checkBusinessRuleTask(element);
      case "callActivity" -> checkCallActivity(element);
      case "startEvent" -> checkStartForm(element);
      case "subProcess" -> checkInputs(element);
      case "exclusiveGateway", "inclusiveGateway" -> checkChoice(element);
      case "multiInstanceLoopCharacteristics" -> checkLoop(element);
      default -> {}
    }
    if (kind.endsWith("Gateway")) {
      checkJoin(element);
    }
    checkRetry(element);
    checkListenedTwice(element);
  }

  private void checkListenedTwice(Element element) {
    if (!kindOf(element, "extensionElements")) {
      return;
    }
    Set<String> seen = new HashSet<>();
    for (Element listener : elements(element, CAMUNDA, "*")) {
      if (listener.getLocalName().endsWith("Listener")
          && !seen.add(
              listener.getAttribute("event") + " " + listener.getAttribute("delegateExpression"))) {
        fault(
            owner(element),
            "“%s” is told twice of the same: delete one of its two listeners"
                .formatted(listener.getAttribute("delegateExpression")));
      }
    }
  }

  private static boolean kindOf(Element element, String kind) {
    return kind.equals(element.getLocalName());
  }

  /** The engine looks at no condition of an arrow that begins elsewhere than at a choice. */
  private void checkCondition(Element condition) {
    checkLanguage(condition);
    Element flow = (Element) condition.getParentNode();
    Element source = byId.get(flow.getAttribute("sourceRef"));
    if (source != null
        && !Set.of("exclusiveGateway", "inclusiveGateway").contains(source.getLocalName())) {
      fault(
          flow,
          "has a condition, and no choice stands before it: let it begin at an exclusive or"
              + " inclusive gateway, or delete the condition");
    }
  }

  /** Whatever the engine understands and we do not use is refused: most of it runs something. */
  private void checkExtension(Element element) {
    String kind = element.getLocalName();
    if (!EXTENSIONS.contains(kind)) {
      fault(owner(element), "“" + kind + "” is not used here: ask for a delegate");
    } else if (kind.endsWith("Listener")) {
      checkListener(element);
    }
  }

  private void checkListener(Element listener) {
    for (int i = 0; i < listener.getAttributes().getLength(); i++) {
      String attribute = listener.getAttributes().item(i).getLocalName();
      if (!OF_A_LISTENER.contains(attribute)) {
        fault(owner(listener), "“" + attribute + "” is not used in a listener: name a delegate");
      }
    }
    checkDelegate(listener, listener.getAttribute("delegateExpression"));
    String name = listener.getAttribute("delegateExpression").replaceAll("[${}]", "");
    if (expressions.isStep(name)) {
      fault(
          owner(listener),
          "“${%s}” is a step and no listener: draw a service task for it".formatted(name));
    }
  }

  private void checkAttributes(Element element) {
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      Node attribute = element.getAttributes().item(i);
      if (CAMUNDA.equals(attribute.getNamespaceURI())
          && !ATTRIBUTES.contains(attribute.getLocalName())) {
        fault(
            owner(element),
            "“" + attribute.getLocalName() + "” is not used here: call a delegate by name");
      }
      if (TICKS.contains(attribute.getLocalName())
          && !attribute.getNodeValue().matches("true|false")) {
        fault(
            owner(element),
            "its “%s” is “%s”: tick it or not"
                .formatted(attribute.getLocalName(), attribute.getNodeValue()));
      }
      if (attribute.getLocalName().equals("priority")
          && !attribute.getNodeValue().matches("\\d{1,3}|\\$\\{\\w+}")) {
        fault(
            owner(element),
            "its priority is a number from 0 to 100, or a number that a step before it sets");
      }
    }
  }

  private void checkLanguage(Element condition) {
    if (condition.hasAttribute("language")) {
      fault(owner(condition), "no scripts: choose Expression as the type of the condition");
    }
  }

  private void checkUserTask(Element task) {
    String form = task.getAttributeNS(CAMUNDA, "formRef");
    String stem = kebab(task.getAttribute("id").replaceFirst("userTask_", ""));
    if (!forms.contains(form)) {
      fault(task, "choose its form: " + missing(form, "forms", "form", forms));
    } else {
      usedForms.add(form);
      if (!stem.equals(form) && task.getAttribute("id").startsWith("userTask_")) {
        fault(task, "its form is called “" + stem + "”, as the task");
      }
    }
    needsBinding(task, "formRefBinding");
    if (!elements(task, CAMUNDA, "inputParameter").isEmpty()) {
      fault(task, "delete its Inputs: they would stand in place of what people answer");
    }
    if (task.getAttributeNS(CAMUNDA, "dueDate").isEmpty()) {
      fault(
          task, "set its due date, such as ${dates.due('5 working days after today', execution)}");
    }
    if (task.getAttributeNS(CAMUNDA, "candidateGroups").isEmpty()
        && task.getAttributeNS(CAMUNDA, "assignee").isEmpty()) {
      fault(task, "say whose task it is: candidate groups");
    }
  }

  /** An answer that is there before anybody gave it would count as given. */
  private void checkInputs(Element scope) {
    for (Element input : elements(scope, CAMUNDA, "inputParameter")) {
      if (input.getParentNode().getParentNode().getParentNode() == scope
          && !input.getTextContent().isBlank()) {
        fault(
            scope,
            "“%s” begins with “%s”: nobody has answered yet; empty this value under Inputs"
                .formatted(input.getAttribute("name"), input.getTextContent().strip()));
      }
    }
  }

  private void checkServiceTask(Element task) {
    checkDelegate(task, task.getAttributeNS(CAMUNDA, "delegateExpression"));
    needsRetry(task);
  }

  private void checkDelegate(Element element, String expression) {
    Matcher bean = BEAN.matcher(expression);
    if (!bean.matches()) {
      fault(owner(element), "set Implementation, Delegate expression, such as ${issueDataSheet}");
    } else if (!expressions.delegates().contains(bean.group(1))) {
      fault(owner(element), "there is no delegate ${" + bean.group(1) + "}");
    } else {
      usedDelegates.add(bean.group(1));
    }
  }

  private void checkBusinessRuleTask(Element task) {
    String decision = task.getAttributeNS(CAMUNDA, "decisionRef");
    if (!decisions.contains(decision)) {
      fault(task, "choose its decision: " + missing(decision, "processes", "dmn", decisions));
    }
    needsBinding(task, "decisionRefBinding");
    needsRetry(task);
  }

  private void checkCallActivity(Element activity) {
    String called = activity.getAttribute("calledElement");
    if (!processes.contains(called)) {
      fault(activity, "choose what it calls: " + missing(called, "processes", "bpmn", processes));
    }
    needsBinding(activity, "calledElementBinding");
    boolean keyed =
        elements(activity, CAMUNDA, "in").stream().anyMatch(in -> in.hasAttribute("businessKey"));
    if (!keyed) {
      fault(activity, "pass a business key under “In mappings”");
    }
    for (Element in : elements(activity, CAMUNDA, "in")) {
      String key = in.getAttribute("businessKey");
      if (in.hasAttribute("businessKey") && !key.matches("[$#]\\{.+}")) {
        fault(activity, "its business key “%s” would be that of each of its cases".formatted(key));
      }
      if (OURS.contains(in.getAttribute("target"))) {
        fault(
            activity,
            "hands over “%s”, by which each case knows its own: delete it under “In mappings”"
                .formatted(in.getAttribute("target")));
      }
    }
    needsRetry(activity);
  }

  private static String missing(String name, String folder, String ending, Set<String> all) {
    String bare = name.replaceAll("[\\s\\p{Z}]+", "");
    return !bare.equals(name) && all.contains(bare)
        ? "“%s” has a blank in it; write %s".formatted(name, bare)
        : "there is no %s/%s.%s".formatted(folder, name, ending);
  }

  private void checkStartForm(Element start) {
    String form = start.getAttributeNS(CAMUNDA, "formRef");
    if (form.isEmpty()) {
      return;
    }
    if (!forms.contains(form)) {
      fault(start, "choose its form: " + missing(form, "forms", "form", forms));
    }
    usedForms.add(form);
    startForms.put(form, file);
    needsBinding(start, "formRefBinding");
  }

  /** A choice without a default stops the process when no condition holds. */
  private void checkChoice(Element gateway) {
    List<Element> out = flows(gateway, "sourceRef");
    if (out.size() < 2) {
      return;
    }
    needsName(gateway);
    boolean exclusive = gateway.getLocalName().equals("exclusiveGateway");
    String byDefault = gateway.getAttribute("default");
    if (exclusive && byDefault.isEmpty()) {
      fault(gateway, "make one of its arrows the default");
    }
    for (Element flow : out) {
      boolean conditional = !elements(flow, BPMN, "conditionExpression").isEmpty();
      if (!flow.getAttribute("id").equals(byDefault) && !conditional) {
        fault(flow, "set its condition");
      }
      if (flow.getAttribute("id").equals(byDefault) && conditional) {
        fault(flow, "is the default and has a condition: delete its condition");
      }
      if (exclusive && flow.getAttribute("name").isBlank()) {
        fault(flow, "name this answer, so that the choice can be read");
      }
    }
  }

  /**
   * Simultaneous arrivals at a join roll back the people who sent them, unless it waits its turn.
   */
  private void checkJoin(Element gateway) {
    boolean joins =
        Set.of("parallelGateway", "inclusiveGateway").contains(gateway.getLocalName())
            && flows(gateway, "targetRef").size() > 1;
    if (!joins) {
      return;
    }
    if (!gateway.getAttributeNS(CAMUNDA, "asyncBefore").equals("true")
        || gateway.getAttributeNS(CAMUNDA, "exclusive").equals("false")) {
      fault(
          gateway, "tick “Asynchronous before” and “Exclusive”: several people may arrive at once");
    }
  }

  private void checkLoop(Element loop) {
    Element host = (Element) loop.getParentNode();
    if (!loop.getAttributeNS(CAMUNDA, "asyncAfter").equals("true")) {
      fault(host, "tick “Multi-instance, Asynchronous after”: several may end at once");
    }
    if (host.getLocalName().equals("callActivity")
        && !loop.getAttributeNS(CAMUNDA, "asyncBefore").equals("true")) {
      fault(
          host,
          "tick “Multi-instance, Asynchronous before”: one case that cannot begin must not hold up"
              + " the others");
    }
  }

  private void checkMessages(Document document) {
    Set<String> used = new HashSet<>();
    elements(document, "*", "*").forEach(e -> used.add(e.getAttribute("messageRef")));
    for (Element message : elements(document, BPMN, "message")) {
      if (!message.getAttribute("name").matches("peerchallenge\\.[a-z][a-zA-Z]+")) {
        fault(
            message,
            "its name is “peerchallenge.” and what happened, such as peerchallenge.dayMoved");
      }
      String id = message.getAttribute("id").replaceFirst("message_", "");
      if (!message.getAttribute("name").equals("peerchallenge." + id)) {
        fault(
            message,
            "its id says “%s” and its name “%s”: events would hear another message"
                .formatted(id, message.getAttribute("name")));
      }
      if (!used.contains(message.getAttribute("id"))) {
        fault(message, "no event uses this message");
      }
    }
  }

  private void checkShapes(Document document) {
    Set<String> drawn = new HashSet<>();
    for (String shape : List.of("BPMNShape", "BPMNEdge")) {
      elements(document, BPMNDI, shape).forEach(e -> drawn.add(e.getAttribute("bpmnElement")));
    }
    for (String id : drawn) {
      if (!byId.containsKey(id)) {
        fault(id, "is drawn but is not there");
      }
    }
    List<Element> undrawn =
        elements(document, BPMN, "*").stream()
            .filter(one -> ID_KINDS.containsKey(one.getLocalName()))
            .filter(one -> !one.getLocalName().equals("message"))
            .filter(one -> !drawn.contains(one.getAttribute("id")))
            .toList();
    if (drawn.isEmpty()) {
      fault("", "has no drawing: take the file as it was before");
      return;
    }
    Set<String> lost = new HashSet<>();
    for (Element element : undrawn) {
      Element around = (Element) element.getParentNode();
      boolean page =
          around.getLocalName().equals("subProcess")
              && Diagram.children(around)
                  .filter(one -> ID_KINDS.containsKey(one.getLocalName()))
                  .noneMatch(one -> drawn.contains(one.getAttribute("id")));
      if (!page) {
        fault(element, "is not drawn in the diagram");
      } else if (lost.add(around.getAttribute("id"))) {
        faults.add(
            new Fault(
                file,
                "“%s” (%s)".formatted(around.getAttribute("name"), around.getAttribute("id")),
                "its own page was lost: what is in it is not drawn",
                "undo with Ctrl and Z until the small arrow on it opens its page again"));
      }
    }
  }

  private void checkExpressions(Element element) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      texts.add(element.getAttributes().item(i).getNodeValue());
    }
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child.getNodeType() == Node.TEXT_NODE || child.getNodeType() == Node.CDATA_SECTION_NODE) {
        texts.add(child.getNodeValue());
      }
    }
    for (String text : texts) {
      expressions.fault(text).ifPresent(problem -> fault(owner(element), problem));
    }
  }

  /** The engine's own rules; only asked when ours found nothing, since its words are harder. */
  private void checkSchema(FileSet.File diagram) {
    schema
        .computeIfAbsent(ByteBuffer.wrap(diagram.bytes()), bytes -> schemaFault(diagram))
        .ifPresent(problem -> fault("", "not valid BPMN: " + problem));
  }

  private static Optional<String> schemaFault(FileSet.File diagram) {
    try {
      Bpmn.readModelFromStream(new ByteArrayInputStream(diagram.bytes()));
    } catch (ModelException e) {
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      return Optional.of(String.valueOf(root.getMessage()));
    }
    return Optional.empty();
  }

  private void needsName(Element element) {
    if (element.getAttribute("name").isBlank()) {
      fault(element, "give it a name in the users' words");
    }
  }

  private void needsDocumentation(Element element) {
    boolean documented =
        elements(element, BPMN, "documentation").stream()
            .anyMatch(d -> d.getParentNode() == element && !d.getTextContent().isBlank());
    if (!documented) {
      fault(element, "say under “Documentation” what is expected and why");
    }
  }

  private void needsBinding(Element element, String attribute) {
    if (!element.getAttributeNS(CAMUNDA, attribute).equals("deployment")) {
      fault(element, "set “Binding” to deployment: a year finishes on what it began with");
    }
  }

  private void needsRetry(Element task) {
    if (!task.getAttributeNS(CAMUNDA, "asyncBefore").equals("true")) {
      fault(task, "tick “Asynchronous before”: a failure must not fall on the person before it");
    }
    if (retry(task).isEmpty()) {
      fault(task, "set “Retry time cycle”, such as R3/PT10M");
    }
  }

  private static List<Element> retry(Element step) {
    return elements(step, CAMUNDA, "failedJobRetryTimeCycle").stream()
        .filter(one -> one.getParentNode().getParentNode() == step)
        .toList();
  }

  /** A step that is tried again none or a million times is as good as one without a rule. */
  private void checkRetry(Element step) {
    for (Element retry : retry(step)) {
      if (!RETRY.matcher(retry.getTextContent().strip()).matches()) {
        fault(
            step,
            "its retry time cycle “%s” is none: write R3/PT10M, at most R99 and minutes, hours or"
                    .formatted(retry.getTextContent().strip())
                + " days");
      }
    }
  }

  /** As the engine reads them: by where an arrow begins or ends, whatever the node lists. */
  private List<Element> flows(Element node, String end) {
    return byId.values().stream()
        .filter(flow -> "sequenceFlow".equals(flow.getLocalName()))
        .filter(flow -> flow.getAttribute(end).equals(node.getAttribute("id")))
        .toList();
  }

  private static Element owner(Element element) {
    Element owner = element;
    while (!owner.getLocalName().equals("process")
        && !ID_KINDS.containsKey(owner.getLocalName())
        && owner.getParentNode() instanceof Element parent) {
      owner = parent;
    }
    return owner;
  }

  private void fault(Element element, String problem) {
    String name = element.getAttribute("name").replaceAll("\\s+", " ");
    String id = element.getAttribute("id");
    fault(name.isEmpty() ? id : "“" + name + "” (" + id + ")", problem);
  }

  private void fault(String element, String problem) {
    faults.add(new Fault(file, element, problem));
  }

  private static String kebab(String camel) {
    return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static List<Element> elements(Document document, String namespace, String name) {
    return list(document.getElementsByTagNameNS(namespace, name));
  }

  private static List<Element> elements(Element parent, String namespace, String name) {
    return list(parent.getElementsByTagNameNS(namespace, name));
  }

  private static List<Element> list(NodeList nodes) {
    List<Element> list = new ArrayList<>();
    // Counting goes through the rest of the document each time.
    int length = nodes.getLength();
    for (int i = 0; i < length; i++) {
      list.add((Element) nodes.item(i));
    }
    return list;
  }
}
