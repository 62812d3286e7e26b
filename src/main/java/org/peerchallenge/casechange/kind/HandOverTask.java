package org.peerchallenge.casechange.kind;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.casechange.CaseKey;
import org.peerchallenge.casechange.ChangeField;
import org.peerchallenge.casechange.ChangeField.Option;
import org.peerchallenge.casechange.OpenTasks;
import org.peerchallenge.casechange.Wanted;
import org.peerchallenge.changelog.ChangeLog;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.springframework.stereotype.Component;

/** One open task goes to somebody else who may do it. */
@Component
class HandOverTask extends NamedChange {

  private final OpenTasks tasks;
  private final Region region;
  private final ChangeLog log;

  HandOverTask(OpenTasks tasks, Region region, ChangeLog log) {
    super(
        "hand-over-task",
        "Hand one task over",
        "An open task goes to another of those who may do it; what was typed so far stays with it.");
    this.tasks = tasks;
    this.region = region;
    this.log = log;
  }

  @Override
  public boolean fits(CaseKey about) {
    return !tasks.open(about).isEmpty();
  }

  @Override
  public List<ChangeField> fields(CaseKey about) {
    List<OpenTasks.One> open = tasks.open(about);
    return List.of(
        ChangeField.choice(
            "task",
            "Task",
            "",
            open.stream().map(one -> new Option(one.id(), one.words())).toList()),
        ChangeField.choice(
            "to",
            "Goes to",
            "",
            open.stream()
                .flatMap(one -> one.candidates().stream())
                .distinct()
                .sorted()
                .map(one -> new Option(one, region.findPerson(one).map(Person::name).orElse(one)))
                .toList()));
  }

  @Override
  public void check(CaseKey about, Wanted wanted) {
    String id = wanted.chosen("task", "The task");
    String to = wanted.chosen("to", "The person");
    OpenTasks.One task =
        tasks.open(about).stream()
            .filter(one -> one.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new Refused("This task is done by now."));
    if (!task.candidates().contains(to)) {
      throw new Refused("This person may not do this task: hand the role over, or name a deputy.");
    }
  }

  @Override
  public String words(CaseKey about, Wanted wanted) {
    return tasks.open(about).stream()
            .filter(one -> one.id().equals(wanted.text("task")))
            .map(OpenTasks.One::words)
            .findFirst()
            .orElse("a task that is done by now")
        + " to "
        + region.person(wanted.text("to")).name();
  }

  @Override
  public Optional<Inverse> inverse(CaseKey about, Wanted wanted) {
    return tasks.open(about).stream()
        .filter(one -> one.id().equals(wanted.text("task")))
        .flatMap(one -> one.assignee().stream())
        .findFirst()
        .map(before -> new Inverse(id(), Map.of("task", wanted.text("task"), "to", before)));
  }

  @Override
  public void make(CaseKey about, Wanted wanted, String reason, String by) {
    tasks.open(about).stream()
        .filter(one -> one.id().equals(wanted.text("task")))
        .forEach(
            one ->
                log.write(
                    about.value(),
                    "Task “" + one.words() + "”",
                    one.assignee().map(before -> region.person(before).name()).orElse(""),
                    region.person(wanted.text("to")).name(),
                    reason));
    tasks.assign(wanted.text("task"), wanted.text("to"));
  }
}
