package org.peerchallenge.demo;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.peerchallenge.kernel.Refused;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** The demo's PostgreSQL: a real server of its own that keeps its data under the home folder. */
@Configuration
@Profile("demo")
class DemoDatabase {

  /** Says in one line why the demo cannot start, and ends before anything is begun. */
  @Bean(destroyMethod = "close")
  DemoHome demoHome(
      @Value("${peerchallenge.home}") Path home, @Value("${server.port:8080}") int port) {
    try {
      return DemoHome.claim(home.toAbsolutePath(), port);
    } catch (Refused e) {
      System.err.println(e.getMessage());
      // An orderly exit would wait for the application that is being started.
      Runtime.getRuntime().halt(1);
      throw e;
    }
  }

  @Bean(destroyMethod = "close")
  EmbeddedPostgres demoPostgres(@Value("${peerchallenge.home}") Path home, DemoHome claimed)
      throws IOException {
    Path data = home.toAbsolutePath().resolve("postgres");
    System.out.println("Starting the database under " + data + " …");
    Files.createDirectories(data.getParent());
    stopLeftOver(data);
    EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setServerConfig("max_connections", "60")
            .start();
    System.out.println("Making its tables and starting the engine …");
    return postgres;
  }

  @Bean
  DataSource dataSource(EmbeddedPostgres demoPostgres) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(url(demoPostgres));
    pool.setMaximumPoolSize(30);
    return pool;
  }

  private static String url(EmbeddedPostgres postgres) {
    return postgres.getJdbcUrl("postgres", "postgres") + "&logServerErrorDetail=false";
  }

  /** After a crash the old server may still run on this data; two on one would be refused. */
  private static void stopLeftOver(Path data) throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.isReadable(pidFile)) {
      return;
    }
    long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).trim());
    Optional<ProcessHandle> server =
        ProcessHandle.of(pid)
            .filter(p -> p.info().command().map(c -> c.endsWith("postgres")).orElse(false));
    if (server.isEmpty()) {
      Files.delete(pidFile);
      return;
    }
    server.get().destroy();
    try {
      server.get().onExit().get(30, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "Another demo seems to run on " + data + " (process " + pid + "): stop it first", e);
    }
  }
}
