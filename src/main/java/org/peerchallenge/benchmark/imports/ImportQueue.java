package org.peerchallenge.benchmark.imports;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.peerchallenge.benchmark.ImportStuck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Queue of imports to be checked beside the pages: large files one after another, and small ones
 * beside them, so that nobody waits ten minutes with a small file behind a large one. What was
 * still waiting at a stop is checked after the next start; a check that was interrupted begins
 * again on request alone, for it may be what ended the application. A file that this machine could
 * not read, as with a full disk, is tried again every few minutes, and the office is told once.
 */
@Component
public class ImportQueue implements DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(ImportQueue.class);

  /** Bytes; a file of this size is checked in seconds. */
  static final long SMALL = 5L << 20;

  private static final Duration AGAIN_AFTER = Duration.ofMinutes(5);

  private final Imports imports;
  private final ApplicationEventPublisher events;
  private final Duration againAfter;
  private final ScheduledExecutorService again =
      Executors.newSingleThreadScheduledExecutor(work -> thread(work, "figure-import-again"));
  private final ExecutorService small = worker("figure-import-small");
  private final ExecutorService large = worker("figure-import-large");

  @Autowired
  ImportQueue(Imports imports, ApplicationEventPublisher events) {
    this(imports, events, AGAIN_AFTER);
  }

  ImportQueue(Imports imports, ApplicationEventPublisher events, Duration againAfter) {
    this.imports = imports;
    this.events = events;
    this.againAfter = againAfter;
  }

  /** Has an import checked soon. */
  public void check(long id) {
    soon(id, () -> imports.check(id));
  }

  @EventListener(ApplicationReadyEvent.class)
  void goOn() {
    for (FigureImport waiting : imports.all()) {
      if (waiting.waits()) {
        soonIfItWaits(waiting.id());
      }
    }
  }

  /** Another node may have it in its own queue. */
  private void soonIfItWaits(long id) {
    soon(
        id,
        () -> {
          if (imports.get(id).waits()) {
            imports.check(id);
          }
        });
  }

  private void soon(long id, Runnable check) {
    ExecutorService worker = imports.get(id).size() <= SMALL ? small : large;
    worker.execute(
        () -> {
          try {
            check.run();
          } catch (UncheckedIOException e) {
            tryAgain(id, e);
          } catch (RuntimeException e) {
            // The import shows as interrupted, and can be checked again.
            log.error("Import {} could not be checked", id, e);
          }
        });
  }

  private void tryAgain(long id, UncheckedIOException e) {
    String why = imports.get(id).trouble().orElse("");
    log.error("Import {} could not be read here: {}. It is tried again.", id, why, e);
    again.schedule(() -> soonIfItWaits(id), againAfter.toMillis(), TimeUnit.MILLISECONDS);
    events.publishEvent(new ImportStuck(id, why));
  }

  @Override
  public void destroy() {
    again.shutdownNow();
    small.shutdownNow();
    large.shutdownNow();
  }

  private static ExecutorService worker(String name) {
    return Executors.newSingleThreadExecutor(work -> thread(work, name));
  }

  private static Thread thread(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }
}
