package org.peerchallenge.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.Sampled;
import org.peerchallenge.challenge.ReadingPacks;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.document.Documents;
import org.peerchallenge.engine.ChangedFiles;
import org.peerchallenge.notice.NoticeKey;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** Sections added and removed by files alone, while a year runs. */
@Sampled(2)
class ChangedSectionsTest extends AssessmentTest {

  /** The new section is drawn on the plane on which the others are. */
  private static final String WHOLE_STORY = "<bpmndi:BPMNShape id=\"userTask_writeWholeStory_di\"";

  private static final String DIAGRAM = "processes/self-assessment.bpmn";
  private static final Section DIGITAL = new Section("digital-practice");
  private static final String TITLE = "Digital practice";

  private static final Map<String, Object> ANSWERS =
      Map.of(
          "digitalStory",
          "Example story of tablets.",
          "digitalFamilies",
          140,
          "digitalSince",
          "2018-09-03",
          "digitalMaturity",
          "growing",
          "digitalWho",
          List.of("children", "carers"),
          "digitalTested",
          true,
          "digitalTools",
          List.of(Map.of("tool", "Example tool", "used", "weekly")));

  @Autowired private WebApplicationContext context;
  @Autowired private ReadingPacks packs;
  @Autowired private Documents documents;
  @Autowired private Changes changes;
  @Autowired private SignOffSummary summary;

  private Deployment deployed;

  @AfterEach
  void takeBack() {
    if (deployed != null) {
      repositoryService.deleteDeployment(deployed.getId(), true);
    }
  }

  @Test
  void theDiagramOfTheProjectAsksForTheSectionsInTheOrderOfItsPicture() {
    start(BRIGHTON);

    assertThat(sections.asked(BRIGHTON))
        .extracting(AskedSection::section)
        .containsExactlyElementsOf(Examples.SECTIONS);
    assertThat(sections.asked(BRIGHTON))
        .extracting(AskedSection::title)
        .startsWith("Context", "Quality and impact of practice")
        .endsWith("Offers, asks and questions", "Sharing and declaration");
  }

  @Test
  void anAddedSectionIsWrittenSignedAndReadEverywhereByThoseWhoBeginAfterwards() throws Exception {
    start(BRIGHTON);
    write(BRIGHTON, Section.CONTEXT);
    deploy(withDigitalPractice());

    start(HAMPSHIRE);
    assertThat(tasks(BRIGHTON.value(), taskOf(DIGITAL))).isEmpty();
    assertThat(sections.asked(HAMPSHIRE)).hasSize(Examples.SECTIONS.size() + 1);
    assertThat(sections.asked(HAMPSHIRE).get(4).title()).isEqualTo(TITLE);
    assertThat(sections.worthALook(HAMPSHIRE)).contains("Digital practice is not written yet.");

    writeAll(HAMPSHIRE);
    assertThat(tasks(HAMPSHIRE.value(), "userTask_readThrough")).as("one is missing").isEmpty();
    assertThatThrownBy(
            () -> assessments.sign(HAMPSHIRE, Capacity.PERMANENT, "dcs-850", instant(START)))
        .hasMessageContaining(TITLE);
    write(HAMPSHIRE, DIGITAL, ANSWERS);
    sendToDirector(HAMPSHIRE);

    // Returned by its own name, and what was written is in the form again.
    assertThat(shown(task(HAMPSHIRE.value(), "userTask_signOffSelfAssessment")).get("sections"))
        .asString()
        .contains("digital-practice", TITLE);
    returnSections(HAMPSHIRE, "An example.", DIGITAL);
    Task again = task(HAMPSHIRE.value(), taskOf(DIGITAL));
    assertThat(tasks(HAMPSHIRE.value(), taskOf(Section.CONTEXT))).isEmpty();
    assertThat(shown(again))
        .containsEntry("digitalStory", "Example story of tablets.")
        .containsEntry("digitalMaturity", "growing")
        .containsEntry("returnReason", "An example.");
    write(HAMPSHIRE, DIGITAL, ANSWERS);
    sendToDirector(HAMPSHIRE);
    sign(HAMPSHIRE);

    for (String text :
        List.of(page("dcs-871", HAMPSHIRE, ""), word(HAMPSHIRE, 1), pack("2019/group-3"))) {
      assertThat(text)
          .containsSubsequence("Strengths", TITLE, "Data and conclusions")
          .contains("Example story of tablets.", "What digital tools changed", "140", "Growing")
          .contains("Children, Carers", "3 September 2018", "Tool 1", "Example tool", "Weekly")
          .doesNotContain("digitalStory", "Asked in an earlier form");
    }

    // Changed by an amendment, it stands in the comparison.
    assessments.askForAmendment(HAMPSHIRE, List.of(DIGITAL), "An example", "dcs-850");
    settle();
    Map<String, Object> amended = new java.util.HashMap<>(ANSWERS);
    amended.put("digitalStory", "Another example story.");
    write(HAMPSHIRE, DIGITAL, amended);
    assertThat(summary.changes(HAMPSHIRE))
        .contains("**Digital practice**: What digital tools changed");
    assertThat(page("dcs-850", HAMPSHIRE, "/changes"))
        .contains(TITLE, "Example story of tablets.", "Another example story.");

    // Whoever was half-way finishes as it began.
    for (Section section : Examples.SECTIONS.subList(1, Examples.SECTIONS.size())) {
      write(BRIGHTON, section);
    }
    sendToDirector(BRIGHTON);
    sign(BRIGHTON);
    assertThat(assessments.shared(BRIGHTON).orElseThrow().asked()).hasSize(10);
    assertThat(page("dcs-869", BRIGHTON, "")).contains(Examples.TEXT).doesNotContain(TITLE);
  }

