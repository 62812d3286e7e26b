package org.peerchallenge.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.engine.EngineTables;
import org.peerchallenge.kernel.FormValues;
import org.peerchallenge.region.Role;
import org.peerchallenge.tasklist.Draft;
import org.peerchallenge.tasklist.DraftRefused;
import org.peerchallenge.tasklist.DraftRefused.Reason;
import org.peerchallenge.tasklist.Drafts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** What a team types into a section, from the first key to the director's signature. */
class SectionDraftsTest extends AssessmentTest {

  private static final String ROBIN = "team-846";
  private static final String SANDY = "team-846-2";
  private static final String FIELD = "localStory";

  @Autowired private Drafts drafts;
  @Autowired private WebApplicationContext context;
  @Autowired private ObjectMapper json;

  private String taskId;

  @BeforeEach
  void aTeamOfTwoWithAnOpenSection() {
    beginBy(
        "a team of two",
        () -> {
          appoint(SANDY, Role.TEAM, "846");
          start(BRIGHTON);
        });
    taskId = open(Section.CONTEXT).getId();
    taskService.claim(taskId, ROBIN);
  }

  @Test
  void whatIsTypedIsThereForAColleagueWhoTakesOver() {
    save(ROBIN, 0, "page-1", 1, "The first words");
    assertThat(drafts.read(SANDY, taskId).content().fields())
        .containsEntry(FIELD, "The first words");
    assertThat(drafts.read(SANDY, taskId).savedBy()).isEqualTo(ROBIN);

    taskService.setAssignee(taskId, SANDY);
    save(SANDY, 1, "page-2", 1, "The first words and more");

    assertThat(drafts.read(ROBIN, taskId).content().fields())
        .containsEntry(FIELD, "The first words and more");
    assertThat(drafts.earlier(SANDY, taskId)).extracting(Draft.Earlier::savedBy).contains(ROBIN);
  }

  @Test
  void onlyWhoHasTheTaskWritesAndOnlyThoseWhoMayTakeItOnRead() {
    save(ROBIN, 0, "page-1", 1, "Private to the team");

    refused(Reason.NOT_YOURS, () -> save(SANDY, 1, "page-2", 1, "Mine"));
    for (String other : List.of("office", "dcs-869", "team-869", "analyst", "reviewer-1")) {
      refused(Reason.GONE, () -> drafts.read(other, taskId));
      refused(Reason.GONE, () -> drafts.earlier(other, taskId));
      refused(Reason.GONE, () -> save(other, 1, "page-3", 1, "Mine"));
    }
    refused(Reason.GONE, () -> drafts.read(ROBIN, "no-such-task"));
    assertThat(drafts.read(ROBIN, taskId).content().fields())
        .containsEntry(FIELD, "Private to the team");
  }

  @Test
  void readingTakesNothingAndTheFirstSaveTakesATaskThatNobodyHas() {
    taskService.setAssignee(taskId, null);
    drafts.read(SANDY, taskId);
    assertThat(assignee()).isNull();

    refused(Reason.GONE, () -> save("office", 0, "page-3", 1, "Mine"));
    assertThat(assignee()).isNull();
    save(SANDY, 0, "page-2", 1, "Hers");
    assertThat(assignee()).isEqualTo(SANDY);
    refused(Reason.NOT_YOURS, () -> save(ROBIN, 1, "page-1", 1, "Mine"));
    assertThat(drafts.read(ROBIN, taskId).content().fields()).containsEntry(FIELD, "Hers");
  }

  private String assignee() {
    return taskService.createTaskQuery().taskId(taskId).singleResult().getAssignee();
  }

  @Test
  void aSecondPageIsToldInsteadOfOverwritingAndItsFirstSaveToo() {
    save(ROBIN, 0, "page-1", 1, "Written here");

    DraftRefused told =
        refused(Reason.CONFLICT, () -> save(ROBIN, 0, "page-2", 1, "Written there"));

    assertThat(told.standing().content().fields()).containsEntry(FIELD, "Written here");
    assertThat(told.standing().version()).isEqualTo(1);
    assertThat(drafts.read(ROBIN, taskId).content().fields()).containsEntry(FIELD, "Written here");
  }

  @Test
  void aPagesOwnSavesNeverConflictAndALateOneUndoesNothing() {
    save(ROBIN, 0, "page-1", 1, "A");
    save(ROBIN, 0, "page-1", 3, "ABC");
    Draft late = save(ROBIN, 0, "page-1", 2, "AB");

    assertThat(late.version()).isEqualTo(2);
    assertThat(drafts.read(ROBIN, taskId).content().fields()).containsEntry(FIELD, "ABC");
  }

