package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;
import org.peerchallenge.Invariants;
import org.peerchallenge.cycle.CycleTables;
import org.peerchallenge.cycle.TestYear;
import org.peerchallenge.engine.ChangePreview.CaseShown;
import org.peerchallenge.engine.ChangePreview.Verdict;
import org.peerchallenge.operation.Invariant;
import org.peerchallenge.region.Region;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@Invariants.Except(
    value = Invariant.TOKEN_AND_TABLE,
    because = "its cases are tokens alone, begun in the middle")
class ChangePreviewTest extends EngineTest {

  private static final String REPORT = "processes/report-back.bpmn";

  @Autowired private ChangePreview preview;
  @Autowired private ProposedFiles proposed;
  @Autowired private Deployer deployer;
  @Autowired private Region region;
  @Autowired private CycleTables tables;
  @Autowired private TransactionTemplate transaction;

  @BeforeEach
  void aYearHalfWay() {
    new TestYear(region, tables, transaction).region(2).year().group(1, "2019-02-04", "801", "802");
    runtimeService.startProcessInstanceByKey("report-back", "2019/801");
    runtimeService.startProcessInstanceByKey("report-back", "2019/802");
    runtimeService.startProcessInstanceByKey("self-assessment-review", "2019/801");
  }

  @Test
  void newWordsStrandNobody() {
    List<CaseShown> shown =
        preview.of(
            with(REPORT, t -> t.replace("Write the report back", "Write your report")),
            Progress.UNSEEN);

    assertThat(shown).hasSize(3).allMatch(one -> one.verdict() == Verdict.CAN_MOVE);
    assertThat(shown.get(0).waitsAt()).containsExactly("Write the report back");
  }

  @Test
  void aChangedIdStrandsThoseWhoWaitThereAndNobodyElseAndThatIsWhatHappensThen() {
    FileSet proposed = with(REPORT, t -> t.replace("userTask_writeReport", "userTask_writeBack"));
    List<CaseShown> shown = preview.of(proposed, Progress.UNSEEN);

    assertThat(shown)
        .filteredOn(one -> one.verdict() == Verdict.STRANDED)
        .extracting(CaseShown::businessKey)
        .containsExactly("2019/801", "2019/802");
    assertThat(shown.get(0).reason())
        .isEqualTo(
            "waits at “Write the report back” (userTask_writeReport), which is not there any more");
    assertThat(shown.get(2).verdict()).isEqualTo(Verdict.CAN_MOVE);
  }

  @Test
  void aDiagramThatIsGoneLeavesItsCasesWhereTheyAre() {
    List<FileSet.File> files = new ArrayList<>(FileSet.built().files());
    files.removeIf(file -> file.name().equals(REPORT));

    assertThat(preview.of(new FileSet(files), Progress.UNSEEN))
        .filteredOn(one -> one.diagram().equals("report-back"))
        .hasSize(2)
        .allMatch(one -> one.verdict() == Verdict.STAYS);
  }

  @Test
  void nothingIsLeftBehindAndWhatWasForetoldHappens() {
    long deployments = repositoryService.createDeploymentQuery().count();
    FileSet proposed = with(REPORT, t -> t.replace("Write the report back", "Write your report"));
    String before = versions();
    preview.of(proposed, Progress.UNSEEN);

    assertThat(repositoryService.createDeploymentQuery().count()).isEqualTo(deployments);
    assertThat(versions()).isEqualTo(before);

    Deployment deployed = deployer.deploy(proposed, "test");
    try {
      ProcessDefinition now =
          repositoryService
              .createProcessDefinitionQuery()
              .deploymentId(deployed.getId())
              .processDefinitionKey("report-back")
              .singleResult();
      var cases = runtimeService.createProcessInstanceQuery().processDefinitionKey("report-back");
      String began = cases.list().get(0).getProcessDefinitionId();
      MigrationPlan plan =
          runtimeService
              .createMigrationPlan(began, now.getId())
              .mapEqualActivities()
              .updateEventTriggers()
              .build();
      runtimeService.newMigration(plan).processInstanceQuery(cases).execute();
      assertThat(taskService.createTaskQuery().processDefinitionId(now.getId()).list())
          .hasSize(2)
          .allMatch(task -> task.getTaskDefinitionKey().equals("userTask_writeReport"));
    } finally {
      repositoryService.deleteDeployment(deployed.getId(), true);
    }
  }

  @Test
  void thePageSaysWhichFilesDifferOnWhomTheyActAndWhatBecomesOfEachCase() {
    assertThat(proposed.of(FileSet.built(), Progress.UNSEEN).same()).isTrue();

    ProposedFiles.Shown words =
        proposed.of(
            with("processes/reminder-schedule.dmn", t -> t.replace("28 days", "a month")),
            Progress.UNSEEN);
    assertThat(words.files())
        .containsExactly(
            new ProposedFiles.Changed(
                "processes/reminder-schedule.dmn",
                "changed",
                "at once, on running years as well",
                List.of(
                    "rule 1, output column 1: cell was “\"28 days before\"”, is “\"a month"
                        + " before\"”")));
    assertThat(words.cases()).hasSize(3);
    assertThat(words.stranded()).isZero();

    ProposedFiles.Shown stranded =
        proposed.of(
            with(REPORT, t -> t.replace("userTask_writeReport", "userTask_writeBack")),
            Progress.UNSEEN);
    // Its form would have to be renamed, too: nothing is tried before that.
    assertThat(stranded.mayBeDeployed()).isFalse();
    assertThat(stranded.cases()).isEmpty();
    assertThat(stranded.findings())
        .anySatisfy(
            one -> {
              assertThat(one.error()).isFalse();
              assertThat(one.problem()).contains("its id was “userTask_writeReport”");
            });
  }

  private String versions() {
    return runtimeService.createProcessInstanceQuery().list().stream()
        .map(one -> one.getId() + one.getProcessDefinitionId())
        .sorted()
        .toList()
        .toString();
  }

  private static FileSet with(String name, UnaryOperator<String> change) {
    List<FileSet.File> files = new ArrayList<>();
    for (FileSet.File file : FileSet.built().files()) {
      String text = new String(file.bytes(), StandardCharsets.UTF_8);
      String now = file.name().equals(name) ? change.apply(text) : text;
      files.add(new FileSet.File(file.name(), now.getBytes(StandardCharsets.UTF_8)));
    }
    return new FileSet(files);
  }
}
