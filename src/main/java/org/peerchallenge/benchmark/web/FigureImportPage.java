package org.peerchallenge.benchmark.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.peerchallenge.access.ReadingPolicy;
import org.peerchallenge.access.web.PageGuard;
import org.peerchallenge.benchmark.DataSheet;
import org.peerchallenge.benchmark.Edition;
import org.peerchallenge.benchmark.Editions;
import org.peerchallenge.benchmark.SheetWorkbook;
import org.peerchallenge.benchmark.imports.CheckResult;
import org.peerchallenge.benchmark.imports.ColumnMappingSuggester;
import org.peerchallenge.benchmark.imports.Commas;
import org.peerchallenge.benchmark.imports.FigureImport;
import org.peerchallenge.benchmark.imports.FigureImport.State;
import org.peerchallenge.benchmark.imports.ImportQueue;
import org.peerchallenge.benchmark.imports.Imports;
import org.peerchallenge.benchmark.imports.Kind;
import org.peerchallenge.benchmark.imports.Mapping;
import org.peerchallenge.benchmark.imports.Mappings;
import org.peerchallenge.benchmark.imports.Remark;
import org.peerchallenge.benchmark.imports.ReturnTemplate;
import org.peerchallenge.document.web.Download;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.kernel.web.NotFound;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Where the data lead brings figures in, looks at what they change, publishes and undoes; the
 * office and the lead may look.
 */
@Controller
@RequestMapping("/figures/imports")
class FigureImportPage {

  /** A list of what the check found, and how long it is. */
  record Shown(String id, String words, int count) {}

  private static final int PAGE = 100;
  private static final String HOME = "redirect:/figures/imports";

  private static final String NO_RETURN =
      "There is no quarterly return yet. It can be downloaded once the region has authorities and"
          + " the data lead has defined an indicator that the region collects itself by quarter.";

  private final Imports imports;
  private final ImportQueue queue;
  private final Mappings mappings;
  private final ColumnMappingSuggester proposal;
  private final ReturnTemplate template;
  private final Editions editions;
  private final Region region;
  private final PageGuard guard;

  FigureImportPage(
      Imports imports,
      ImportQueue queue,
      Mappings mappings,
      ColumnMappingSuggester proposal,
      ReturnTemplate template,
      Editions editions,
      Region region,
      PageGuard guard) {
    this.imports = imports;
    this.queue = queue;
    this.mappings = mappings;
    this.proposal = proposal;
    this.template = template;
    this.editions = editions;
    this.region = region;
    this.guard = guard;
  }

  /** Whether this person may bring figures in; who may not even look goes no further. */
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

  @ModelAttribute("attribution")
  String attribution() {
    return DataSheet.ATTRIBUTION;
  }

  @GetMapping
  String list(Model model) {
    model.addAttribute("imports", imports.all());
    List<Edition> all = editions.all();
    model.addAttribute("editions", all);
    model.addAttribute("undone", undone(all));
    model.addAttribute("kinds", Kind.values());
    model.addAttribute("mappings", mappings.names());
    model.addAttribute("hasReturn", template.isPossible());
    model.addAttribute("periodTypes", Mappings.periodTypes());
    model.addAttribute("people", new Names());
    return "benchmark/figure-imports";
  }

  /** What was taken back, and not brought again by undoing that in turn; the newest first. */
  private static Set<Integer> undone(List<Edition> editions) {
    Set<Integer> undone = new HashSet<>();
    for (Edition edition : editions) {
      if (!undone.contains(edition.number())) {
        edition.undoes().ifPresent(undone::add);
      }
    }
    return undone;
  }

  @PostMapping
  String bring(
      @RequestParam String kind,
      @RequestParam(required = false) String mapping,
      @RequestParam MultipartFile file,
      Principal who)
      throws IOException {
    refuseUnless(mayImport(who));
    Kind chosen = Kind.find(kind).orElseThrow(() -> new Refused("Choose what kind of file it is."));
    Optional<String> named = Optional.ofNullable(mapping).filter(name -> !name.isBlank());
    String fileName = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
    long id;
    try (InputStream content = file.getInputStream()) {
      id =
          imports.bring(
              chosen,
              fileName.replaceAll(".*[/\\\\]|\\p{Cntrl}", ""),
              content,
              chosen == Kind.EES ? named : Optional.empty(),
              who.getName());
    }
    if (chosen == Kind.EES && named.isEmpty()) {
      return HOME + "/" + id + "/mapping";
    }
    queue.check(id);
    return HOME + "/" + id;
  }