  @Test
  void aRemovedSectionStaysReadableAndSignableForWhoWasAskedForIt() throws Exception {
    share(BRIGHTON);
    start(HAMPSHIRE);
    deploy(withoutSinceLastYear());

    EntryKey slough = EntryKey.of("2019/871");
    start(slough);
    assertThat(tasks(slough.value(), taskOf(Section.SINCE_LAST_YEAR))).isEmpty();
    List<Section> nine =
        Examples.SECTIONS.stream().filter(one -> !one.equals(Section.SINCE_LAST_YEAR)).toList();
    nine.forEach(section -> write(slough, section));
    sendToDirector(slough);
    sign(slough);
    assertThat(assessments.shared(slough).orElseThrow().asked())
        .extracting(AskedSection::section)
        .containsExactlyElementsOf(nine);
    assertThat(word(slough, 1)).contains("Whole story").doesNotContain("Since last year");

    // Half-way on the version before: it is written and signed as it was begun.
    writeAll(HAMPSHIRE);
    sendToDirector(HAMPSHIRE);
    sign(HAMPSHIRE);
    assertThat(word(HAMPSHIRE, 1)).contains("Since last year");

    // Signed before: it is read with its own questions, in page, Word and pack.
    for (String text :
        List.of(page("dcs-869", BRIGHTON, ""), word(BRIGHTON, 1), pack("2019/group-5"))) {
      assertThat(text)
          .contains("Since last year", "Anything else")
          .doesNotContain("anythingElse", "Asked in an earlier form");
    }
  }

  @Test
  void aCaseThatIsMovedIsAskedForWhatItsNewVersionAsksWhenSectionsOpenNext() throws Exception {
    ProcessInstance shared = share(BRIGHTON);
    ProcessInstance half = start(HAMPSHIRE);
    writeAll(HAMPSHIRE);
    deploy(withDigitalPractice(withoutSinceLastYear()));
    move(shared);
    move(half);

    send(
        task(HAMPSHIRE.value(), "userTask_readThrough"),
        team(HAMPSHIRE),
        Map.of(
            "readThroughDecision",
            "reopen",
            "sectionsToReopen",
            List.of("context"),
            "reopenReason",
            "An example."));
    assertThat(tasks(HAMPSHIRE.value(), taskOf(DIGITAL))).as("never written").hasSize(1);
    write(HAMPSHIRE, Section.CONTEXT);
    write(HAMPSHIRE, DIGITAL, ANSWERS);
    sendToDirector(HAMPSHIRE);
    sign(HAMPSHIRE);
    assertThat(assessments.shared(HAMPSHIRE).orElseThrow().sections())
        .containsKey("digital-practice")
        .doesNotContainKey("since-last-year");

    // The same for an amendment; what is not asked any more stays in the version before.
    assessments.askForAmendment(
        BRIGHTON, List.of(Section.CONTEXT, Section.SINCE_LAST_YEAR), "An example", "dcs-846");
    settle();
    assertThat(sections.openSections(BRIGHTON))
        .extracting(AskedSection::section)
        .containsExactly(Section.CONTEXT, DIGITAL);
    write(BRIGHTON, Section.CONTEXT);
    write(BRIGHTON, DIGITAL, ANSWERS);
    sendToDirector(BRIGHTON);
    sign(BRIGHTON);
    Changes.Comparison comparison =
        changes.of(assessments.shared(BRIGHTON).orElseThrow()).orElseThrow();
    assertThat(comparison.changed())
        .extracting(one -> one.section().title())
        .containsExactly(TITLE);
    assertThat(comparison.notAsked())
        .extracting(AskedSection::title)
        .containsExactly("Since last year");
    assertThat(page("dcs-869", BRIGHTON, "/changes"))
        .contains("Not asked for any more", "Since last year");
    assertThat(page("dcs-846", BRIGHTON, "?version=1")).contains("Since last year");
  }