  @Test
  void aSaveCarriesOnlyWhatChangedAndLeavesTheOtherFields() {
    save(ROBIN, 0, "page-1", 1, "A story");
    drafts.save(
        ROBIN,
        taskId,
        new Draft.Change(
            1, "page-1", 2, new FormValues(Map.of("leadAuthor", "An example")), false));

    assertThat(drafts.read(ROBIN, taskId).content().fields())
        .containsEntry(FIELD, "A story")
        .containsEntry("leadAuthor", "An example");
  }

  @Test
  void whatIsReplacedByChoiceOrDeletedIsAmongTheEarlierVersions() {
    save(ROBIN, 0, "page-1", 1, "Short");
    setClock(START.plusMinutes(1));
    drafts.save(
        ROBIN,
        taskId,
        new Draft.Change(1, "page-2", 1, new FormValues(Map.of(FIELD, "Chosen")), true));
    assertThat(texts()).containsExactly("Short");

    String much = "Much text. ".repeat(40);
    save(ROBIN, 2, "page-2", 2, much);
    save(ROBIN, 3, "page-2", 3, "");
    assertThat(texts()).containsExactly(much, "Short");

    setClock(START.plusMinutes(20));
    save(ROBIN, 4, "page-2", 4, "Later");
    assertThat(texts()).containsExactly("", much, "Short");
  }

  @Test
  void aSectionThatCameBackStillHasItsEarlierVersionsUntilItIsSigned() {
    save(ROBIN, 0, "page-1", 1, "The draft that was sent");
    writeAll(BRIGHTON);
    assertThat(rows("draft")).isZero();
    sendToDirector(BRIGHTON);
    returnSections(BRIGHTON, "An example.", Section.CONTEXT);

    Task again = open(Section.CONTEXT);
    assertThat(again.getId()).isNotEqualTo(taskId);
    assertThat(drafts.read(ROBIN, again.getId()).version()).isZero();
    List<Draft.Earlier> earlier = drafts.earlier(SANDY, again.getId());
    assertThat(earlier).hasSize(1);
    assertThat(earlier.get(0).sent()).isTrue();
    assertThat(drafts.earlier(ROBIN, again.getId(), earlier.get(0).id()))
        .hasValueSatisfying(
            content ->
                assertThat(content.fields()).containsEntry(FIELD, "The draft that was sent"));

    write(BRIGHTON, Section.CONTEXT);
    sendToDirector(BRIGHTON);
    sign(BRIGHTON);
    assertThat(rows("draft_history")).isZero();
  }

  @Test
  void whatATaskLeftUnsentIsAnEarlierVersionForWhoOpensTheSectionAnew() {
    save(ROBIN, 0, "page-1", 1, "Unsent");
    drafts.clearUp();
    assertThat(drafts.read(ROBIN, taskId).content().fields()).containsEntry(FIELD, "Unsent");

    withdraw();
    drafts.clearUp();
    assertThat(rows("draft")).isZero();

    start(BRIGHTON);
    String again = open(Section.CONTEXT).getId();
    assertThat(drafts.read(SANDY, again).version()).isZero();
    Draft.Earlier earlier = drafts.earlier(SANDY, again).get(0);
    assertThat(earlier.savedBy()).isEqualTo(ROBIN);
    assertThat(earlier.sent()).isFalse();
    assertThat(drafts.earlier(SANDY, again, earlier.id()).orElseThrow().fields())
        .containsEntry(FIELD, "Unsent");
  }

  @Test
  void whatNobodySentGoesAMonthAfterItsCaseHasEnded() {
    save(ROBIN, 0, "page-1", 1, "Unsent");
    setClock(START.plusDays(40));
    drafts.clearUp();
    assertThat(rows("draft")).as("its task is still open").isOne();

    save(ROBIN, 1, "page-1", 2, "Typed on the fortieth day");
    withdraw();
    setClock(START.plusDays(70));
    drafts.clearUp();
    assertThat(rows("draft_history")).isOne();
    setClock(START.plusDays(72));
    drafts.clearUp();
    assertThat(rows("draft_history")).isZero();
  }

  @Test
  void aDoneTaskTakesNoDraft() {
    write(BRIGHTON, Section.CONTEXT);

    refused(Reason.GONE, () -> save(ROBIN, 0, "page-1", 1, "Too late"));
  }

  @Test
  void tenThousandCharactersOfAnyScriptComeBackExactAndNoneReachesTheEngine() throws Exception {
    String marker = "Draft marker 7c1e";
    String text = marker + "𐍈🙂ग़ á\u0000\u200d\t\"\\ عربي 漢字 ".repeat(500);
    Map<String, Object> rows =
        Map.of("rows", List.of(Map.of("title", text), Map.of("title", text)), FIELD, text);

    MockHttpServletResponse saved =
        call(
            put("/drafts/" + taskId),
            ROBIN,
            new Draft.Change(0, "page-1", 1, new FormValues(rows), false));

    assertThat(saved.getStatus()).isEqualTo(200);
    JsonNode back = body(call(get("/drafts/" + taskId), ROBIN, null));
    assertThat(back.path("content").path(FIELD).asText()).isEqualTo(text);
    assertThat(back.path("content").path("rows").path(1).path("title").asText()).isEqualTo(text);
    assertThat(back.path("savedBy").asText()).isEqualTo("Example " + ROBIN);
    assertThat(back.path("mine").asBoolean()).isTrue();
    assertThat(EngineTables.columnsWith(jdbc, marker)).isEmpty();
  }

