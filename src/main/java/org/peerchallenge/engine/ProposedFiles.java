package org.peerchallenge.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.peerchallenge.kernel.JsonText;
import org.springframework.stereotype.Service;

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
  public record Changed(String file, String what, String acts, List<String> words) {}

  /**
   * A running case in the trial.
   *
   * @param verdict in words
   */
  public record Running(
      String diagram, String businessKey, List<String> waitsAt, boolean stranded, String verdict) {}

  public record Shown(List<Changed> files, List<Finding> findings, List<Running> cases) {

    public boolean same() {
      return files.isEmpty();
    }

    public long stranded() {
      return cases.stream().filter(Running::stranded).count();
    }

    public boolean mayBeDeployed() {
      return findings.stream().noneMatch(Finding::error);
    }
  }

  private final ObjectMapper json = JsonText.mapper();
  private final Deployer deployer;
  private final FileCheck check;
  private final ChangePreview preview;

  ProposedFiles(Deployer deployer, FileCheck check, ChangePreview preview) {
    this.deployer = deployer;
    this.check = check;
    this.preview = preview;
  }

  /**
   * What the folders {@code processes} and {@code forms} in a directory would do. Cases are tried
   * only with files that may be deployed and differ from those in use.
   *
   * @throws IOException when they cannot be read
   */
  public Shown in(Path directory) throws IOException {
    return of(FileSet.in(directory));
  }

  Shown of(FileSet proposed) {
    FileSet inUse = deployer.inUse();
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
    boolean tried = !files.isEmpty() && findings.stream().noneMatch(Finding::error);
    List<Running> cases =
        tried ? preview.of(proposed).stream().map(ProposedFiles::words).toList() : List.of();
    return new Shown(files, findings, cases);
  }

  private static Running words(ChangePreview.CaseShown one) {
    return new Running(
        one.diagram(),
        one.businessKey(),
        one.waitsAt(),
        one.verdict() == ChangePreview.Verdict.STRANDED,
        switch (one.verdict()) {
          case STAYS -> "finishes as it began: its diagram is gone";
          case CAN_MOVE -> "finishes as it began, and could be moved";
          case STRANDED -> "finishes as it began, and could not be moved: it " + one.reason();
        });
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
