package org.peerchallenge.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Deploys diagrams, tables and forms as one set, after they were checked.
 *
 * <p>One set, because forms, tables and called processes are bound to the deployment: a file that
 * was deployed without the others would look for them in vain. Any change makes a new version of
 * all; an unchanged start makes none.
 */
@Component
class Deployer implements SmartInitializingSingleton {

  private static final Logger LOG = LoggerFactory.getLogger(Deployer.class);

  private static final String NAME = "peer-challenge";

  /** Where a set came from, as the engine keeps it with the deployment. */
  private static final String RELEASE = "release ";

  private final RepositoryService repository;
  private final FileCheck check;

  Deployer(RepositoryService repository, FileCheck check) {
    this.repository = repository;
    this.check = check;
  }

  @Override
  public void afterSingletonsInstantiated() {
    FileSet built = FileSet.built();
    if (built.files().isEmpty()) {
      return;
    }
    Optional<Deployment> newest = newest();
    refuseMisnamed(FileSet.besidesBuilt());
    String release = RELEASE + built.hash();
    if (newest.isPresent() && newest.get().getSource().equals(release)) {
      // These very files: nothing needs to be read.
      return;
    }
    if (newest.isEmpty() || newest.get().getSource().startsWith(RELEASE) || isOld(newest.get())) {
      deploy(built, release);
    } else {
      keep(built, newest.get());
    }
  }

  /**
   * A file that nothing reads because of its name would leave its author to think that it acts.
   *
   * @param besides as {@link FileSet#besides} gives them
   * @throws FilesRefused when one was meant as a diagram, a table or a form
   */
  static void refuseMisnamed(List<String> besides) {
    List<FileCheck.Fault> faults = FileNames.besides(besides);
    List<FileCheck.Fault> errors =
        faults.stream().filter(f -> f.severity() == FileCheck.Severity.ERROR).toList();
    if (!errors.isEmpty()) {
      throw new FilesRefused(errors);
    }
    faults.forEach(warning -> LOG.warn("{}", warning));
  }

  /** Deployed before sets had a source of their own. */
  private static boolean isOld(Deployment deployment) {
    return deployment.getSource().equals("files");
  }

  /** What people proposed and approved is not overwritten by a start. */
  private void keep(FileSet built, Deployment inUse) {
    List<FileCheck.Fault> errors =
        check.faults(inUse()).stream()
            .filter(f -> f.severity() == FileCheck.Severity.ERROR)
            .toList();
    if (!errors.isEmpty()) {
      LOG.error(
          "The set in use ({}) does not fit this release; propose one that does at"
              + " /process-change:\n{}",
          inUse.getSource(),
          errors.stream().map(f -> "  - " + f).collect(Collectors.joining("\n")));
    }
    boolean seen =
        repository.createDeploymentQuery().deploymentSource(RELEASE + built.hash()).count() > 0;
    if (!seen && !built.isSameAs(inUse())) {
      LOG.warn(
          "This release brings other diagrams, tables or forms than the approved set in use ({});"
              + " they are not deployed by the start: propose them at /process-change",
          inUse.getSource());
    }
  }

  /**
   * Deploys a set of files; the set in use is not deployed again.
   *
   * @param source where it came from, in words of at most 255 characters
   * @throws FilesRefused when the check finds a fault; nothing is deployed then
   */
  Deployment deploy(FileSet files, String source) {
    Optional<Deployment> newest = newest();
    FileSet inUse = filesOf(newest);
    if (newest.isPresent() && inUse.isSameAs(files)) {
      return newest.get();
    }
    List<FileCheck.Fault> faults = check.faults(files, inUse);
    List<FileCheck.Fault> errors =
        faults.stream().filter(f -> f.severity() == FileCheck.Severity.ERROR).toList();
    if (!errors.isEmpty()) {
      throw new FilesRefused(errors);
    }
    faults.forEach(warning -> LOG.warn("{}", warning));
    DeploymentBuilder set = repository.createDeployment().name(NAME).source(source);
    files
        .files()
        .forEach(file -> set.addInputStream(file.name(), new ByteArrayInputStream(file.bytes())));
    Deployment deployment = set.deploy();
    sayWhomItTouches(files, inUse);
    LOG.info(
        "The {} diagrams, tables and forms stand as deployment {}",
        files.files().size(),
        deployment.getId());
    return deployment;
  }

  /** Whoever changed a file reads in the log whether running years are touched. */
  private void sayWhomItTouches(FileSet files, FileSet inUse) {
    List<String> atOnce = new ArrayList<>();
    List<String> later = new ArrayList<>();
    for (FileSet.File file : files.files()) {
      boolean changed =
          inUse.files().stream()
              .filter(old -> old.name().equals(file.name()))
              .anyMatch(old -> !Arrays.equals(old.bytes(), file.bytes()));
      if (changed) {
        (check.actsAtOnce(file) ? atOnce : later).add(file.name());
      }
    }
    if (!atOnce.isEmpty()) {
      LOG.info("Changed for running years as well, at once: {}", String.join(", ", atOnce));
    }
    if (!later.isEmpty()) {
      LOG.info(
          "Changed for cases that begin from now on; those that run finish as they began: {}",
          String.join(", ", later));
    }
  }

  /** The newest set that is deployed; empty on a new database. */
  FileSet inUse() {
    return filesOf(newest());
  }

  private FileSet filesOf(Optional<Deployment> deployment) {
    return deployment.map(one -> filesOf(one.getId())).orElse(new FileSet(List.of()));
  }

  /**
   * Every set that was deployed, the newest first: by the versions of its diagrams, since a clock
   * that was moved dates deployments otherwise.
   */
  List<Deployment> all() {
    Map<String, Integer> versions = new HashMap<>();
    repository
        .createProcessDefinitionQuery()
        .list()
        .forEach(one -> versions.merge(one.getDeploymentId(), one.getVersion(), Math::max));
    return repository.createDeploymentQuery().deploymentName(NAME).list().stream()
        .sorted(
            Comparator.comparing((Deployment one) -> versions.getOrDefault(one.getId(), 0))
                .reversed())
        .toList();
  }

  Optional<Deployment> newest() {
    return all().stream().findFirst();
  }

  /** The files of a deployed set. */
  FileSet filesOf(String deployment) {
    List<FileSet.File> files = new ArrayList<>();
    for (String name : repository.getDeploymentResourceNames(deployment)) {
      try (InputStream content = repository.getResourceAsStream(deployment, name)) {
        files.add(new FileSet.File(name, content.readAllBytes()));
      } catch (IOException e) {
        throw new UncheckedIOException("The deployed " + name + " cannot be read", e);
      }
    }
    return FileSet.of(files);
  }
}