  @Test
  void everyRefusalSaysWhyInPlainWords() throws Exception {
    String address = "/drafts/" + taskId;
    String tooLong = "x".repeat(Drafts.LONGEST);
    save(ROBIN, 0, "page-1", 1, "Here");

    answers(409, "CONFLICT", call(put(address), ROBIN, change(0, "page-2", "There")));
    answers(403, "NOT_YOURS", call(put(address), SANDY, change(1, "page-2", "There")));
    answers(410, "GONE", call(put("/drafts/nothing"), ROBIN, change(0, "page-2", "There")));
    answers(410, "GONE", call(get(address), "office", null));
    answers(413, "TOO_LONG", call(put(address), ROBIN, change(1, "page-1", tooLong)));
    answers(400, "NO_DRAFT", call(put(address), ROBIN, Map.of("base", -1)));
    answers(400, "NO_DRAFT", call(put(address), ROBIN, List.of("nothing")));
    assertThat(drafts.read(ROBIN, taskId).content().fields()).containsEntry(FIELD, "Here");
  }

  @Test
  void manySmallSavesTogetherAreLimitedToo() {
    String half = "x".repeat(Drafts.LONGEST / 2);
    drafts.save(
        ROBIN,
        taskId,
        new Draft.Change(0, "page-1", 1, new FormValues(Map.of("one", half)), false));

    refused(
        Reason.TOO_LONG,
        () ->
            drafts.save(
                ROBIN,
                taskId,
                new Draft.Change(1, "page-1", 2, new FormValues(Map.of("two", half)), false)));
  }

  @Test
  void whoLostTheRoleReadsNoDraftAnyMore() {
    save(ROBIN, 0, "page-1", 1, "Of the team");
    setClock(START.plusDays(10));
    region.end(SANDY, Role.TEAM, "846", LocalDate.of(2018, 12, 1));

    refused(Reason.GONE, () -> drafts.read(SANDY, taskId));
  }

  /** Ends the whole case with its tasks unsent. */
  private void withdraw() {
    runtimeService
        .createProcessInstanceQuery()
        .processInstanceBusinessKey(BRIGHTON.value())
        .rootProcessInstances()
        .list()
        .forEach(one -> runtimeService.deleteProcessInstance(one.getId(), "withdrew"));
  }

  private Task open(Section section) {
    return task(BRIGHTON.value(), taskOf(section));
  }

  private Draft save(String user, int base, String writer, long seq, String text) {
    return drafts.save(
        user,
        taskId,
        new Draft.Change(base, writer, seq, new FormValues(Map.of(FIELD, text)), false));
  }

  private static Map<String, Object> change(int base, String writer, String text) {
    Map<String, Object> change = new HashMap<>();
    change.put("base", base);
    change.put("writer", writer);
    change.put("seq", 5);
    change.put("changes", Map.of(FIELD, text));
    return change;
  }

  private List<String> texts() {
    return drafts.earlier(ROBIN, taskId).stream()
        .map(one -> drafts.earlier(ROBIN, taskId, one.id()).orElseThrow().text(FIELD))
        .toList();
  }

  private int rows(String table) {
    return jdbc.sql("select count(*) from " + table).query(Integer.class).single();
  }

  private static DraftRefused refused(Reason reason, ThrowingCallable call) {
    DraftRefused refused = catchThrowableOfType(DraftRefused.class, call);
    assertThat(refused.reason()).isEqualTo(reason);
    return refused;
  }

  private MockHttpServletResponse call(
      MockHttpServletRequestBuilder request, String user, Object body) throws Exception {
    MockMvc web = MockMvcBuilders.webAppContextSetup(context).build();
    if (body != null) {
      request.contentType("application/json").content(json.writeValueAsBytes(body));
    }
    return web.perform(request.principal(() -> user)).andReturn().getResponse();
  }

  private JsonNode body(MockHttpServletResponse answer) throws Exception {
    return json.readTree(answer.getContentAsString(StandardCharsets.UTF_8));
  }

  private void answers(int status, String reason, MockHttpServletResponse answer) throws Exception {
    assertThat(answer.getStatus()).as(reason).isEqualTo(status);
    assertThat(body(answer).path("reason").asText()).isEqualTo(reason);
    assertThat(body(answer).path("message").asText()).isNotBlank();
  }
}