  private static ChangedFiles withDigitalPractice() {
    return withDigitalPractice(ChangedFiles.unchanged());
  }

  /** Diagram, form and guidance: what a new section takes. */
  private static ChangedFiles withDigitalPractice(ChangedFiles files) {
    return files
        .change(
            DIAGRAM,
            text ->
                text.replace(
                        "<bpmn:userTask id=\"userTask_writeWholeStory\"",
                        """
                        <bpmn:userTask id="userTask_writeDigitalPractice" name="Write: Digital practice" camunda:formRef="write-digital-practice" camunda:formRefBinding="deployment" camunda:candidateGroups="${groups.of('team', execution)}" camunda:dueDate="${dates.due('10 working days before assessmentDue, or 3 working days after today', execution)}">
                          <bpmn:documentation>Say how digital tools help children. Others learn from it. If nobody answers: reminders to the team and the director, then the office is told.</bpmn:documentation>
                          <bpmn:incoming>flow_whichSections_writeDigitalPractice</bpmn:incoming>
                          <bpmn:outgoing>flow_writeDigitalPractice_sectionsWritten</bpmn:outgoing>
                        </bpmn:userTask>
                        <bpmn:sequenceFlow id="flow_whichSections_writeDigitalPractice" sourceRef="gateway_whichSections" targetRef="userTask_writeDigitalPractice">
                          <bpmn:documentation>When the section is open.</bpmn:documentation>
                          <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${lists.has(sectionsToWrite, 'digital-practice')}</bpmn:conditionExpression>
                        </bpmn:sequenceFlow>
                        <bpmn:sequenceFlow id="flow_writeDigitalPractice_sectionsWritten" sourceRef="userTask_writeDigitalPractice" targetRef="gateway_sectionsWritten" />
                        <bpmn:userTask id="userTask_writeWholeStory\"""")
                    .replace(
                        "<bpmn:outgoing>flow_whichSections_writeWholeStory</bpmn:outgoing>",
                        "<bpmn:outgoing>flow_whichSections_writeDigitalPractice</bpmn:outgoing>"
                            + "<bpmn:outgoing>flow_whichSections_writeWholeStory</bpmn:outgoing>")
                    .replace(
                        "<bpmn:incoming>flow_writeWholeStory_sectionsWritten</bpmn:incoming>",
                        "<bpmn:incoming>flow_writeDigitalPractice_sectionsWritten</bpmn:incoming>"
                            + "<bpmn:incoming>flow_writeWholeStory_sectionsWritten</bpmn:incoming>")
                    .replace(WHOLE_STORY, shapes(text) + WHOLE_STORY))
        .add(
            "forms/write-digital-practice.form",
            """
            {"type": "default", "id": "write-digital-practice", "schemaVersion": 16,
             "executionPlatform": "Camunda Platform", "executionPlatformVersion": "7.24.0",
             "components": [
              {"type": "textarea", "key": "returnReason", "label": "This section came back",
               "id": "F0", "readonly": true, "validate": {"maxLength": 4000}},
              {"type": "textarea", "key": "digitalStory", "label": "What digital tools changed",
               "id": "F1", "validate": {"required": true, "maxLength": 4000}},
              {"type": "group", "label": "In figures", "id": "G1", "components": [
                {"type": "number", "key": "digitalFamilies", "label": "Families reached", "id": "F2"},
                {"type": "datetime", "subtype": "date", "key": "digitalSince", "dateLabel": "Since",
                 "id": "F3"},
                {"type": "select", "key": "digitalMaturity", "label": "How far are you?", "id": "F4",
                 "values": [{"label": "Beginning", "value": "beginning"},
                            {"label": "Growing", "value": "growing"}]}]},
              {"type": "checklist", "key": "digitalWho", "label": "Who uses them?", "id": "F5",
               "values": [{"label": "Children", "value": "children"},
                          {"label": "Carers", "value": "carers"}]},
              {"type": "checkbox", "key": "digitalTested", "label": "Tested with children", "id": "F6"},
              {"type": "dynamiclist", "disableCollapse": true, "path": "digitalTools", "label": "Tools", "id": "L1",
               "components": [
                {"type": "textfield", "key": "tool", "label": "Name", "id": "F7",
                 "validate": {"maxLength": 100}},
                {"type": "radio", "key": "used", "label": "Used", "id": "F8",
                 "values": [{"label": "Weekly", "value": "weekly"},
                            {"label": "Daily", "value": "daily"}]}]}
            ]}
            """)
        .change(
            "forms/guidance.yaml",
            text ->
                text.replace("write-whole-story,", "write-whole-story, write-digital-practice,"));
  }

