package org.peerchallenge;

import java.util.TimeZone;
import org.peerchallenge.benchmark.ImportCommand;
import org.peerchallenge.engine.CheckCommand;
import org.peerchallenge.engine.EngineStatements;
import org.peerchallenge.engine.LayoutCommand;
import org.peerchallenge.operation.BackupCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ApplicationListener;

/** The annual peer challenge of a region's children's services, as one application. */
@SpringBootApplication
public class PeerChallenge {

  /** Starts the application in England's time: every deadline and timer is meant in it. */
  public static void main(String[] args) {
    TimeZone.setDefault(TimeZone.getTimeZone("Europe/London"));
    if (ImportCommand.isAsked(args)) {
      System.exit(ImportCommand.run(args));
    }
    if (BackupCommand.isAsked(args)) {
      quieten();
      System.exit(BackupCommand.run(args, System.out));
    }
    if (CheckCommand.isAsked(args)) {
      quieten();
      System.exit(CheckCommand.run(args, System.out));
    }
    if (LayoutCommand.isAsked(args)) {
      System.exit(LayoutCommand.run(args, System.out));
    }
    SpringApplication application = new SpringApplication(PeerChallenge.class);
    application.addListeners(new RequiredSettings(), new RoomToStart());
    // Not before the log is there: two who ask for it at once spoil its first lines.
    application.addListeners(
        (ApplicationListener<ApplicationStartingEvent>) starting -> EngineStatements.begin());
    application.run(args);
  }

  /** What libraries say of themselves would stand between the lines of a command. */
  private static void quieten() {
    LoggingSystem.get(PeerChallenge.class.getClassLoader())
        .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
  }
}
