package org.peerchallenge.cycle.process;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.peerchallenge.EngineTest;
import org.peerchallenge.cycle.ArrangementWarnings;
import org.peerchallenge.cycle.CycleTables;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.TestYear;
import org.peerchallenge.region.Region;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The base of the year's tests: the real year, with children that only wait for one task, so that
 * what is tested is the year.
 */
abstract class YearTest extends EngineTest {

  static final String YEAR = TestYear.YEAR.value();

  @Autowired Region region;
  @Autowired CycleTables tables;
  @Autowired ArrangementWarnings warnings;
  @Autowired Cycles cycles;
  @Autowired TransactionTemplate transaction;

  TestYear testYear;

  /** The set of files of the tests of this class, and who takes it back after them. */
  private static String deployment;

  private static RepositoryService deployer;

  @BeforeEach
  void deployTheYearAlone() throws IOException {
    testYear = new TestYear(region, tables, transaction);
    if (deployment != null) {
      return;
    }
    deployer = repositoryService;
    DeploymentBuilder set = repositoryService.createDeployment().name("year test");
    for (String file : List.of("annual-cycle.bpmn", "group-check.dmn")) {
      set.addClasspathResource("processes/" + file);
    }
    for (Resource form :
        new PathMatchingResourcePatternResolver().getResources("classpath:forms/*.form")) {
      set.addClasspathResource("forms/" + form.getFilename());
    }
    for (String child : List.of("self-assessment", "challenge-day", "improvement-plan")) {
      set.addModelInstance(child + ".bpmn", waiting(child));
    }
    deployment = set.deploy().getId();
  }

  @AfterAll
  static void takeTheDeploymentBack() {
    deployer.deleteDeployment(deployment, true);
    deployment = null;
  }

  private static BpmnModelInstance waiting(String id) {
    return Bpmn.createExecutableProcess(id)
        .camundaHistoryTimeToLiveString("P1D")
        .startEvent()
        .userTask("userTask_child")
        .camundaDueDate("${dates.due('10 working days before assessmentDue', execution)}")
        .endEvent()
        .done();
  }

  /** Starts the year as the office does in Tasklist. */
  ProcessInstance start(String copyFrom) {
    identityService.setAuthentication("office", List.of(Groups.CAMUNDA_ADMIN));
    try {
      String definition =
          repositoryService
              .createProcessDefinitionQuery()
              .processDefinitionKey("annual-cycle")
              .latestVersion()
              .singleResult()
              .getId();
      return formService.submitStartForm(
          definition, Map.<String, Object>of("year", YEAR, "copyFrom", copyFrom));
    } finally {
      identityService.clearAuthentication();
    }
  }

  /** Starts and opens a year whose arrangements are in the tables already. */
  ProcessInstance open() {
    ProcessInstance year = start("nothing");
    settle();
    send(task(YEAR, "userTask_arrangeYear"), "office", Map.of("complete", true));
    return year;
  }

  void complete(String businessKey, String taskKey) {
    tasks(businessKey, taskKey).forEach(task -> taskService.complete(task.getId()));
    settle();
  }
}