  @GetMapping("/{id}")
  String show(
      @PathVariable long id,
      @RequestParam(defaultValue = "") String show,
      @RequestParam(defaultValue = "1") int page,
      Model model) {
    FigureImport one = find(id);
    model.addAttribute("one", one);
    model.addAttribute("people", new Names());
    model.addAttribute("underWay", one.state() == State.READING || one.waits());
    model.addAttribute("refusals", imports.remarks(id, Remark.Kind.REFUSED, 0, 10));
    model.addAttribute("questions", imports.remarks(id, Remark.Kind.ASKED, 0, 10));
    if (one.kind() == Kind.LAIT && one.open()) {
      model.addAttribute("indicators", mappings.indicators());
      model.addAttribute(
          "likely", one.indicator().or(() -> imports.indicatorNamedIn(one.fileName())).orElse(""));
    }
    model.addAttribute("notes", imports.remarks(id, Remark.Kind.NOTE, 0, 20));
    List<Shown> lists = one.found().map(found -> lists(found, one)).orElse(List.of());
    model.addAttribute("lists", lists);
    lists.stream()
        .filter(list -> show.isEmpty() ? list.count > 0 : list.id.equals(show))
        .findFirst()
        .ifPresent(list -> fill(one, list, Math.max(1, Math.min(page, 1_000_000)), model));
    return "benchmark/figure-import";
  }

  private static List<Shown> lists(CheckResult found, FigureImport one) {
    List<Shown> lists = new ArrayList<>();
    lists.add(new Shown("fault", "Cannot be right: left out", found.faults()));
    lists.add(new Shown("range", "Out of range: look first", found.outOfRange()));
    lists.add(new Shown("unknown", "Unknown area or indicator: left out", found.unknown()));
    lists.add(new Shown("repeat", "Said twice: counted once", found.repeats()));
    if (one.open()) {
      lists.add(new Shown("changed", "Changed", found.changed()));
      lists.add(new Shown("new", "New", found.fresh()));
      lists.add(new Shown("missing", "Ours, but not in the file: they stay", found.missing()));
    }
    return lists;
  }

  private void fill(FigureImport one, Shown list, int page, Model model) {
    int from = (page - 1) * PAGE;
    int rows = list.count;
    switch (list.id) {
      case "changed", "new", "missing" ->
          model.addAttribute(
              "changes",
              imports.changes(one.id(), list.id.toUpperCase(java.util.Locale.ROOT), from, PAGE));
      default -> {
        Remark.Kind kind = Remark.Kind.valueOf(list.id.toUpperCase(java.util.Locale.ROOT));
        // Each figure out of range is looked at; of other remarks those alike are one.
        if (kind == Remark.Kind.RANGE) {
          model.addAttribute("remarks", imports.remarks(one.id(), kind, from, PAGE));
        } else {
          rows = imports.kindsOfRemarks(one.id(), kind);
          model.addAttribute("alike", imports.alikeRemarks(one.id(), kind, from, PAGE));
        }
      }
    }
    model.addAttribute("list", list);
    model.addAttribute("page", page);
    model.addAttribute("pages", Math.max(1, (rows + PAGE - 1) / PAGE));
  }

  /** How far the check is, for the page's script. */
  @GetMapping(path = "/{id}/progress", produces = "application/json")
  @ResponseBody
  Map<String, Object> progress(@PathVariable long id) {
    FigureImport one = find(id);
    return Map.of(
        "state",
        one.state().name(),
        "words",
        one.state().words(),
        "lines",
        one.linesRead(),
        "percent",
        one.percentRead());
  }

  @PostMapping("/{id}/check")
  String check(@PathVariable long id, Principal who) {
    refuseUnless(mayImport(who));
    find(id);
    queue.check(id);
    return HOME + "/" + id;
  }

