package org.peerchallenge.benchmark.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.peerchallenge.kernel.Refused;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Brings figures in without the application: on the same database, beside running nodes or without
 * any.
 */
public final class CommandLine {

  private static final Set<String> KNOWN =
      Set.of(
          "import",
          "undo",
          "kind",
          "mapping",
          "publish",
          "leave-out-faults",
          "accept-out-of-range",
          "model-year",
          "indicator",
          "commas",
          "as");

  private static final String USAGE =
      """
      java -jar peer-challenge.jar --import=FILE --kind=KIND [--mapping=NAME] [--publish]
           [--leave-out-faults] [--accept-out-of-range] [--model-year=YEAR]
           [--indicator=CODE] [--commas=decimal|thousands] [--as=USERNAME]
      java -jar peer-challenge.jar --undo=EDITION [--as=USERNAME]

        --kind                 ees, lait, return, neighbours or inspections
        --mapping              the saved mapping to read a file of Explore Education Statistics by
        --publish              publish what was found; without it the file is only checked
        --leave-out-faults     publish although lines cannot be right, without them
        --accept-out-of-range  publish although figures are out of range
        --model-year           which year's model a file of neighbours is, where it does not say
        --indicator            of which indicator a table of the interactive tool is, where it does not say
        --commas               what a comma within a number means: 24,5 is decimal, 1,234 is thousands
        --as                   who does it; the data lead's account unless said

      The database is that of the application: SPRING_DATASOURCE_URL, _USERNAME, _PASSWORD.
      """;

  private static final int SHOWN = 50;

