package org.peerchallenge.benchmark.imports;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Checks files one after another beside the pages; what is still waiting at a stop is checked on
 * request.
 */
@Component
public class ImportQueue implements DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(ImportQueue.class);

  private final Imports imports;
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "figure-import");
            thread.setDaemon(true);
            return thread;
          });

  ImportQueue(Imports imports) {
    this.imports = imports;
  }

  /** Has an import checked soon. */
  public void check(long id) {
    worker.execute(
        () -> {
          try {
            imports.check(id);
          } catch (RuntimeException e) {
            // The import shows as interrupted, and can be checked again.
            log.error("Import {} could not be checked", id, e);
          }
        });
  }

  @Override
  public void destroy() {
    worker.shutdownNow();
  }
}
