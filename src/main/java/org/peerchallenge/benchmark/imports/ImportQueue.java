package org.peerchallenge.benchmark.imports;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Queue of imports to be checked beside the pages: large files one after another, and small ones
 * beside them, so that nobody waits ten minutes with a small file behind a large one. What was
 * still waiting at a stop is checked after the next start; a check that was interrupted begins
 * again on request alone, for it may be what ended the application.
 */
@Component
public class ImportQueue implements DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(ImportQueue.class);

  /** Bytes; a file of this size is checked in seconds. */
  static final long SMALL = 5L << 20;

  private final Imports imports;
  private final ExecutorService small = worker("figure-import-small");
  private final ExecutorService large = worker("figure-import-large");

  ImportQueue(Imports imports) {
    this.imports = imports;
  }

  /** Has an import checked soon. */
  public void check(long id) {
    soon(id, () -> imports.check(id));
  }

  @EventListener(ApplicationReadyEvent.class)
  void goOn() {
    for (FigureImport waiting : imports.all()) {
      if (waiting.waits()) {
        // Another node may have it in its own queue.
        soon(
            waiting.id(),
            () -> {
              if (imports.get(waiting.id()).waits()) {
                imports.check(waiting.id());
              }
            });
      }
    }
  }

  private void soon(long id, Runnable check) {
    ExecutorService worker = imports.get(id).size() <= SMALL ? small : large;
    worker.execute(
        () -> {
          try {
            check.run();
          } catch (RuntimeException e) {
            // The import shows as interrupted, and can be checked again.
            log.error("Import {} could not be checked", id, e);
          }
        });
  }

  @Override
  public void destroy() {
    small.shutdownNow();
    large.shutdownNow();
  }

  private static ExecutorService worker(String name) {
    return Executors.newSingleThreadExecutor(
        work -> {
          Thread thread = new Thread(work, name);
          thread.setDaemon(true);
          return thread;
        });
  }
}
