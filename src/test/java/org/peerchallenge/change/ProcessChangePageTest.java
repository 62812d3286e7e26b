package org.peerchallenge.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;
import org.peerchallenge.change.Proposal.State;
import org.peerchallenge.changelog.ChangeLog;
import org.peerchallenge.cycle.CycleTables;
import org.peerchallenge.cycle.TestYear;
import org.peerchallenge.engine.ProposedFiles;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

class ProcessChangePageTest extends EngineTest {

  private static final String REPORT = "processes/report-back.bpmn";

  @Autowired private WebApplicationContext application;
  @Autowired private Region region;
  @Autowired private CycleTables tables;
  @Autowired private TransactionTemplate transaction;
  @Autowired private ProposedFiles files;
  @Autowired private Proposals proposals;
  @Autowired private CaseMoves moves;
  @Autowired private ChangeTrials trials;
  @Autowired private ChangeLog log;

  @BeforeEach
  void people() {
    TestYear year =
        new TestYear(region, tables, transaction)
            .region(2)
            .year()
            .group(1, "2019-02-04", "801", "802");
    year.appoint("analyst", Role.ANALYST, null);
    year.appoint("analyst-2", Role.ANALYST, null);
  }

  @AfterEach
  void theSetsOfOthersStay() {
    deleteOwnDeployments();
  }

  @Test
  void analystsAndTheOfficeSeeWhatTheFolderWouldDoAndNobodyElse() throws Exception {
    for (String reader : new String[] {"analyst", "office"}) {
      MockHttpServletResponse page = page(reader, "/process-change");
      assertThat(page.getStatus()).as(reader).isEqualTo(200);
      assertThat(page.getContentAsString())
          .contains("Change of the process")
          .contains("The folder holds what is in use: nothing would change.");
    }
    for (String other : new String[] {"dcs-801", "lead", "facilitator-1"}) {
      assertThat(page(other, "/process-change").getStatus()).as(other).isEqualTo(404);
      assertThat(page(other, "/process-change/cases").getStatus()).as(other).isEqualTo(404);
    }
  }

