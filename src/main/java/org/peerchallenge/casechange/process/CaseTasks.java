package org.peerchallenge.casechange.process;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.User;
import org.peerchallenge.casechange.CaseKey;
import org.peerchallenge.casechange.OpenTasks;
import org.peerchallenge.cockpit.NineOClock;
import org.peerchallenge.engine.EngineAsSystem;
import org.peerchallenge.engine.TaskCandidates;
import org.peerchallenge.engine.TaskCandidates.Candidate;
import org.springframework.stereotype.Component;

/** Reads and assigns the engine's tasks of one case. */
@Component
class CaseTasks implements OpenTasks {

  private final NineOClock nine;
  private final TaskService tasks;
  private final IdentityService identity;
  private final TaskCandidates candidates;
  private final EngineAsSystem asSystem;

  CaseTasks(
      NineOClock nine,
      TaskService tasks,
      IdentityService identity,
      TaskCandidates candidates,
      EngineAsSystem asSystem) {
    this.nine = nine;
    this.tasks = tasks;
    this.identity = identity;
    this.candidates = candidates;
    this.asSystem = asSystem;
  }

  @Override
  public List<One> open(CaseKey about) {
    return asSystem.run(
        () ->
            nine.open().stream()
                .filter(task -> task.key().equals(about.value()) && !task.paused())
                .flatMap(task -> one(task.task(), task.step() + ", with " + task.who()).stream())
                .toList());
  }

  /** Empty where somebody has just done it. */
  private Optional<One> one(String id, String words) {
    return Optional.ofNullable(tasks.createTaskQuery().taskId(id).singleResult())
        .map(
            task ->
                new One(
                    id,
                    words,
                    Optional.ofNullable(task.getAssignee()),
                    candidates.of(id).stream().flatMap(this::people).distinct().toList()));
  }

  private Stream<String> people(Candidate candidate) {
    return Stream.concat(
        candidate.user().stream(),
        candidate.group().stream()
            .flatMap(group -> identity.createUserQuery().memberOfGroup(group).list().stream())
            .map(User::getId));
  }

  @Override
  public void assign(String task, String username) {
    asSystem.run(
        () -> {
          tasks.setAssignee(task, username);
          return null;
        });
  }
}
