package org.peerchallenge.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.peerchallenge.kernel.JsonText;
import org.peerchallenge.kernel.Refused;
import org.springframework.stereotype.Service;
import org.xml.sax.SAXException;

/** A set of files that is not deployed yet, beside the one that is. */
@Service
public class ProposedFiles {

  /**
   * What the check found.
   *
   * @param error whether it stops a deployment
   */
  public record Finding(String file, String element, String problem, String click, boolean error) {}

  /**
   * A file that differs from the one in use.
   *
   * @param what became of it: new, changed or gone
   * @param acts on whom it acts
   * @param words what differs, element by element; empty for a new file or one that is gone, and
   *     where only the drawing differs
   */
  public record Changed(String file, String what, String acts, List<String> words) {

    /** The id of the process, when the file is a diagram; empty otherwise. */
    public String diagram() {
      return file.endsWith(".bpmn") ? file.replaceAll(".*/|\\.bpmn$", "") : "";
    }
  }

  /**
   * A running case in the trial.
   *
   * @param verdict in words
   */
  public record Running(
      String processInstance,
      String diagram,
      String businessKey,
      List<String> waitsAt,
      boolean stranded,
      boolean canMove,
      String verdict,
      List<Redated> dates) {

    private static final int NAMED = 3;

    /** Where it waits, in words; ten sections that are written side by side are not all named. */
    public String waits() {
      return waitsAt.size() <= NAMED + 1
          ? String.join(", ", waitsAt)
          : String.join(", ", waitsAt.subList(0, NAMED))
              + " and "
              + (waitsAt.size() - NAMED)
              + " others";
    }
  }

  /**
   * A task or timer of a case that would have another date.
   *
   * @param was empty for one that would be new
   * @param is empty for one that would be gone
   */
  public record Redated(String step, Optional<Date> was, Optional<Date> is) {}

  /**
   * A set that is or was in use.
   *
   * @param source where it came from
   */
  public record DeployedSet(String id, String source, Date deployed, String hash) {}

  public record Shown(List<Changed> files, List<Finding> findings, List<Running> cases) {

    public boolean same() {
      return files.isEmpty();
    }

    public long stranded() {
      return cases.stream().filter(Running::stranded).count();
    }

    public long movable() {
      return cases.stream().filter(Running::canMove).count();
    }

    /** Whether what must never be skipped would be changed. */
    public boolean changesSafeguards() {
      return files.stream().anyMatch(one -> one.file().equals(SafeguardCheck.FILE));
    }

    /** Whether running cases can be tried with it: it differs, and has no mistake. */
    public boolean mayBeTried() {
      return !same() && mayBeDeployed();
    }

    public boolean mayBeDeployed() {
      return findings.stream().noneMatch(Finding::error);
    }
  }

  private final ObjectMapper json = JsonText.mapper();
  private final Deployer deployer;
  private final FileCheck check;
  private final ChangePreview preview;
  private final ProcessEngine engine;
  private final List<CaseMoved> followers;
  private final EngineAsSystem system;

  ProposedFiles(
      Deployer deployer,
      FileCheck check,
      ChangePreview preview,
      ProcessEngine engine,
      List<CaseMoved> followers,
      EngineAsSystem system) {
    this.deployer = deployer;
    this.check = check;
    this.preview = preview;
    this.engine = engine;
    this.followers = followers;
    this.system = system;
  }

  /**
   * The set in the folders {@code processes} and {@code forms} of a directory.
   *
   * @throws Refused when a file there could harm, or is not read because of its name
   * @throws IOException when they cannot be read
   */
  public FileSet in(Path directory) throws IOException {
    Deployer.refuseMisnamed(FileSet.besides(directory));
    return UploadedFiles.checked(FileSet.in(directory));
  }

  /** Every set that is or was in use, the newest first. */
  public List<DeployedSet> sets() {
    return system.run(
        () ->
            deployer.all().stream()
                .map(
                    one ->
                        new DeployedSet(
                            one.getId(),
                            one.getSource(),
                            one.getDeploymentTime(),
                            deployer.filesOf(one.getId()).hash()))
                .toList());
  }

  /** The set in use; its deployment's id is empty on a new database. */
  public String inUseId() {
    return system.run(() -> deployer.newest().map(one -> one.getId()).orElse(""));
  }

  public FileSet inUse() {
    return system.run(deployer::inUse);
  }

  /** The files of a set that is or was in use; empty for any other id. */
  public Optional<FileSet> set(String deployment) {
    return system.run(
        () ->
            deployer.all().stream()
                .filter(one -> one.getId().equals(deployment))
                .findFirst()
                .map(one -> deployer.filesOf(one.getId())));
  }

  /**
   * Deploys a set, in the caller's transaction.
   *
   * @param source where it came from, in words of at most 255 characters
   * @return its deployment's id
   * @throws FilesRefused when the check finds a fault
   */
  public String deploy(FileSet files, String source) {
    return system.run(() -> deployer.deploy(files, source).getId());
  }

  /**
   * What a set would do. Cases are tried only with files that may be deployed and differ from those
   * in use.
   *
   * @param progress hears of each case that was tried
   */
  public Shown of(FileSet proposed, Progress progress) {
    Shown checked = checked(proposed);
    return checked.mayBeTried()
        ? new Shown(
            checked.files(),
            checked.findings(),
            preview.of(proposed, progress).stream().map(ProposedFiles::words).toList())
        : checked;
  }