  @Test
  void aChangeIsProposedApprovedByAnotherDeployedMovedAndUndone() throws Exception {
    runtimeService.startProcessInstanceByKey("report-back", "2019/801");
    runtimeService.startProcessInstanceByKey("report-back", "2019/802");
    String began = files.inUseId();
    String renamed = changed(REPORT, "Write the report back", "Write your report");

    long id = upload("analyst", "report-back.bpmn", renamed);
    assertThat(page("analyst", "/process-change/" + id).getContentAsString())
        .as("a trial takes longer than a request may")
        .contains("Being tried: change %d on running cases".formatted(id));
    assertThat(trials.runWaiting()).isEqualTo(1);
    assertThat(page("analyst", "/process-change/" + id).getContentAsString())
        .contains("uploaded: processes/report-back.bpmn")
        .contains("was “Write the report back”, is “Write your report”")
        .contains("2 cases run: 2 could be moved, 0 could not");
    assertThat(told("analyst", id, "propose", "reason", "")).contains("Write why");
    assertThat(told("analyst", id, "propose", "reason", "Shorter words")).contains("Proposed");

    Proposal one = proposals.find(id).orElseThrow();
    assertThat(told("analyst", id, "approve", "hash", one.hash(), "beside", began))
        .contains("a second person");
    assertThat(told("office", id, "approve", "hash", "0".repeat(64), "beside", began))
        .contains("not the content that you were shown");
    assertThat(told("office", id, "approve", "hash", one.hash(), "beside", "another"))
        .contains("Another set came into use");
    assertThat(told("office", id, "deploy")).contains("waits for a second person");
    assertThat(told("office", id, "approve", "hash", one.hash(), "beside", began))
        .contains("Approved");
    assertThat(told("analyst", id, "deploy")).contains("Deployed");

    String deployed = files.inUseId();
    assertThat(deployed).isNotEqualTo(began);
    assertThat(taskNames()).containsOnly("Write the report back");
    runtimeService.startProcessInstanceByKey("report-back", "2019/801");
    assertThat(taskNames()).contains("Write your report");

    trials.runWaiting();
    assertThat(page("office", "/process-change/cases").getContentAsString())
        .contains("Report back to an entry: 2 of 2 can move");
    assertThat(move("office", deployed, "diagram", "report-back", "")).contains("Write why");
    assertThat(move("office", deployed, "diagram", "report-back", "One wording for all"))
        .contains("2 cases are being moved");
    assertThat(moves.moveWaiting()).isEqualTo(2);
    assertThat(moves.to(deployed)).extracting(Move::state).containsOnly(Move.State.MOVED);
    assertThat(onThe(deployed)).isEqualTo(3);
    assertThat(log.of("2019/802"))
        .anySatisfy(
            change -> {
              assertThat(change.what()).contains("report-back");
              assertThat(change.after()).contains("change " + id, "moved by office");
              assertThat(change.reason()).isEqualTo("One wording for all");
            });
    assertThat(log.of(Proposals.CASE)).hasSize(3);

    // Back, by the same way, and the cases with it.
    MvcResult back = send("office", post("/process-change/earlier").param("set", began));
    long undo = number(back);
    assertThat(told("office", undo, "propose", "reason", "The old words were better"))
        .contains("Proposed");
    Proposal again = proposals.find(undo).orElseThrow();
    assertThat(told("analyst", undo, "approve", "hash", again.hash(), "beside", deployed))
        .contains("Approved");
    told("office", undo, "deploy");
    assertThat(move("office", files.inUseId(), "diagram", "report-back", "Back"))
        .contains("3 cases are being moved");
    moves.moveWaiting();
    assertThat(onThe(files.inUseId())).isEqualTo(3);
    assertThat(files.inUse().hash()).isEqualTo(files.set(began).orElseThrow().hash());
  }

  @Test
  void whatWasApprovedBesideAnotherSetIsNotDeployed() throws Exception {
    long first =
        upload("analyst", "report-back.bpmn", changed(REPORT, "Write the report", "Do the report"));
    long second =
        upload("analyst", "report-back.bpmn", changed(REPORT, "Check the facts", "See the facts"));
    for (long id : new long[] {first, second}) {
      told("analyst", id, "propose", "reason", "Words");
      approve("analyst-2", id);
    }
    assertThat(told("analyst", first, "deploy")).contains("Deployed");
    assertThat(told("analyst", second, "deploy")).contains("Another set came into use since");
    assertThat(proposals.find(second).orElseThrow().state()).isEqualTo(State.APPROVED);
  }

  @Test
  void whatMustNeverBeSkippedIsChangedByTheOfficeAlone() throws Exception {
    String rules =
        text("processes/never-skipped.yaml").replaceFirst("A year opens", "The year opens");
    long id = upload("analyst", "never-skipped.yaml", rules);
    told("analyst", id, "propose", "reason", "Words");
    assertThat(approve("analyst-2", id)).contains("only the programme office");
    assertThat(approve("office", id)).contains("Approved");
  }

  @Test
  void mistakesAreShownAndNotProposed() throws Exception {
    long id =
        upload(
            "analyst",
            "report-back.bpmn",
            changed(REPORT, "${settleReport}", "${Runtime.getRuntime()}"));
    assertThat(page("analyst", "/process-change/" + id).getContentAsString())
        .contains("It cannot be used yet")
        .doesNotContain("Propose it");
    assertThat(told("analyst", id, "propose", "reason", "Please")).contains("found mistakes");
    assertThat(told("analyst", id, "withdraw")).contains("Withdrawn");

    long others = upload("analyst", "report-back.bpmn", changed(REPORT, "Write the", "Do the"));
    assertThat(told("office", others, "withdraw")).contains("Somebody else brought it");
    assertThat(told("analyst", others, "refuse", "reason", "no")).contains("not proposed yet");
  }