  /** No more than an import needs; the application's own configuration is left aside. */
  @ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    TransactionAutoConfiguration.class
  })
  static class Alone {

    @Bean
    Clock clock(JdbcClient jdbc) {
      return new DatabaseClock(jdbc);
    }
  }

  private final Imports imports;
  private final Mappings mappings;
  private final SimpleCommandLinePropertySource asked;
  private final PrintStream out;

  private CommandLine(
      Imports imports, Mappings mappings, SimpleCommandLinePropertySource asked, PrintStream out) {
    this.imports = imports;
    this.mappings = mappings;
    this.asked = asked;
    this.out = out;
  }

  public static boolean isAsked(String[] arguments) {
    return Arrays.stream(arguments)
        .anyMatch(a -> a.startsWith("--import") || a.startsWith("--undo"));
  }

  /** Does what the arguments ask; the exit code. */
  public static int run(String[] arguments, PrintStream out) {
    SimpleCommandLinePropertySource asked = new SimpleCommandLinePropertySource(arguments);
    List<String> unknown =
        Arrays.stream(asked.getPropertyNames()).filter(name -> !KNOWN.contains(name)).toList();
    boolean importing = asked.containsProperty("import");
    if (!unknown.isEmpty()
        || importing == asked.containsProperty("undo")
        || importing && Kind.find(text(asked, "kind").orElse("")).isEmpty()) {
      out.println(
          (unknown.isEmpty() ? "" : "Not known: --" + String.join(", --", unknown) + "\n") + USAGE);
      return 2;
    }
    try (ConfigurableApplicationContext alone =
        new SpringApplicationBuilder(Alone.class, Mappings.class, Imports.class)
            .web(WebApplicationType.NONE)
            .logStartupInfo(false)
            .properties("logging.level.root=warn", "spring.main.banner-mode=off")
            // One thread works; the application's pool would take connections from its nodes.
            .run("--spring.datasource.hikari.maximum-pool-size=3")) {
      if (!alone
          .getBean(JdbcClient.class)
          .sql("select to_regclass('figure_import') is not null")
          .query(Boolean.class)
          .single()) {
        out.println("The database is not of this version yet: start the application once.");
        return 1;
      }
      CommandLine command =
          new CommandLine(alone.getBean(Imports.class), alone.getBean(Mappings.class), asked, out);
      return importing ? command.bring() : command.undo();
    } catch (Refused e) {
      out.println(e.getMessage());
      return 1;
    } catch (DataAccessException e) {
      out.println("The database does not answer: " + e.getMostSpecificCause().getMessage());
      return 1;
    }
  }

  private int bring() {
    Path file = Path.of(asked.getProperty("import"));
    Optional<String> mapping = text(asked, "mapping");
    if (mapping.isPresent() && mappings.find(mapping.get()).isEmpty()) {
      out.println(
          "There is no mapping “"
              + mapping.get()
              + "”. Saved are: "
              + String.join(", ", mappings.names()));
      return 1;
    }
    long id;
    try (InputStream content = Files.newInputStream(file)) {
      id =
          imports.bring(
              Kind.of(asked.getProperty("kind")),
              file.getFileName().toString(),
              content,
              mapping,
              as());
    } catch (IOException e) {
      out.println("The file cannot be read: " + e.getMessage());
      return 1;
    }
    text(asked, "model-year").ifPresent(year -> imports.useModelYear(id, year));
    text(asked, "indicator").ifPresent(code -> imports.useIndicator(id, code));
    Optional<String> commas = text(asked, "commas");
    if (commas.isPresent()) {
      imports.useCommas(
          id,
          Commas.find(commas.get())
              .orElseThrow(() -> new Refused("--commas is decimal or thousands.")));
    }
    FigureImport one;
    try {
      one = imports.check(id);
    } catch (UncheckedIOException e) {
      out.printf(
          "This machine could not read the file: %s. It is kept as import %d and checked when the"
              + " application starts next.%n",
          imports.get(id).trouble().orElse(""), id);
      return 1;
    }
    tell(one);
    if (one.found().isEmpty() || one.state() != FigureImport.State.CHECKED) {
      return 1;
    }
    if (asked.containsProperty("publish")) {
      int edition =
          imports.publish(
              id,
              asked.containsProperty("leave-out-faults"),
              asked.containsProperty("accept-out-of-range"),
              as());
      out.println("Published as edition " + edition + ".");
    } else {
      out.println("Not published. Import " + id + " waits at /figures/imports/" + id + ".");
    }
    return 0;
  }

  private int undo() {
    String edition = asked.getProperty("undo");
    if (edition == null || !edition.matches("[0-9]{1,8}")) {
      out.println(USAGE);
      return 2;
    }
    out.println(
        "Edition "
            + edition
            + " is undone: edition "
            + imports.undo(Integer.parseInt(edition), as())
            + ".");
    return 0;
  }

  private void tell(FigureImport one) {
    one.found()
        .ifPresent(
            found ->
                out.printf(
                    Locale.UK,
                    "%s: %,d lines; new %,d, changed %,d, as we have them %,d, missing from the"
                        + " file %,d; cannot be right %,d, unknown %,d, said twice %,d, out of"
                        + " range %,d%n",
                    one.fileName(),
                    found.lines(),
                    found.fresh(),
                    found.changed(),
                    found.unchanged(),
                    found.missing(),
                    found.faults(),
                    found.unknown(),
                    found.repeats(),
                    found.outOfRange()));
    for (Remark.Kind kind : Remark.Kind.values()) {
      List<Remark> remarks = imports.remarks(one.id(), kind, 0, SHOWN + 1);
      remarks.stream()
          .limit(SHOWN)
          .forEach(
              remark ->
                  out.println(
                      "  "
                          + kind
                          + (remark.line() > 0 ? ", line " + remark.line() : "")
                          + ": "
                          + remark.reason()));
      if (remarks.size() > SHOWN) {
        out.println("  … and more, at /figures/imports/" + one.id());
      }
    }
  }

  private String as() {
    return text(asked, "as").orElse("data");
  }

  private static Optional<String> text(SimpleCommandLinePropertySource asked, String name) {
    return Optional.ofNullable(asked.getProperty(name)).filter(value -> !value.isBlank());
  }
}
