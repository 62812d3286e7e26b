package org.peerchallenge.change.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.peerchallenge.access.ReadingPolicy;
import org.peerchallenge.access.web.PageGuard;
import org.peerchallenge.change.CaseMoves;
import org.peerchallenge.change.ChangeTrials;
import org.peerchallenge.change.ChangeWords;
import org.peerchallenge.change.Proposal;
import org.peerchallenge.change.Proposal.State;
import org.peerchallenge.change.Proposals;
import org.peerchallenge.change.Trial;
import org.peerchallenge.document.web.Download;
import org.peerchallenge.engine.FileSet;
import org.peerchallenge.engine.ProposedFiles;
import org.peerchallenge.engine.ProposedFiles.DeployedSet;
import org.peerchallenge.engine.ProposedFiles.Earlier;
import org.peerchallenge.engine.UploadedFiles;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.kernel.web.NotFound;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.springframework.beans.factory.annotation.Value;
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
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Where analysts and the office bring changed files, see what they would do, approve, deploy and go
 * back; looking changes nothing.
 */
@Controller
@RequestMapping("/process-change")
class ProcessChangePage {

  /** One diagram's running cases. */
  record OfDiagram(String diagram, List<Trial.Case> cases) {

    public long movable() {
      return cases.stream().filter(Trial.Case::canMove).count();
    }
  }

  /** A set that is or was in use, in words. */
  record SetShown(String id, String words, String deployed, boolean inUse, boolean same) {}

  private static final String HOME = "redirect:/process-change";

  private final Proposals proposals;
  private final CaseMoves moves;
  private final ChangeTrials trials;
  private final ChangeWords words;
  private final ProposedFiles files;
  private final Region region;
  private final PageGuard guard;
  private final String folder;

  ProcessChangePage(
      Proposals proposals,
      CaseMoves moves,
      ChangeTrials trials,
      ChangeWords words,
      ProposedFiles files,
      Region region,
      PageGuard guard,
      @Value("${peerchallenge.files-folder:}") String folder) {
    this.proposals = proposals;
    this.moves = moves;
    this.trials = trials;
    this.words = words;
    this.files = files;
    this.region = region;
    this.guard = guard;
    this.folder = folder;
  }

  /** Who may not look goes no further. */
  @ModelAttribute("me")
  String me(Principal who) {
    guard.readersOnly(who, ReadingPolicy::processChange);
    return who.getName();
  }

  @ModelAttribute("people")
  Names people() {
    return new Names();
  }

  @GetMapping
  String list(Model model) {
    model.addAttribute("proposals", proposals.all());
    model.addAttribute("sets", sets());
    model.addAttribute("watched", !folder.isBlank());
    if (!folder.isBlank()) {
      try {
        FileSet found = files.in(Path.of(folder));
        model.addAttribute("folderSame", found.isSameAs(files.inUse()));
        model.addAttribute("folderEmpty", found.files().isEmpty());
      } catch (Refused | IOException e) {
        model.addAttribute("folderProblem", e.getMessage());
      }
    }
    return "change/process-change";
  }

  private List<SetShown> sets() {
    List<SetShown> shown = new ArrayList<>();
    String inUse = "";
    for (DeployedSet one : files.sets()) {
      boolean newest = shown.isEmpty();
      inUse = newest ? one.hash() : inUse;
      shown.add(
          new SetShown(
              one.id(),
              proposals
                  .deployedAs(one.id())
                  .map(p -> "Change " + p.id() + ": " + p.reason().orElse(""))
                  .orElse("Came with the application"),
              moment(one.deployed().toInstant()),
              newest,
              one.hash().equals(inUse)));
    }
    return shown;
  }

  /** Files one by one beside those in use, or the whole set. */
  @PostMapping("/uploads")
  String upload(
      @RequestParam(name = "file", required = false) List<MultipartFile> sent,
      @RequestParam(defaultValue = "changed") String holds,
      Principal who,
      RedirectAttributes after)
      throws IOException {
    List<UploadedFiles.Upload> uploads = new ArrayList<>();
    for (MultipartFile one : sent == null ? List.<MultipartFile>of() : sent) {
      if (!one.isEmpty()) {
        uploads.add(new UploadedFiles.Upload(one.getOriginalFilename(), one.getInputStream()));
      }
    }
    UploadedFiles.Content content = UploadedFiles.read(uploads);
    boolean whole = holds.equals("whole");
    FileSet set = whole ? content.files() : files.inUse().with(content.files());
    long id =
        proposals.bring(
            set,
            whole
                ? "uploaded as a whole set of %d files".formatted(set.files().size())
                : "uploaded: " + names(content.files()),
            who.getName());
    if (!content.leftOut().isEmpty()) {
      after.addFlashAttribute(
          "done",
          "Left out, being no part of a set: "
              + String.join(", ", content.leftOut().stream().limit(20).toList())
              + (content.leftOut().size() > 20 ? " and others" : ""));
    }
    return brought(id, who);
  }

