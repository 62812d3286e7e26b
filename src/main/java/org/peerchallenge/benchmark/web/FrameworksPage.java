package org.peerchallenge.benchmark.web;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.access.ReadingPolicy;
import org.peerchallenge.access.web.PageGuard;
import org.peerchallenge.benchmark.Area;
import org.peerchallenge.benchmark.Figures;
import org.peerchallenge.benchmark.InspectionFrameworks;
import org.peerchallenge.benchmark.InspectionFrameworks.Framework;
import org.peerchallenge.benchmark.imports.ImportQueue;
import org.peerchallenge.benchmark.imports.Imports;
import org.peerchallenge.benchmark.imports.Kind;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.kernel.web.NotFound;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Where the data lead adds a framework of inspections, with its areas and scale, and types one
 * report; what is typed is checked, looked at and published as a file is.
 */
@Controller
@RequestMapping("/figures/frameworks")
class FrameworksPage {

  private static final String HOME = "redirect:/figures/frameworks";

  private final InspectionFrameworks frameworks;
  private final Figures figures;
  private final Imports imports;
  private final ImportQueue queue;
  private final PageGuard guard;

  FrameworksPage(
      InspectionFrameworks frameworks,
      Figures figures,
      Imports imports,
      ImportQueue queue,
      PageGuard guard) {
    this.frameworks = frameworks;
    this.figures = figures;
    this.imports = imports;
    this.queue = queue;
    this.guard = guard;
  }

  /** Whether this person may add and type; who may not even look goes no further. */
  @ModelAttribute("mayImport")
  boolean mayImport(Principal who) {
    if (who == null) {
      throw new ResponseStatusException(HttpStatus.UNAUTHORIZED);
    }
    if (!guard.mayRead(who, ReadingPolicy::figureImports)) {
      throw new ResponseStatusException(HttpStatus.FORBIDDEN);
    }
    return guard.mayWrite(who, ReadingPolicy::figureImports);
  }

  @GetMapping
  String list(Model model) {
    model.addAttribute("frameworks", frameworks.all());
    return "benchmark/frameworks";
  }

  @PostMapping
  String add(@RequestParam Map<String, String> fields, Principal who, RedirectAttributes after) {
    refuseUnless(mayImport(who));
    try {
      frameworks.add(
          fields.getOrDefault("name", ""),
          day(fields.getOrDefault("from", "")),
          lines(fields.getOrDefault("areas", "")),
          lines(fields.getOrDefault("grades", "")),
          who.getName());
      after.addFlashAttribute("done", "The framework is added. Reports under it can be brought.");
    } catch (IllegalArgumentException e) {
      after.addFlashAttribute("problem", e.getMessage());
    }
    return HOME;
  }

  @GetMapping("/{code}/report")
  String report(@PathVariable String code, Model model) {
    model.addAttribute("framework", find(code));
    model.addAttribute("authorities", figures.authorities());
    return "benchmark/inspection-typed";
  }

  @PostMapping("/{code}/report")
  String type(
      @PathVariable String code,
      @RequestParam Map<String, String> fields,
      Principal who,
      RedirectAttributes after) {
    refuseUnless(mayImport(who));
    Framework framework = find(code);
    Map<String, String> line = new LinkedHashMap<>();
    String number = fields.getOrDefault("authority", "").strip();
    try {
      line.put("dfe_la_number", number);
      line.put(
          "la_name",
          figures
              .authority(number)
              .map(Area::name)
              .orElseThrow(() -> new IllegalArgumentException("Choose the authority.")));
      line.put("framework", framework.code());
      line.put("inspection_start", day(fields.getOrDefault("started", "")).toString());
      line.put("report_published", day(fields.getOrDefault("published", "")).toString());
      line.put("inspection_type", fields.getOrDefault("type", "").strip());
      framework
          .areas()
          .forEach(area -> line.put(area.code(), fields.getOrDefault("grade-" + area.code(), "")));
      long id =
          imports.bring(
              Kind.INSPECTIONS,
              "typed-report.csv",
              new ByteArrayInputStream(csv(line).getBytes(StandardCharsets.UTF_8)),
              Optional.empty(),
              who.getName());
      queue.check(id);
      return "redirect:/figures/imports/" + id;
    } catch (IllegalArgumentException | Refused e) {
      after.addFlashAttribute("problem", e.getMessage());
      return HOME + "/" + code + "/report";
    }
  }

  private Framework find(String code) {
    return frameworks.all().stream()
        .filter(one -> one.code().equals(code))
        .findFirst()
        .orElseThrow(NotFound::new);
  }

  private static String csv(Map<String, String> line) {
    List<String> values = new ArrayList<>();
    line.values()
        .forEach(
            value ->
                values.add('"' + value.replaceAll("\\p{Cntrl}", " ").replace("\"", "\"\"") + '"'));
    return String.join(",", line.keySet()) + "\n" + String.join(",", values) + "\n";
  }

  private static List<String> lines(String text) {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).limit(50).toList();
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text.strip());
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("Give each date, such as 2027-04-01.", e);
    }
  }

  private static void refuseUnless(boolean mayImport) {
    if (!mayImport) {
      throw new ResponseStatusException(HttpStatus.FORBIDDEN);
    }
  }
}
