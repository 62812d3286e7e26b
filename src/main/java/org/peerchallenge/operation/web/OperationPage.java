package org.peerchallenge.operation.web;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.peerchallenge.access.ReadingPolicy;
import org.peerchallenge.access.web.PageGuard;
import org.peerchallenge.operation.Invariant;
import org.peerchallenge.operation.Vital;
import org.peerchallenge.operation.Vitals;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The operator's page: how the application is, in figures, and what must always hold. */
@Controller
class OperationPage {

  /** A line of figures; {@code look} when it is above its limit. */
  record Line(String words, String value, String limit, boolean look) {}

  /** A node that lives, or did a moment ago. */
  record Node(String host, OffsetDateTime startedAt, OffsetDateTime seenAt) {}

  private final Vitals vitals;
  private final JdbcClient jdbc;
  private final HikariDataSource pool;
  private final PageGuard guard;
  private final Clock clock;

  OperationPage(Vitals vitals, JdbcClient jdbc, DataSource pool, PageGuard guard, Clock clock) {
    this.vitals = vitals;
    this.jdbc = jdbc;
    this.pool = (HikariDataSource) pool;
    this.guard = guard;
    this.clock = clock;
  }

  @GetMapping("/operation")
  String show(@RequestParam Optional<String> check, Principal who, Model model) {
    guard.readersOnly(who, ReadingPolicy::operation);
    Map<Vital, Double> now = vitals.take();
    model.addAttribute(
        "lines", Arrays.stream(Vital.values()).map(vital -> line(vital, now.get(vital))).toList());
    model.addAttribute(
        "nodes",
        jdbc.sql("select host, started_at, seen_at from node order by host, started_at")
            .query(Node.class)
            .list());
    model.addAttribute("zone", clock.getZone());
    HikariPoolMXBean connections = pool.getHikariPoolMXBean();
    model.addAttribute(
        "pool",
        "%d of %d in use, %d waiting for one"
            .formatted(
                connections.getActiveConnections(),
                pool.getMaximumPoolSize(),
                connections.getThreadsAwaitingConnection()));
    model.addAttribute(
        "version",
        jdbc.sql(
                "select version from flyway_schema_history where success and version is not null"
                    + " order by installed_rank desc limit 1")
            .query(String.class)
            .single());
    check.ifPresent(asked -> model.addAttribute("broken", broken()));
    model.addAttribute("invariants", Invariant.values());
    return "operation/operation";
  }

  private List<String> broken() {
    return Invariant.broken(jdbc).stream().map(Invariant.Broken::toString).toList();
  }

  private static Line line(Vital vital, double value) {
    return new Line(
        vital.words(),
        written(vital, value),
        Double.isInfinite(vital.most()) ? "" : written(vital, vital.most()),
        value > vital.most());
  }

  private static String written(Vital vital, double value) {
    if (vital == Vital.DATABASE) {
      return "%,d MB".formatted((long) (value / 1024 / 1024));
    }
    if (!vital.isAge()) {
      return String.format(Locale.UK, "%,d", (long) value);
    }
    Duration age = Duration.ofSeconds((long) Math.max(0, value));
    return age.toHours() > 0
        ? "%d h %d min".formatted(age.toHours(), age.toMinutesPart())
        : age.toMinutes() > 0 ? age.toMinutes() + " min" : age.toSeconds() + " s";
  }
}