  @PostMapping("/{id}/model-year")
  String modelYear(
      @PathVariable long id,
      @RequestParam(defaultValue = "") String year,
      Principal who,
      RedirectAttributes after) {
    return checkAnew(id, who, after, () -> imports.useModelYear(id, year));
  }

  @PostMapping("/{id}/indicator")
  String indicator(
      @PathVariable long id,
      @RequestParam(defaultValue = "") String indicator,
      Principal who,
      RedirectAttributes after) {
    return checkAnew(id, who, after, () -> imports.useIndicator(id, indicator));
  }

  @PostMapping("/{id}/commas")
  String commas(
      @PathVariable long id,
      @RequestParam(defaultValue = "") String commas,
      Principal who,
      RedirectAttributes after) {
    return checkAnew(
        id,
        who,
        after,
        () ->
            imports.useCommas(
                id,
                Commas.find(commas).orElseThrow(() -> new Refused("Choose what a comma means."))));
  }

  /** Keeps what somebody answered about a file and has it checked with that, or says why not. */
  private String checkAnew(long id, Principal who, RedirectAttributes after, Runnable answer) {
    refuseUnless(mayImport(who));
    find(id);
    try {
      answer.run();
      queue.check(id);
    } catch (Refused e) {
      after.addFlashAttribute("problem", e.getMessage());
    }
    return HOME + "/" + id;
  }

  @PostMapping("/{id}/publish")
  String publish(
      @PathVariable long id,
      @RequestParam(defaultValue = "false") boolean withoutFaults,
      @RequestParam(defaultValue = "false") boolean outOfRange,
      Principal who,
      RedirectAttributes after) {
    refuseUnless(mayImport(who));
    find(id);
    try {
      int edition = imports.publish(id, withoutFaults, outOfRange, who.getName());
      after.addFlashAttribute(
          "done", "Published as edition " + edition + ". Every data sheet shows it now.");
    } catch (Refused e) {
      after.addFlashAttribute("problem", e.getMessage());
    }
    return HOME + "/" + id;
  }

  @PostMapping("/{id}/throw-away")
  String throwAway(@PathVariable long id, Principal who, RedirectAttributes after) {
    refuseUnless(mayImport(who));
    find(id);
    imports.throwAway(id, who.getName());
    after.addFlashAttribute("done", "The file is thrown away. Nothing of it counts.");
    return HOME;
  }

  @PostMapping("/editions/{number}/undo")
  String undo(@PathVariable int number, Principal who, RedirectAttributes after) {
    refuseUnless(mayImport(who));
    int edition = imports.undo(number, who.getName());
    after.addFlashAttribute(
        "done",
        "Edition " + number + " is undone: edition " + edition + " has the figures from before.");
    return HOME;
  }

  @PostMapping("/indicators")
  String define(@RequestParam Map<String, String> fields, Principal who, RedirectAttributes after) {
    refuseUnless(mayImport(who));
    mappings.define(definition(fields), who.getName());
    after.addFlashAttribute("done", "The indicator " + fields.get("code") + " is defined.");
    return HOME;
  }

  /**
   * A file or, while there is nothing to ask for, a refusal in words: never a page in its place.
   */
  @GetMapping("/return-template.xlsx")
  ResponseEntity<byte[]> template() throws IOException {
    if (!template.isPossible()) {
      return ResponseEntity.status(HttpStatus.NOT_FOUND)
          .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
          .body(NO_RETURN.getBytes(StandardCharsets.UTF_8));
    }
    ByteArrayOutputStream workbook = new ByteArrayOutputStream();
    template.write(workbook);
    return Download.of("quarterly-return.xlsx", SheetWorkbook.MEDIA_TYPE, workbook.toByteArray());
  }

  @GetMapping("/{id}/mapping")
  String mapping(@PathVariable long id, Model model) {
    FigureImport one = find(id);
    if (one.kind() != Kind.EES || !one.open()) {
      throw new NotFound();
    }
    return mappingPage(
        one,
        proposal.of(id),
        one.mapping().flatMap(mappings::find),
        one.mapping().orElse(""),
        Optional.empty(),
        model);
  }

