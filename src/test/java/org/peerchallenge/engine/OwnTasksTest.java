package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;
import org.springframework.beans.factory.annotation.Autowired;

/** One question says the same of a task as the engine's own queries do. */
class OwnTasksTest extends EngineTest {

  private static final List<String> PEOPLE = List.of("own-anna", "own-ben", "own-carl");

  @Autowired private OwnTasks tasks;

  private final List<String> made = new ArrayList<>();

  @BeforeEach
  void somePeople() {
    PEOPLE.forEach(name -> identityService.saveUser(identityService.newUser(name)));
    for (String name : List.of("own-writers", "own-readers")) {
      identityService.saveGroup(identityService.newGroup(name));
    }
    identityService.createMembership("own-anna", "own-writers");
    identityService.createMembership("own-ben", "own-readers");
  }

  @AfterEach
  void nobody() {
    made.forEach(task -> taskService.deleteTask(task, true));
    PEOPLE.forEach(identityService::deleteUser);
    List.of("own-writers", "own-readers").forEach(identityService::deleteGroup);
  }

  @Test
  void aTaskIsTheirsWhoMayTakeItOn() {
    String forWriters = task(null);
    taskService.addCandidateGroup(forWriters, "own-writers");
    assertThat(whose(forWriters)).containsExactly("own-anna");
    taskService.setAssignee(forWriters, "own-carl");
    assertThat(whose(forWriters)).as("given by hand").containsExactly("own-anna");

    String forCarl = task(null);
    taskService.addCandidateUser(forCarl, "own-carl");
    taskService.addCandidateGroup(forCarl, "own-readers");
    assertThat(whose(forCarl)).containsExactly("own-ben", "own-carl");
  }

  @Test
  void whereNobodyMayItIsTheirsWhomADiagramNames() {
    assertThat(whose(task("own-ben"))).containsExactly("own-ben");
    assertThat(whose(task(null))).isEmpty();
    assertThat(whose("there is none")).isEmpty();
  }

  @Test
  void aGroupThatSomebodyLeftOpensNothing() {
    String forWriters = task(null);
    taskService.addCandidateGroup(forWriters, "own-writers");
    identityService.deleteMembership("own-anna", "own-writers");
    assertThat(whose(forWriters)).isEmpty();
  }

  private String task(String assignee) {
    Task task = taskService.newTask();
    task.setAssignee(assignee);
    taskService.saveTask(task);
    made.add(task.getId());
    return task.getId();
  }

  private List<String> whose(String task) {
    List<String> found = PEOPLE.stream().filter(name -> tasks.isOf(name, task)).toList();
    assertThat(found).isEqualTo(PEOPLE.stream().filter(name -> byTheEngine(name, task)).toList());
    return found;
  }

  private boolean byTheEngine(String user, String task) {
    List<String> groups =
        identityService.createGroupQuery().groupMember(user).list().stream()
            .map(Group::getId)
            .toList();
    return Stream.of(
            groups.isEmpty() ? null : query(task).taskCandidateGroupIn(groups),
            query(task).taskCandidateUser(user),
            query(task).taskAssignee(user).withoutCandidateGroups().withoutCandidateUsers())
        .anyMatch(query -> query != null && query.includeAssignedTasks().count() > 0);
  }

  private TaskQuery query(String task) {
    return taskService.createTaskQuery().taskId(task);
  }
}
