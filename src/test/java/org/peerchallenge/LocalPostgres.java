package org.peerchallenge;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A server of the PostgreSQL that is installed on this machine, with its own programs: the embedded
 * one of the other tests comes without {@code pg_dump}.
 */
public final class LocalPostgres implements AutoCloseable {

  /** Its only account, which any password opens. */
  public static final String USER = "postgres";

  private final Path programs;
  private final Path data;
  private final int port;

  private LocalPostgres(Path programs, Path data, int port) {
    this.programs = programs;
    this.data = data;
    this.port = port;
  }

  /** The folder of PostgreSQL's programs, the newest there is; empty when none is installed. */
  public static Optional<Path> installed() {
    List<Path> places = new ArrayList<>();
    Path debian = Path.of("/usr/lib/postgresql");
    if (Files.isDirectory(debian)) {
      try (Stream<Path> versions = Files.list(debian)) {
        versions
            .sorted(
                Comparator.comparingInt(
                    (Path version) ->
                        -Integer.parseInt(
                            "0" + version.getFileName().toString().replaceAll("\\D", ""))))
            .forEach(version -> places.add(version.resolve("bin")));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
    Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
        .map(Path::of)
        .forEach(places::add);
    return places.stream()
        .filter(
            place ->
                Stream.of("initdb", "pg_ctl", "pg_dump", "pg_restore")
                    .allMatch(program -> Files.isExecutable(place.resolve(program))))
        .findFirst();
  }

  /**
   * Starts one, as another account where this one is root, as which PostgreSQL does not run.
   *
   * @param folder where its data goes
   */
  public static LocalPostgres start(Path folder) throws IOException {
    LocalPostgres server = in(folder);
    server.asItself(
        "initdb", "-D", server.data.toString(), "-U", USER, "-A", "trust", "-E", "UTF8", "-N");
    server.begin("-c fsync=off");
    return server;
  }

  /**
   * Starts one that follows this one, change by change. From then on nothing is acknowledged here
   * that the other has not written.
   *
   * @param folder where the other's data goes
   */
  public LocalPostgres standby(Path folder) throws IOException {
    LocalPostgres standby = in(folder);
    standby.asItself(
        "pg_basebackup",
        "-D",
        standby.data.toString(),
        "--host=127.0.0.1",
        "--port=" + port,
        "--username=" + USER,
        "--write-recovery-conf",
        "--checkpoint=fast");
    standby.begin("");
    asItself("pg_ctl", "-D", data.toString(), "-m", "fast", "-w", "stop");
    begin("-c synchronous_standby_names=*");
    return standby;
  }

  /** Makes the one that may write of this standby. */
  public void promote() throws IOException {
    asItself("pg_ctl", "-D", data.toString(), "-w", "promote");
  }

  public int port() {
    return port;
  }

  /** A place for one, which its account may write. */
  private static LocalPostgres in(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path programs = installed().orElseThrow();
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    if (isRoot()) {
      run(List.of("chown", USER, folder.toString()));
      // Somebody else must find its way there.
      for (Path above = folder.getParent(); above != null; above = above.getParent()) {
        if (above.toString().startsWith(System.getProperty("java.io.tmpdir") + "/")) {
          run(List.of("chmod", "a+x", above.toString()));
        }
      }
    }
    return new LocalPostgres(programs, folder.resolve("data"), port);
  }

  private void begin(String settings) throws IOException {
    asItself(
        "pg_ctl",
        "-D",
        data.toString(),
        "-w",
        "-l",
        data.resolveSibling("log").toString(),
        "-o",
        "-p " + port + " -k '' -c listen_addresses=127.0.0.1 -c max_connections=100 " + settings,
        "start");
  }

  /** The address of a new, empty database. */
  public String database(String name) throws IOException {
    run(
        List.of(
            programs.resolve("createdb").toString(),
            "--host=127.0.0.1",
            "--port=" + port,
            "--username=" + USER,
            "--template=template0",
            "--encoding=UTF8",
            name));
    return "jdbc:postgresql://127.0.0.1:%d/%s?logServerErrorDetail=false".formatted(port, name);
  }

  public Path programs() {
    return programs;
  }

  @Override
  public void close() throws IOException {
    die();
  }

  /** Ends all of its processes at once, where it runs. */
  public void die() throws IOException {
    if (Files.exists(data.resolve("postmaster.pid"))) {
      asItself("pg_ctl", "-D", data.toString(), "-m", "immediate", "-w", "stop");
    }
  }

  private void asItself(String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("runuser", "-u", USER, "--"));
    }
    command.add(programs.resolve(program).toString());
    command.addAll(List.of(arguments));
    run(command);
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static void run(List<String> command) throws IOException {
    Path said = Files.createTempFile("said", ".txt");
    try {
      // Into a file: a server that goes on would keep a pipe open.
      Process process =
          new ProcessBuilder(command)
              .directory(Path.of(System.getProperty("java.io.tmpdir")).toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      if (process.waitFor() != 0) {
        throw new IOException(
            command + " failed: " + Files.readString(said, StandardCharsets.UTF_8));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      Files.delete(said);
    }
  }
}
