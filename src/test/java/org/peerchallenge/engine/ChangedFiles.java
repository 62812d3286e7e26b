package org.peerchallenge.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;

/** The files of {@code processes/} and {@code forms/} with an analyst's changes, for tests. */
public final class ChangedFiles {

  private static final FileCheck CHECK = new FileCheck(new Catalogue());

  private final List<FileSet.File> files;

  private ChangedFiles(List<FileSet.File> files) {
    this.files = files;
  }

  public static ChangedFiles unchanged() {
    return new ChangedFiles(new ArrayList<>(read().files()));
  }

  /** Changes a file, which must make a difference. */
  public ChangedFiles change(String name, UnaryOperator<String> change) {
    files.replaceAll(
        file -> {
          if (!file.name().equals(name)) {
            return file;
          }
          String text = new String(file.bytes(), StandardCharsets.UTF_8);
          String now = change.apply(text);
          if (now.equals(text)) {
            throw new AssertionError("Nothing was changed in " + name);
          }
          return new FileSet.File(name, now.getBytes(StandardCharsets.UTF_8));
        });
    return this;
  }

  public ChangedFiles add(String name, String text) {
    files.add(new FileSet.File(name, text.getBytes(StandardCharsets.UTF_8)));
    return this;
  }

  public ChangedFiles remove(String name) {
    files.removeIf(file -> file.name().equals(name));
    return this;
  }

  /** What the check says that would stop a deployment, as an analyst reads it. */
  public List<String> errors() {
    return faults(FileCheck.Severity.ERROR);
  }

  /** What the check says that wants a look. */
  public List<String> warnings() {
    return faults(FileCheck.Severity.WARNING);
  }

  private List<String> faults(FileCheck.Severity severity) {
    return CHECK.faults(new FileSet(files), read()).stream()
        .filter(fault -> fault.severity() == severity)
        .map(FileCheck.Fault::toString)
        .toList();
  }

  /** Deploys the set as the application does, after its check. */
  public Deployment deploy(RepositoryService repository) {
    return new Deployer(repository, CHECK).deploy(new FileSet(files), "test");
  }

  private static FileSet read() {
    try {
      return FileSet.in(Path.of(""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
