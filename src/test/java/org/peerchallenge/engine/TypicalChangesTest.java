package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.peerchallenge.EngineTest;
import org.peerchallenge.ShortForm;
import org.peerchallenge.cycle.CycleTables;
import org.peerchallenge.cycle.TestYear;
import org.peerchallenge.engine.ProposedFiles.Running;
import org.peerchallenge.region.Region;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import org.xml.sax.SAXException;

/**
 * The typical changes on a year that waits everywhere: what the preview says of a case is what
 * happens to it, and who moved goes on.
 */
class TypicalChangesTest extends EngineTest {

  @Autowired private ProposedFiles files;
  @Autowired private Deployer deployer;
  @Autowired private Region region;
  @Autowired private CycleTables tables;
  @Autowired private TransactionTemplate transaction;

  @BeforeEach
  void aYearThatWaitsEverywhere() throws SAXException, java.io.IOException {
    new TestYear(region, tables, transaction).region(2).year().group(1, "2019-02-04", "801", "802");
    for (FileSet.File file : FileSet.built().ending("bpmn")) {
      Diagram diagram = Diagram.read(file);
      if (!diagram.process().equals("reminders")) {
        for (Diagram.Node node : diagram.nodes()) {
          if (waits(diagram, node)) {
            placeAt(diagram.process(), node);
          }
        }
      }
    }
    assertThat(runtimeService.createProcessInstanceQuery().count()).isGreaterThan(80);
  }

  /** Tasks of people and of the engine, events and their gateways. */
  private static boolean waits(Diagram diagram, Diagram.Node node) {
    boolean behindGateway =
        diagram.in(node).stream()
            .anyMatch(
                flow ->
                    diagram.node(flow.source()).filter(n -> n.is("eventBasedGateway")).isPresent());
    return node.is("userTask", "serviceTask", "eventBasedGateway")
        || node.is("intermediateCatchEvent") && !behindGateway;
  }

  private void placeAt(String process, Diagram.Node node) {
    Map<String, Object> variables = new HashMap<>();
    for (String list : List.of("approvers", "attendees", "signatories", "lateSignatories")) {
      variables.put(list, "dcs-801");
    }
    for (String list : List.of("entries", "members", "sessions", "lateEntries")) {
      variables.put(list, "2019/801");
    }
    variables.put("caseStudies", "1");
    variables.put("groupKeys", "2019/group-1");
    variables.put("lateGroups", "2019/group-1");
    variables.put("review", "1");
    variables.put("caseStudy", "1");
    variables.put("attendee", "dcs-801");
    variables.put("approver", "dcs-801");
    variables.put("signatory", "dcs-801");
    variables.put("budgetDecision", "agree");
    variables.put("sectionsToWrite", "context");
    variables.put("memorandumPriority", 50);
    String key =
        switch (process) {
          case "challenge-day" -> "2019/group-1";
          case "annual-cycle", "improvement-plan" -> "2019";
          default -> "2019/801";
        };
    if (process.equals("challenge-day")) {
      variables.put("entry", "2019/801");
    }
    runtimeService
        .createProcessInstanceByKey(process)
        .businessKey(key)
        .setVariables(variables)
        .startBeforeActivity(node.id())
        .execute();
  }

  @AfterEach
  void theSetsOfOthersStay() {
    deleteOwnDeployments();
  }

  /** One in each build, the one that strands somebody; all ten with the whole tests. */
  static Stream<String> changes() {
    Stream<String> all =
        TypicalChanges.all().keySet().stream().filter(name -> !name.equals("an id changed"));
    return ShortForm.FULL ? all : Stream.of("a removed step");
  }

  @ParameterizedTest
  @MethodSource("changes")
  void whatThePreviewSaysHappensAndWhoMovedGoesOn(String change) {
    FileSet set = TypicalChanges.all().get(change);
    ProposedFiles.Shown shown = files.of(set, Progress.UNSEEN);
    assertThat(shown.findings().stream().filter(ProposedFiles.Finding::error)).isEmpty();
    assertThat(shown.cases()).hasSizeGreaterThan(80);

    Map<String, String> moved = moveAll(set, shown.cases());

    // A case that was set down behind a signature that nobody gave does not come past it.
    List<Running> stranded =
        shown.cases().stream()
            .filter(Running::stranded)
            .filter(one -> !one.verdict().contains("would come to “"))
            .toList();
    assertThat(shown.stranded()).isGreaterThan(stranded.size());
    if (change.equals("a removed step")) {
      assertThat(stranded)
          .singleElement()
          .satisfies(
              one -> {
                assertThat(one.diagram()).isEqualTo("annual-cycle");
                assertThat(one.verdict()).contains("userTask_recordCatchUp");
              });
    } else {
      assertThat(stranded).isEmpty();
    }
    if (change.equals("another deadline")) {
      // Five working days before 17 December 2018, and four.
      assertThat(shown.cases().stream().flatMap(one -> one.dates().stream()).toList())
          .isNotEmpty()
          .allSatisfy(
              date -> {
                assertThat(date.step()).isEqualTo("Read the whole");
                assertThat(date.was().orElseThrow()).isBefore(date.is().orElseThrow());
              });
    }
    goOn(moved);
  }

  @Test
  void whatThePreviewCallsStrandedStays() {
    FileSet set = TypicalChanges.all().get("an id changed");
    // Its form would have to be renamed, too, so it is no set to deploy; only the engine is asked.
    assertThat(files.checked(set).mayBeDeployed()).isFalse();
  }

  /** Moves every case as the preview said it would go, and compares. */
  private Map<String, String> moveAll(FileSet set, List<Running> predicted) {
    String deployment = deployer.deploy(set, "test").getId();
    Map<String, String> moved = new TreeMap<>();
    for (Running one : predicted) {
      Optional<String> stays =
          transaction.execute(
              status -> {
                Optional<String> why = files.move(one.processInstance(), deployment);
                if (why.isPresent()) {
                  status.setRollbackOnly();
                }
                return why;
              });
      assertThat(stays.isEmpty())
          .as("%s of %s at %s: %s", one.businessKey(), one.diagram(), one.waitsAt(), stays)
          .isEqualTo(one.canMove());
      stays.ifPresent(why -> assertThat(one.verdict()).contains(why));
      ProcessInstance now =
          runtimeService
              .createProcessInstanceQuery()
              .processInstanceId(one.processInstance())
              .singleResult();
      String on =
          repositoryService.getProcessDefinition(now.getProcessDefinitionId()).getDeploymentId();
      assertThat(on.equals(deployment)).isEqualTo(one.canMove());
      if (one.canMove()) {
        moved.put(one.processInstance(), one.diagram());
      }
    }
    return moved;
  }

  /** Every task that moved can be finished where its case is now. */
  private void goOn(Map<String, String> moved) {
    int finished = 0;
    for (Task task : taskService.createTaskQuery().list()) {
      if (moved.containsKey(task.getProcessInstanceId())) {
        assertThat(
                repositoryService
                    .getBpmnModelInstance(task.getProcessDefinitionId())
                    .<org.camunda.bpm.model.bpmn.instance.UserTask>getModelElementById(
                        task.getTaskDefinitionKey())
                    .getName())
            .isNotBlank();
        finished++;
      }
    }
    assertThat(finished).isGreaterThan(25);
  }
}
