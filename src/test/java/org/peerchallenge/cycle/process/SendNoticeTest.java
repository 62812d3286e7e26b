package org.peerchallenge.cycle.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;
import org.peerchallenge.cycle.CycleTables;
import org.peerchallenge.cycle.TestYear;
import org.peerchallenge.region.Region;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

class SendNoticeTest extends EngineTest {

  @Autowired private Region region;
  @Autowired private CycleTables tables;
  @Autowired private TransactionTemplate transaction;

  private Deployment deployment;

  @BeforeEach
  void aDiagramWithANoticeOfItsOwn() {
    new TestYear(region, tables, transaction).region(2).year().group(1, "2019-02-04", "801", "802");
    BpmnModelInstance diagram =
        Bpmn.createExecutableProcess("notice-test")
            .camundaHistoryTimeToLiveString("P1D")
            .startEvent()
            .serviceTask("tell")
            .camundaAsyncBefore()
            .camundaDelegateExpression("${sendNotice}")
            .camundaInputParameter("noticeTo", "dcs, office")
            .camundaInputParameter("noticeSubject", "The plan is near")
            .camundaInputParameter("noticeText", "Please keep the 4th free.\n\nIt is an example.")
            .endEvent()
            .done();
    deployment =
        repositoryService.createDeployment().addModelInstance("notice-test.bpmn", diagram).deploy();
  }

  @AfterEach
  void remove() {
    repositoryService.deleteDeployment(deployment.getId(), true);
  }

  @Test
  void theHoldersOfTheRolesOfTheCaseAreToldOnce() {
    runtimeService.startProcessInstanceByKey("notice-test", "2019/801");
    settle();

    assertThat(told()).containsExactly("dcs-801@example.org", "office@example.org");
    Map<String, Object> mail =
        jdbc.sql("select subject, body_text from notice order by recipient_email limit 1")
            .query()
            .singleRow();
    assertThat(mail.get("subject").toString()).startsWith("The plan is near: ");
    assertThat(mail.get("body_text").toString())
        .contains("Please keep the 4th free.", "It is an example.");
  }

  @Test
  void ofAGroupAllItsEntriesAreTold() {
    runtimeService.startProcessInstanceByKey("notice-test", "2019/group-1");
    settle();

    assertThat(told())
        .containsExactly("dcs-801@example.org", "dcs-802@example.org", "office@example.org");
  }

  @Test
  void whatIsWrongInTheDiagramIsSaidBeforeAnythingIsSent() {
    SendNotice check = new SendNotice(null, null, null);
    Map<String, String> right =
        Map.of("noticeTo", "dcs", "noticeSubject", "Soon", "noticeText", "A line.");
    assertThat(check.fault(right)).isEmpty();
    assertThat(check.fault(Map.of())).contains("has no input noticeTo");
    assertThat(check.fault(with(right, "noticeTo", "dsc"))).contains("nobody holds a role “dsc”");
    assertThat(check.fault(with(right, "noticeText", "${amount}")))
        .contains("noticeText is an expression: write plain words");
    assertThat(check.fault(with(right, "noticeText", "a".repeat(201))).orElseThrow())
        .contains("five lines");
    assertThat(check.fault(with(right, "noticeSubject", "a".repeat(101))).orElseThrow())
        .contains("100 characters");
  }

  private static Map<String, String> with(Map<String, String> inputs, String name, String text) {
    Map<String, String> changed = new java.util.HashMap<>(inputs);
    changed.put(name, text);
    return changed;
  }

  private List<String> told() {
    return jdbc.sql("select recipient_email from notice order by 1").query(String.class).list();
  }
}
