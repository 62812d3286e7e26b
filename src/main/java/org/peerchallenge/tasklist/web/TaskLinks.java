package org.peerchallenge.tasklist.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.peerchallenge.engine.Unrestricted;
import org.peerchallenge.tasklist.Cases;
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

  private final TaskService tasks;
  private final Cases cases;
  private final Unrestricted unrestricted;

  TaskLinks(TaskService tasks, Cases cases, Unrestricted unrestricted) {
    this.tasks = tasks;
    this.cases = cases;
    this.unrestricted = unrestricted;
  }

  @GetMapping("/tasks/{id}")
  String open(@PathVariable String id, Model model, HttpServletResponse response) {
    if (ID.matcher(id).matches()) {
      // Asked with the reader's own rights: what they may not see is not there for them.
      if (tasks.createTaskQuery().taskId(id).count() > 0) {
        return "redirect:/camunda/app/tasklist/default/#/?task=" + id;
      }
      model.addAttribute(
          "open", unrestricted.ask(() -> tasks.createTaskQuery().taskId(id).count()) > 0);
    } else {
      model.addAttribute("open", false);
    }
    response.setStatus(HttpServletResponse.SC_NOT_FOUND);
    return "tasklist/no-task";
  }

  /** The titles of the cases of those tasks that the reader may see. */
  @GetMapping("/tasks/cases")
  @ResponseBody
  Map<String, String> cases(@RequestParam(name = "tasks") String ids) {
    List<String> wanted =
        Arrays.stream(ids.split(",")).filter(ID.asMatchPredicate()).limit(100).toList();
    if (wanted.isEmpty()) {
      return Map.of();
    }
    List<Task> seen = tasks.createTaskQuery().taskIdIn(wanted.toArray(String[]::new)).list();
    return cases.titles(seen);
  }
}
