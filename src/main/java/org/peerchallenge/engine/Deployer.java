package org.peerchallenge.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

  private final RepositoryService repository;
  private final FileCheck check;

  Deployer(RepositoryService repository, FileCheck check) {
    this.repository = repository;
    this.check = check;
  }

  @Override
  public void afterSingletonsInstantiated() {
    FileSet built = FileSet.built();
    if (!built.files().isEmpty()) {
      deploy(built);
    }
  }

  /**
   * Deploys a set of files.
   *
   * @throws FilesRefused when the check finds a fault; nothing is deployed then
   */
  Deployment deploy(FileSet files) {
    FileSet inUse = inUse();
    List<FileCheck.Fault> faults = check.faults(files, inUse);
    List<FileCheck.Fault> errors =
        faults.stream().filter(f -> f.severity() == FileCheck.Severity.ERROR).toList();
    if (!errors.isEmpty()) {
      throw new FilesRefused(errors);
    }
    faults.forEach(warning -> LOG.warn("{}", warning));
    DeploymentBuilder set =
        repository.createDeployment().name(NAME).source("files").enableDuplicateFiltering(false);
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
    List<Deployment> newest =
        repository
            .createDeploymentQuery()
            .deploymentName(NAME)
            .orderByDeploymentTime()
            .desc()
            .listPage(0, 1);
    List<FileSet.File> files = new ArrayList<>();
    for (Deployment one : newest) {
      for (String name : repository.getDeploymentResourceNames(one.getId())) {
        try (InputStream content = repository.getResourceAsStream(one.getId(), name)) {
          files.add(new FileSet.File(name, content.readAllBytes()));
        } catch (IOException e) {
          throw new UncheckedIOException("The deployed " + name + " cannot be read", e);
        }
      }
    }
    return new FileSet(files);
  }
}