  private static String names(FileSet set) {
    return String.join(", ", set.files().stream().map(FileSet.File::name).toList());
  }

  @PostMapping("/folder")
  String folder(Principal who) throws IOException {
    if (folder.isBlank()) {
      throw new Refused("No folder is watched here.");
    }
    return brought(
        proposals.bring(files.in(Path.of(folder)), "read from the watched folder", who.getName()),
        who);
  }

  /** What would become of running cases is looked at while the rest of the page is read. */
  private String brought(long id, Principal who) {
    if (files.checked(proposals.files(id)).mayBeTried()) {
      trials.preview(id, who.getName());
    }
    return HOME + "/" + id;
  }

  /** Back to an earlier set, by the same way as any other change. */
  @PostMapping("/earlier")
  String earlier(@RequestParam String set, Principal who) {
    FileSet found = files.set(set).orElseThrow(() -> new Refused("There is no such set."));
    String when =
        files.sets().stream()
            .filter(one -> one.id().equals(set))
            .map(one -> moment(one.deployed().toInstant()))
            .findFirst()
            .orElse("");
    return brought(proposals.bring(found, "back to the set of " + when, who.getName()), who);
  }

  @GetMapping("/{id}")
  String show(@PathVariable long id, Principal who, Model model) {
    Proposal one = find(id);
    model.addAttribute("one", one);
    model.addAttribute("mine", one.isOf(who.getName()));
    model.addAttribute("beside", files.inUseId());
    if (one.is(State.DRAFT) || one.is(State.PROPOSED) || one.is(State.APPROVED)) {
      FileSet set = proposals.files(id);
      model.addAttribute("shown", files.checked(set));
      Map<String, String> names = new TreeMap<>(files.diagrams(files.inUse()));
      names.putAll(files.diagrams(set));
      model.addAttribute("names", names);
      model.addAttribute("trial", trials.newest(Trial.Kind.PREVIEW, Optional.of(id)).orElse(null));
    }
    model.addAttribute("inUse", one.deployment().filter(files.inUseId()::equals).isPresent());
    return "change/proposal";
  }

  /** Tries it on running cases once more: they go on, and a trial may have failed. */
  @PostMapping("/{id}/preview")
  String preview(@PathVariable long id, Principal who) {
    find(id);
    return brought(id, who);
  }