  private String mappingPage(
      FigureImport one,
      ColumnMappingSuggester.Sheet sheet,
      Optional<Mapping> chosen,
      String name,
      Optional<Mappings.Definition> indicator,
      Model model) {
    model.addAttribute("one", one);
    model.addAttribute("sheet", sheet);
    model.addAttribute("rows", MappingForm.rows(sheet, chosen));
    model.addAttribute("indicators", mappings.indicators());
    model.addAttribute("name", name);
    model.addAttribute("indicator", indicator.orElse(null));
    model.addAttribute("periodTypes", Mappings.periodTypes());
    return "benchmark/figure-mapping";
  }

  /**
   * Saves the mapping; or defines or mends an indicator beside it, and keeps what was chosen in the
   * form.
   *
   * @param action save, define, open or mend
   */
  @PostMapping("/{id}/mapping")
  String saveMapping(
      @PathVariable long id,
      @RequestParam(name = "do", defaultValue = "save") String action,
      @RequestParam Map<String, String> fields,
      Principal who,
      Model model) {
    refuseUnless(mayImport(who));
    FigureImport one = find(id);
    if (one.kind() != Kind.EES || !one.open()) {
      throw new NotFound();
    }
    ColumnMappingSuggester.Sheet sheet = proposal.of(id);
    Mapping mapping = MappingForm.read(fields, sheet);
    String name = fields.getOrDefault("name", "").strip();
    Optional<Mappings.Definition> indicator = Optional.empty();
    try {
      switch (action) {
        case "define" -> {
          indicator = Optional.of(definition(fields));
          mappings.define(indicator.get(), who.getName());
          model.addAttribute(
              "done", "The indicator " + indicator.get().code() + " can be chosen now.");
          indicator = Optional.empty();
        }
        case "open" -> indicator = mappings.definition(fields.getOrDefault("mend", "").strip());
        case "mend" -> {
          indicator = Optional.of(definition(fields));
          mappings.mend(indicator.get(), who.getName());
          model.addAttribute("done", "The indicator " + indicator.get().code() + " is mended.");
        }
        default -> {
          mappings.refuseUnclear(mapping, sheet);
          mappings.save(name, mapping, who.getName());
          imports.useMapping(id, name);
          queue.check(id);
          return HOME + "/" + id;
        }
      }
    } catch (Refused e) {
      model.addAttribute("problem", e.getMessage());
    }
    return mappingPage(one, sheet, Optional.of(mapping), name, indicator, model);
  }

  private static Mappings.Definition definition(Map<String, String> fields) {
    return new Mappings.Definition(
        fields.getOrDefault("code", "").strip(),
        fields.getOrDefault("topic", "").strip(),
        fields.getOrDefault("indicatorName", fields.getOrDefault("name", "")).strip(),
        fields.getOrDefault("polarity", ""),
        fields.getOrDefault("unit", "").strip(),
        fields.getOrDefault("periodType", ""),
        fields.containsKey("unpublished") ? "" : fields.getOrDefault("publication", "").strip(),
        fields.containsKey("unpublished"));
  }

  @ExceptionHandler(Refused.class)
  String refused(Refused e, RedirectAttributes after) {
    after.addFlashAttribute("problem", e.getMessage());
    return HOME;
  }

  @ExceptionHandler(MaxUploadSizeExceededException.class)
  String tooLarge(RedirectAttributes after) {
    after.addFlashAttribute(
        "problem", "The file is larger than 120 MB. Bring it packed (.zip or .gz).");
    return HOME;
  }

  private FigureImport find(long id) {
    return imports.find(id).orElseThrow(NotFound::new);
  }

  private static void refuseUnless(boolean mayImport) {
    if (!mayImport) {
      throw new ResponseStatusException(HttpStatus.FORBIDDEN);
    }
  }

  /** Names of people by username, looked up once a page. */
  final class Names {

    private final Map<String, String> names = new LinkedHashMap<>();

    public String of(String username) {
      return names.computeIfAbsent(username, u -> region.findPerson(u).map(Person::name).orElse(u));
    }
  }
}