  @Test
  void aHostileUploadIsRefusedInWords() throws Exception {
    MvcResult sent =
        send(
            "analyst",
            multipart("/process-change/uploads")
                .file(
                    new MockMultipartFile(
                        "file",
                        "a.bpmn",
                        "text/xml",
                        "<!DOCTYPE a []><a/>".getBytes(StandardCharsets.UTF_8))));
    assertThat(sent.getFlashMap().get("problem").toString()).contains("document type");
    assertThat(proposals.all()).isEmpty();
    assertThat(send("analyst", multipart("/process-change/uploads")).getFlashMap().get("problem"))
        .asString()
        .contains("There is no diagram");
  }

  @Test
  void aStartLeavesWhatWasApprovedAlone() throws Exception {
    long id =
        upload("analyst", "report-back.bpmn", changed(REPORT, "Write the report", "Do the report"));
    told("analyst", id, "propose", "reason", "Words");
    approve("office", id);
    told("office", id, "deploy");
    String deployed = files.inUseId();

    application
        .getBean("deployer", org.springframework.beans.factory.SmartInitializingSingleton.class)
        .afterSingletonsInstantiated();

    assertThat(files.inUseId()).isEqualTo(deployed);
  }

  private String approve(String who, long id) throws Exception {
    return told(
        who,
        id,
        "approve",
        "hash",
        proposals.find(id).orElseThrow().hash(),
        "beside",
        files.inUseId());
  }

  private long upload(String who, String name, String content) throws Exception {
    return number(
        send(
            who,
            multipart("/process-change/uploads")
                .file(
                    new MockMultipartFile(
                        "file",
                        name,
                        "application/octet-stream",
                        content.getBytes(StandardCharsets.UTF_8)))));
  }

  private static long number(MvcResult result) {
    String to = result.getResponse().getRedirectedUrl();
    Matcher number = Pattern.compile("/process-change/(\\d+)").matcher(String.valueOf(to));
    assertThat(number.matches()).as("led to %s: %s", to, result.getFlashMap()).isTrue();
    return Long.parseLong(number.group(1));
  }

  /** Presses a button and gives back what the next page says. */
  private String told(String who, long id, String what, String... fields) throws Exception {
    var request = post("/process-change/" + id + "/" + what);
    for (int i = 0; i < fields.length; i += 2) {
      request.param(fields[i], fields[i + 1]);
    }
    return send(who, request).getFlashMap().values().toString();
  }

  private String move(String who, String set, String field, String value, String reason)
      throws Exception {
    return send(
            who,
            post("/process-change/cases")
                .param("set", set)
                .param(field, value)
                .param("reason", reason))
        .getFlashMap()
        .values()
        .toString();
  }

  private MockHttpServletResponse page(String reader, String path) throws Exception {
    return send(reader, get(path)).getResponse();
  }

  private MvcResult send(String who, AbstractMockHttpServletRequestBuilder<?> request)
      throws Exception {
    return MockMvcBuilders.webAppContextSetup(application)
        .build()
        .perform(request.principal(() -> who))
        .andReturn();
  }

  private List<String> taskNames() {
    return taskService.createTaskQuery().list().stream().map(task -> task.getName()).toList();
  }

  private long onThe(String deployment) {
    return new ArrayList<>(
            runtimeService.createProcessInstanceQuery().deploymentId(deployment).list())
        .size();
  }

  private String text(String name) {
    return files.inUse().files().stream()
        .filter(file -> file.name().equals(name))
        .map(file -> new String(file.bytes(), StandardCharsets.UTF_8))
        .findFirst()
        .orElseThrow();
  }

  private String changed(String name, String from, String to) {
    String text = text(name);
    assertThat(text).contains(from);
    return text.replace(from, to);
  }
}