  /** A diagram of it, in use or proposed, as a picture with what differs marked. */
  @GetMapping("/{id}/pictures/{diagram}/{which}")
  ResponseEntity<byte[]> picture(
      @PathVariable long id, @PathVariable String diagram, @PathVariable String which) {
    find(id);
    String svg =
        files
            .picture(proposals.files(id), diagram, which.equals("in-use"))
            .orElseThrow(NotFound::new);
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("image/svg+xml"))
        // A picture can hold what was uploaded: nothing in it runs, whoever opens it.
        .header("Content-Security-Policy", "default-src 'none'; sandbox")
        .body(svg.getBytes(StandardCharsets.UTF_8));
  }

  /** The files themselves, to lie in a checkout again. */
  @GetMapping("/{id}/files.zip")
  ResponseEntity<byte[]> download(@PathVariable long id) throws IOException {
    find(id);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (FileSet.File file : proposals.files(id).files()) {
        zip.putNextEntry(new ZipEntry(file.name()));
        zip.write(file.bytes());
        zip.closeEntry();
      }
    }
    return Download.of("change-" + id + ".zip", "application/zip", bytes.toByteArray());
  }

  @PostMapping("/{id}/propose")
  String propose(
      @PathVariable long id,
      @RequestParam(defaultValue = "") String reason,
      Principal who,
      RedirectAttributes after) {
    find(id);
    proposals.propose(id, reason, who.getName());
    after.addFlashAttribute("done", "Proposed. A second person approves it now.");
    return HOME + "/" + id;
  }

  @PostMapping("/{id}/approve")
  String approve(
      @PathVariable long id,
      @RequestParam String hash,
      @RequestParam String beside,
      @RequestParam(defaultValue = "") String words,
      Principal who,
      RedirectAttributes after) {
    find(id);
    proposals.approve(
        id,
        hash,
        beside,
        words,
        who.getName(),
        guard.mayWrite(who, ReadingPolicy::processApproval));
    after.addFlashAttribute("done", "Approved: exactly these files may be deployed now.");
    return HOME + "/" + id;
  }

  @PostMapping("/{id}/refuse")
  String refuse(
      @PathVariable long id,
      @RequestParam(defaultValue = "") String reason,
      Principal who,
      RedirectAttributes after) {
    find(id);
    proposals.refuse(id, reason, who.getName());
    after.addFlashAttribute("done", "Not approved. Nothing changes.");
    return HOME + "/" + id;
  }

  @PostMapping("/{id}/withdraw")
  String withdraw(@PathVariable long id, Principal who, RedirectAttributes after) {
    find(id);
    proposals.withdraw(id, who.getName());
    after.addFlashAttribute("done", "Withdrawn. Nothing changes.");
    return HOME + "/" + id;
  }

  @PostMapping("/{id}/deploy")
  String deploy(@PathVariable long id, Principal who, RedirectAttributes after) {
    find(id);
    proposals.deploy(id, who.getName());
    trials.behind(who.getName());
    after.addFlashAttribute(
        "done",
        "Deployed. What begins from now on follows it; running cases finish as they began unless"
            + " you move them.");
    return "redirect:/process-change/cases";
  }

  /** Running cases that are not on the set in use. */
  @GetMapping("/cases")
  String cases(Model model) {
    String inUse = files.inUseId();
    Set<String> earlier =
        files.earlierThan(inUse).stream()
            .map(Earlier::processInstance)
            .collect(Collectors.toCollection(HashSet::new));
    Optional<Trial> trial = trials.newest(Trial.Kind.BEHIND, Optional.empty());
    Map<String, List<Trial.Case>> byDiagram = new LinkedHashMap<>();
    // Who moved or ended since is no longer here; who came since was not tried.
    for (Trial.Case one : trial.flatMap(Trial::shown).map(Trial.Shown::cases).orElse(List.of())) {
      if (earlier.remove(one.processInstance())) {
        byDiagram.computeIfAbsent(one.diagram(), d -> new ArrayList<>()).add(one);
      }
    }
    model.addAttribute(
        "diagrams",
        byDiagram.entrySet().stream().map(e -> new OfDiagram(e.getKey(), e.getValue())).toList());
    model.addAttribute("names", files.diagrams(files.inUse()));
    model.addAttribute("untried", earlier.size());
    model.addAttribute("trial", trial.orElse(null));
    model.addAttribute("set", inUse);
    model.addAttribute("moves", moves.to(inUse));
    return "change/cases";
  }

  /** Looks what would become of them. */
  @PostMapping("/cases/preview")
  String previewOfCases(Principal who) {
    trials.behind(who.getName());
    return "redirect:/process-change/cases";
  }

  @PostMapping("/cases")
  String move(
      @RequestParam String set,
      @RequestParam(name = "case", required = false) Set<String> chosen,
      @RequestParam(name = "diagram", required = false) Set<String> diagrams,
      @RequestParam(defaultValue = "") String reason,
      Principal who,
      RedirectAttributes after) {
    try {
      int asked =
          moves.ask(
              chosen == null ? Set.of() : chosen,
              diagrams == null ? Set.of() : diagrams,
              set,
              reason,
              who.getName());
      if (asked == 0) {
        after.addFlashAttribute("problem", "No case was chosen.");
      } else {
        after.addFlashAttribute(
            "done",
            EnglishText.count(asked, "case is", "cases are")
                + " being moved. What cannot move stays and says why. Look again in a moment.");
      }
    } catch (Refused e) {
      after.addFlashAttribute("problem", e.getMessage());
    }
    return "redirect:/process-change/cases";
  }

  @ExceptionHandler(Refused.class)
  String refused(
      RuntimeException e,
      jakarta.servlet.http.HttpServletRequest request,
      RedirectAttributes after) {
    after.addFlashAttribute("problem", e.getMessage());
    String[] path = request.getRequestURI().split("/");
    boolean ofOne = path.length > 3 && path[2].matches("\\d+");
    return ofOne ? HOME + "/" + path[2] : HOME;
  }

  @ExceptionHandler(MaxUploadSizeExceededException.class)
  String tooLarge(RedirectAttributes after) {
    after.addFlashAttribute(
        "problem", "It is more than 20 MB. Pack the folders processes and forms alone.");
    return HOME;
  }

  private Proposal find(long id) {
    return proposals.find(id).orElseThrow(NotFound::new);
  }

  static String moment(Instant moment) {
    return EnglishText.moment(moment);
  }

  /** Names of people and days in words, for the pages. */
  final class Names {

    private final Map<String, String> names = new LinkedHashMap<>();

    public String of(String username) {
      return names.computeIfAbsent(username, u -> region.findPerson(u).map(Person::name).orElse(u));
    }

    public String moment(Instant moment) {
      return ProcessChangePage.moment(moment);
    }

    public String about(String businessKey) {
      return words.about(businessKey);
    }
  }
}
