package org.peerchallenge.tasklist.web;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.peerchallenge.engine.EngineAsSystem;
import org.peerchallenge.engine.OwnTasks;
import org.peerchallenge.engine.Submissions;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.tasklist.Cases;
import org.peerchallenge.tasklist.TaskContext;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * Short links to tasks, as mails carry them. They survive signing in, which Tasklist's own address
 * does not, and answer kindly when the task is done.
 */
@Controller
class TaskLinks {

  private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

  /** What Tasklist does not say of a task. */
  record Facts(String about, String due) {}

  private final TaskService tasks;
  private final Cases cases;
  private final EngineAsSystem asSystem;
  private final Submissions submissions;
  private final OwnTasks own;
  private final Region region;

  TaskLinks(
      TaskService tasks,
      Cases cases,
      EngineAsSystem asSystem,
      Submissions submissions,
      OwnTasks own,
      Region region) {
    this.submissions = submissions;
    this.own = own;
    this.region = region;
    this.tasks = tasks;
    this.cases = cases;
    this.asSystem = asSystem;
  }

  @GetMapping("/tasks/{id}")
  String open(@PathVariable String id, Principal who, Model model, HttpServletResponse response) {
    model.addAttribute("open", false);
    model.addAttribute("by", "");
    if (ID.matcher(id).matches()) {
      // Asked with the reader's own rights: what they may not see is not there for them.
      if (tasks.createTaskQuery().taskId(id).count() > 0) {
        return "redirect:/camunda/app/tasklist/default/#/?task=" + id;
      }
      model.addAttribute(
          "open", asSystem.run(() -> tasks.createTaskQuery().taskId(id).count()) > 0);
      // By whom and when, for those whose task it was.
      submissions
          .ofTask(id)
          .filter(sent -> own.wasOf(who.getName(), id))
          .ifPresent(
              sent -> {
                String author = sent.author().username();
                model.addAttribute(
                    "by",
                    author.equals(who.getName())
                        ? "You"
                        : region.findPerson(author).map(Person::name).orElse("A colleague"));
                model.addAttribute("at", EnglishText.moment(sent.author().at()));
                model.addAttribute("about", cases.title(sent.businessKey()));
              });
    }
    response.setStatus(HttpServletResponse.SC_NOT_FOUND);
    return "tasklist/no-task";
  }

  /** What those tasks are about, and their due dates, as far as the reader may see them. */
  @GetMapping("/tasks/cases")
  @ResponseBody
  Map<String, Facts> cases(@RequestParam(name = "tasks") String ids) {
    List<String> wanted =
        Arrays.stream(ids.split(",")).filter(ID.asMatchPredicate()).limit(100).toList();
    if (wanted.isEmpty()) {
      return Map.of();
    }
    List<Task> seen = tasks.createTaskQuery().taskIdIn(wanted.toArray(String[]::new)).list();
    Map<String, String> titles = cases.titles(seen);
    return seen.stream()
        .collect(
            Collectors.toMap(
                Task::getId,
                task -> new Facts(titles.getOrDefault(task.getId(), ""), TaskContext.due(task))));
  }
}
