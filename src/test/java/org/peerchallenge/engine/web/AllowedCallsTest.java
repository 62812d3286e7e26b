package org.peerchallenge.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peerchallenge.engine.web.AllowedCalls.Who;

class AllowedCallsTest {

  private static final String ENGINE = "/engine/engine/default/";
  private static final String ID = "11680222-e610-11f1-adab-02fc00000001";

  @ParameterizedTest
  @CsvSource({
    "POST, task/ID/complete",
    "POST, task/ID/resolve",
    "POST, task/ID/delegate",
    "POST, task/ID/assignee",
    "PUT, task/ID",
    "DELETE, task/ID",
    "POST, task/create",
    "GET, task/ID/identity-links",
    "POST, task/ID/identity-links",
    "POST, task/ID/identity-links/delete",
    "GET, task/ID/comment",
    "POST, task/ID/comment/create",
    "GET, task/ID/attachment",
    "POST, task/ID/attachment/create",
    "GET, task/ID/variables",
    "PUT, task/ID/variables/goOn",
    "POST, task/ID/localVariables",
    "PUT, task/ID/localVariables/goOn",
    "POST, message",
    "POST, signal",
    "GET, process-instance/ID/variables",
    "PUT, process-instance/ID/variables/goOn",
    "POST, process-instance/ID/modification",
    "DELETE, process-instance/ID",
    "POST, process-definition/key/annual-cycle/start",
    "POST, process-definition/ID/start",
    "GET, history/variable-instance",
    "POST, history/variable-instance",
    "GET, history/detail",
    "POST, filter/create",
    "PUT, filter/ID",
    "DELETE, filter/ID",
    "POST, authorization/create",
    "POST, user/create",
    "PUT, group/office/members/team-846",
    "POST, migration/execute",
    "POST, modification/execute",
    "POST, decision-definition/ID/evaluate",
    "POST, execution/ID/signal",
    "PUT, job/ID/duedate",
    "POST, job/ID/execute",
    "GET, variable-instance/ID/data"
  })
  void whatNobodyNeedsIsOnNoLine(String method, String path) {
    assertThat(AllowedCalls.of(method, ENGINE + path.replace("ID", ID))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, task/count",
    "POST, task",
    "GET, process-definition/statistics",
    "GET, process-instance",
    "POST, variable-instance",
    "GET, incident",
    "GET, job/ID/stacktrace",
    "GET, deployment/ID/resources/ID/data",
    "GET, user",
    "POST, history/task/count"
  })
  void cockpitsReadingIsForThoseWhoWatch(String method, String path) {
    assertThat(AllowedCalls.of(method, ENGINE + path.replace("ID", ID)))
        .isNotEmpty()
        .allMatch(call -> call.who() == Who.COCKPIT);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, job/ID/retries",
    "PUT, process-instance/ID/suspended",
    "POST, process-definition/annual-cycle:1:ID/submit-form"
  })
  void whatChangesACaseIsForTheOfficeAlone(String method, String path) {
    assertThat(AllowedCalls.of(method, ENGINE + path.replace("ID", ID)))
        .isNotEmpty()
        .allMatch(call -> call.who() == Who.OFFICE);
  }

  @Test
  void aWordInThePlaceOfAnIdIsAnotherCall() {
    assertThat(AllowedCalls.of("GET", ENGINE + "task/" + ID)).isNotEmpty();
    assertThat(AllowedCalls.of("GET", ENGINE + "task/report")).isEmpty();
    assertThat(AllowedCalls.of("GET", ENGINE + "process-definition/statistics"))
        .noneMatch(call -> call.who() == Who.PARTICIPANT);
  }

  @Test
  void nobodyDeploysAndNobodySetsUpAnAdministrator() {
    assertThat(AllowedCalls.isNever(ENGINE + "deployment/create")).isTrue();
    assertThat(AllowedCalls.isNever(ENGINE + "deployment/" + ID + "/redeploy")).isTrue();
    assertThat(AllowedCalls.isNever("/admin/setup/default/user/create")).isTrue();
    assertThat(AllowedCalls.isNever(ENGINE + "task")).isFalse();
    assertThat(AllowedCalls.isNever(ENGINE + "deployment/" + ID)).isFalse();
  }

  @Test
  void nobodyReadsOrWritesWhatTheEngineCouldKeepBesideACase() {
    for (String beside :
        List.of("process-instance/%s/comment", "task/%s/comment", "task/%s/attachment")) {
      String path = ENGINE + beside.formatted(ID);
      for (String one :
          List.of(path, path + "/create", path + "/" + ID, path + "/" + ID + "/data")) {
        assertThat(AllowedCalls.isNever(one)).as(one).isTrue();
      }
    }
    assertThat(AllowedCalls.isNever(ENGINE + "process-instance/" + ID)).isFalse();
  }

  @Test
  void aPathSaysWhichTaskUserOrFileItIsAbout() {
    assertThat(AllowedCalls.taskId(ENGINE + "task/" + ID)).hasValue(ID);
    assertThat(AllowedCalls.taskId(ENGINE + "task/" + ID + "/form-variables")).hasValue(ID);
    assertThat(AllowedCalls.taskId(ENGINE + "user/" + ID + "/profile")).isEmpty();
    assertThat(AllowedCalls.userId(ENGINE + "user/dcs-846/profile")).hasValue("dcs-846");
    assertThat(AllowedCalls.userId(ENGINE + "task/" + ID)).isEmpty();
    assertThat(AllowedCalls.resource(ENGINE + "deployment/" + ID + "/resources/7/data"))
        .hasValue(ID + "/7");
    assertThat(AllowedCalls.resource(ENGINE + "deployment/" + ID)).isEmpty();
  }

  @Test
  void aSlashAtTheEndMakesNoOtherCall() {
    assertThat(AllowedCalls.of("GET", ENGINE + "task/"))
        .isNotEmpty()
        .isEqualTo(AllowedCalls.of("GET", ENGINE + "task"));
    assertThat(AllowedCalls.of("GET", "/")).isEmpty();
  }

  @Test
  void aSearchByVariablesIsRefused() {
    assertThat(search("{'processVariables':[],'sorting':[{'sortBy':'dueDate'}],'active':true}"))
        .isTrue();
    assertThat(search("{'processVariables':[{'name':'goOn','operator':'eq','value':'no'}]}"))
        .isFalse();
    assertThat(search("{'orQueries':[{'processVariables':[{'name':'goOn'}]}]}")).isFalse();
    assertThat(search("{'nameLike':'%a%'}")).isTrue();
    assertThat(
            search("{'sorting':[{'sortBy':'processVariable','parameters':{'variable':'goOn'}}]}"))
        .isFalse();
    assertThat(AllowedCalls.isPlainSearch(json("{}"), Set.of("processVariables"))).isFalse();
  }

  @Test
  void aFormIsSentWithPlainValuesAlone() {
    assertThat(form("{'variables':{'story':{'value':'a','type':'String'}}}")).isTrue();
    assertThat(form("{'variables':{'asks':{'value':'[]','type':'Json','valueInfo':{}}}}")).isTrue();
    assertThat(form("{'variables':{'story':{'value':'a'}}}")).isTrue();
    assertThat(
            form(
                "{'variables':{'a':{'value':'{}','type':'Object',"
                    + "'valueInfo':{'objectTypeName':'java.lang.Runtime'}}}}"))
        .isFalse();
    // Its name alone has the engine build an object, whatever type is said.
    for (String type : List.of("'type':'Json',", "'type':'String',", "")) {
      assertThat(
              form(
                  "{'variables':{'a':{'value':'{}',"
                      + type
                      + "'valueInfo':{'objectTypeName':'java.lang.Runtime'}}}}"))
          .as(type)
          .isFalse();
    }
    assertThat(form("{'variables':{'a':{'value':'YQ==','type':'File'}}}")).isFalse();
    assertThat(form("{'modifications':{}}")).isFalse();
  }

  private static boolean search(String body) {
    return AllowedCalls.isPlainSearch(json(body), Set.of("firstResult", "maxResults"));
  }

  private static boolean form(String body) {
    return AllowedCalls.isFormValues(json(body));
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'dueAfterExpression': '${1}'}",
        "{'orQueries': [{'dueAfterExpression': '${1}'}]}",
        "{'orQueries': [{'name': 'a'}, {'orQueries': [{'assigneeExpression': '${1}'}]}]}",
        "{'query': {'candidateGroupsExpression': '${1}'}}",
        "{'query': {'orQueries': [{'FollowUpBeforeEXPRESSION': null}]}}",
        "[{'dueBeforeExpression': '${1}'}]"
      })
  void aSearchThatHoldsAnExpressionAtAnyDepthIsKnown(String body) throws Exception {
    JsonNode read = new ObjectMapper().readTree(body.replace('\'', '"'));
    assertThat(AllowedCalls.asksByExpression(Set.of(AllowedCalls.Carrying.JSON), read, Set.of()))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{'name': 'a'}", "{'orQueries': [{'assignee': 'a'}, {'due': null}]}", "[1]"})
  void aSearchWithoutAnExpressionIsNone(String body) throws Exception {
    assertThat(
            AllowedCalls.asksByExpression(
                Set.of(AllowedCalls.Carrying.JSON),
                new ObjectMapper().readTree(body.replace('\'', '"')),
                Set.of("name")))
        .isFalse();
  }

  @Test
  void anExpressionMayStandInNoParameterAndAnyAnswerOfAForm() throws Exception {
    JsonNode none = new ObjectMapper().readTree("{}");
    JsonNode form = new ObjectMapper().readTree("{\"variables\": {\"freeExpression\": {}}}");
    assertThat(AllowedCalls.asksByExpression(Set.of(), none, Set.of("dueBeforeExpression")))
        .isTrue();
    assertThat(AllowedCalls.asksByExpression(Set.of(), none, Set.of("dueBefore"))).isFalse();
    assertThat(
            AllowedCalls.asksByExpression(
                Set.of(AllowedCalls.Carrying.FORM_VALUES), form, Set.of()))
        .isFalse();
  }
}
