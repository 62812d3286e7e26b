package org.peerchallenge.benchmark.imports;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is current, as far as a check needs to know before it compares: by indicator and period. */
final class CurrentFigures {

  private record Key(String indicator, LocalDate end) {}

  private final JdbcClient jdbc;
  private final Map<Key, FigureDigest> digests = new HashMap<>();
  private Set<Key> there;

  /**
   * @param jdbc on another connection than the one that COPY goes over: nothing else can be asked
   *     there meanwhile
   * @param edition the current one; digests of an earlier one say nothing of it
   */
  CurrentFigures(JdbcClient jdbc, int edition) {
    this.jdbc = jdbc;
    jdbc.sql(
            "select indicator_code, period_end, figures, low, high from figure_digest where edition"
                + " = :edition")
        .param("edition", edition)
        .query(
            row -> {
              digests.put(
                  new Key(row.getString(1), row.getObject(2, LocalDate.class)),
                  new FigureDigest(row.getInt(3), row.getLong(4), row.getLong(5)));
            });
  }

  /** The sum over all current figures; empty when nobody took it, or there are none. */
  Optional<FigureDigest> digest(String indicator, LocalDate end) {
    return Optional.ofNullable(digests.get(new Key(indicator, end)));
  }

  /** Whether there are any current figures. */
  boolean has(String indicator, LocalDate end) {
    Key key = new Key(indicator, end);
    if (digests.containsKey(key)) {
      return true;
    }
    if (there == null) {
      there =
          new HashSet<>(
              jdbc.sql(
                      "select distinct indicator_code, period_end from figure where to_edition is"
                          + " null")
                  .query((row, n) -> new Key(row.getString(1), row.getObject(2, LocalDate.class)))
                  .list());
    }
    return there.contains(key);
  }
}