  /** Between the strengths and the data, as the picture shows it. */
  private static String shapes(String text) {
    int below = y(text, "userTask_writeDataAndConclusions");
    int x = number(text, "userTask_writeDataAndConclusions", "x");
    return """
        <bpmndi:BPMNShape id="userTask_writeDigitalPractice_di" bpmnElement="userTask_writeDigitalPractice"><dc:Bounds x="%d" y="%d" width="100" height="40" /></bpmndi:BPMNShape>
        <bpmndi:BPMNEdge id="flow_whichSections_writeDigitalPractice_di" bpmnElement="flow_whichSections_writeDigitalPractice"><di:waypoint x="1400" y="300" /><di:waypoint x="1515" y="300" /></bpmndi:BPMNEdge>
        <bpmndi:BPMNEdge id="flow_writeDigitalPractice_sectionsWritten_di" bpmnElement="flow_writeDigitalPractice_sectionsWritten"><di:waypoint x="1615" y="300" /><di:waypoint x="1700" y="300" /></bpmndi:BPMNEdge>
        """
        .formatted(x, below - 44);
  }

  private static int y(String text, String element) {
    return number(text, element, "y");
  }

  private static int number(String text, String element, String attribute) {
    java.util.regex.Matcher bounds =
        java.util.regex.Pattern.compile(
                "bpmnElement=\""
                    + element
                    + "\"[^>]*>\\s*<dc:Bounds [^>]*\\b"
                    + attribute
                    + "=\"(\\d+)")
            .matcher(text);
    assertThat(bounds.find()).isTrue();
    return Integer.parseInt(bounds.group(1));
  }

  private static ChangedFiles withoutSinceLastYear() {
    return ChangedFiles.unchanged()
        .change(
            DIAGRAM,
            text ->
                text.replaceAll(
                        "(?s)<bpmn:userTask id=\"userTask_writeSinceLastYear\".*?</bpmn:userTask>",
                        "")
                    .replaceAll(
                        "(?s)<bpmn:sequenceFlow id=\"flow_whichSections_writeSinceLastYear\".*?"
                            + "</bpmn:sequenceFlow>",
                        "")
                    .replaceAll(
                        "<bpmn:sequenceFlow id=\"flow_writeSinceLastYear_sectionsWritten\"[^>]*/>",
                        "")
                    .replaceAll(
                        "<bpmn:(incoming|outgoing)>flow_\\w*riteSinceLastYear\\w*</bpmn:\\w+>", "")
                    .replaceAll(
                        "(?s)<bpmndi:BPMN(Shape|Edge) id=\"[^\"]*riteSinceLastYear[^\"]*\".*?"
                            + "</bpmndi:BPMN\\1>",
                        ""))
        .change("forms/guidance.yaml", text -> text.replace("write-since-last-year, ", ""))
        .remove("forms/write-since-last-year.form");
  }

  private void deploy(ChangedFiles files) {
    assertThat(files.errors()).isEmpty();
    deployed = files.deploy(repositoryService);
  }

  /** As the page of a changed process does it. */
  private void move(ProcessInstance instance) {
    String newest =
        repositoryService
            .createProcessDefinitionQuery()
            .processDefinitionKey("self-assessment")
            .latestVersion()
            .singleResult()
            .getId();
    runtimeService
        .newMigration(
            runtimeService
                .createMigrationPlan(instance.getProcessDefinitionId(), newest)
                .mapEqualActivities()
                .updateEventTriggers()
                .build())
        .processInstanceIds(instance.getId())
        .execute();
  }

  private String page(String reader, EntryKey entry, String rest) throws Exception {
    return MockMvcBuilders.webAppContextSetup(context)
        .build()
        .perform(get("/assessments/" + entry + rest).principal(() -> reader))
        .andReturn()
        .getResponse()
        .getContentAsString();
  }

  private String word(EntryKey entry, int number) throws IOException {
    byte[] bytes = documents.bytes(assessments.document(entry, number).orElseThrow());
    try (XWPFDocument word = new XWPFDocument(new ByteArrayInputStream(bytes));
        XWPFWordExtractor text = new XWPFWordExtractor(word)) {
      return text.getText();
    }
  }

  private String pack(String group) throws IOException {
    GroupKey key = GroupKey.of(group);
    packs.issue(key, new NoticeKey("a-day", "pack", LocalDateTime.now().toString()));
    byte[] bytes = documents.bytes(packs.latest(key).orElseThrow().document());
    try (PDDocument pdf = Loader.loadPDF(bytes)) {
      return new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
    }
  }
}