  /** What differs and what the check finds, without a trial of running cases. */
  public Shown checked(FileSet proposed) {
    FileSet inUse = inUse();
    List<Changed> files = changed(proposed, inUse);
    List<Finding> findings =
        check.faults(proposed, inUse).stream()
            .map(
                fault ->
                    new Finding(
                        fault.file(),
                        fault.element(),
                        fault.problem(),
                        fault.click(),
                        fault.severity() == FileCheck.Severity.ERROR))
            .toList();
    return new Shown(files, findings, List.of());
  }

  /**
   * The cases that are not on a deployed set yet, and what would become of them.
   *
   * @param progress hears of each case that was tried
   */
  public List<Running> behind(String deployment, Progress progress) {
    FileSet files = set(deployment).orElseThrow();
    return preview.onto(deployment, files, progress).stream().map(ProposedFiles::words).toList();
  }

  /** A running case that began with another set than the one in use. */
  public record Earlier(String processInstance, String diagram, String businessKey) {}

  /** The cases that are not on a deployed set, without a trial. */
  public List<Earlier> earlierThan(String deployment) {
    return system.run(
        () ->
            engine.getRuntimeService().createProcessInstanceQuery().list().stream()
                .map(
                    one -> {
                      ProcessDefinition began =
                          engine
                              .getRepositoryService()
                              .getProcessDefinition(one.getProcessDefinitionId());
                      return began.getDeploymentId().equals(deployment)
                          ? null
                          : new Earlier(
                              one.getId(), began.getKey(), String.valueOf(one.getBusinessKey()));
                    })
                .filter(Objects::nonNull)
                .toList());
  }

  /**
   * Moves a case onto a deployed set, in the caller's transaction, which must be rolled back when
   * it stays.
   *
   * @return why it stays, in words; empty when it was moved
   */
  public Optional<String> move(String processInstance, String deployment) {
    return system.run(
        () -> {
          ProcessInstance instance =
              engine
                  .getRuntimeService()
                  .createProcessInstanceQuery()
                  .processInstanceId(processInstance)
                  .singleResult();
          return instance == null
              ? Optional.of("had ended before")
              : new CaseMigration(engine, followers, deployment, deployer.filesOf(deployment))
                  .move(instance);
        });
  }

  /**
   * A diagram as it is in use or as it is proposed, with what differs marked.
   *
   * @param diagram the id of its process
   * @param old whether as it is in use
   * @return the picture as SVG; empty when that set has no such diagram, or it cannot be drawn
   */
  public Optional<String> picture(FileSet proposed, String diagram, boolean old) {
    Optional<FileSet.File> before = named(inUse(), diagram);
    Optional<FileSet.File> after = named(proposed, diagram);
    Optional<FileSet.File> drawn = old ? before : after;
    Map<String, String> marks =
        before.isPresent() && after.isPresent()
            ? Difference.marks(before.get(), after.get(), json)
            : Map.of();
    try {
      return drawn.isPresent()
          ? Optional.of(DiagramPicture.svg(Diagram.read(drawn.get()), marks))
          : Optional.empty();
    } catch (SAXException | IOException | RuntimeException e) {
      // What is wrong with it stands in the findings.
      return Optional.empty();
    }
  }

  /** The names of a set's processes by their ids. */
  public Map<String, String> diagrams(FileSet set) {
    Map<String, String> names = new TreeMap<>();
    for (FileSet.File file : set.ending("bpmn")) {
      try {
        names.put(file.stem(), Diagram.read(file).title());
      } catch (SAXException | IOException e) {
        // Said by the check.
        names.put(file.stem(), file.stem());
      }
    }
    return names;
  }

  private static Optional<FileSet.File> named(FileSet set, String diagram) {
    return set.ending("bpmn").stream().filter(file -> file.stem().equals(diagram)).findFirst();
  }

  private static Running words(ChangePreview.CaseShown one) {
    return new Running(
        one.processInstance(),
        one.diagram(),
        one.businessKey(),
        one.waitsAt(),
        one.verdict() == ChangePreview.Verdict.STRANDED,
        one.verdict() == ChangePreview.Verdict.CAN_MOVE,
        switch (one.verdict()) {
          case STAYS -> "finishes as it began: its diagram is gone";
          case CAN_MOVE -> "finishes as it began, or can be moved";
          case STRANDED -> "finishes as it began, and cannot be moved: it " + one.reason();
        },
        one.dates().stream().map(d -> new Redated(d.step(), d.was(), d.is())).toList());
  }

  private List<Changed> changed(FileSet proposed, FileSet inUse) {
    Map<String, FileSet.File> before = new TreeMap<>();
    inUse.files().forEach(file -> before.put(file.name(), file));
    List<Changed> changed = new ArrayList<>();
    for (FileSet.File file : proposed.files()) {
      FileSet.File old = before.remove(file.name());
      if (old == null || !Arrays.equals(old.bytes(), file.bytes())) {
        changed.add(
            new Changed(
                file.name(),
                old == null ? "new" : "changed",
                check.actsAtOnce(file)
                    ? "at once, on running years as well"
                    : "on what begins from then on",
                old == null ? List.of() : Difference.between(old, file, json)));
      }
    }
    before.forEach(
        (name, file) ->
            changed.add(new Changed(name, "gone", "on what begins from then on", List.of())));
    return changed;
  }
}
