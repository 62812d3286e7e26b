package org.peerchallenge.assessment;

import java.util.List;
import org.peerchallenge.cycle.EntryKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What stood out on the data sheet when it was issued; newer figures do not change it. */
@Service
public class FlaggedIndicators {

  /**
   * An indicator that an author is asked to explain.
   *
   * @param reasons in plain words, separated by semicolons
   */
  public record FlaggedIndicator(String indicator, String reasons) {}

  private final JdbcClient jdbc;

  FlaggedIndicators(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps them in their order; kept once, they stay as they were. */
  @Transactional
  public void keep(EntryKey entry, List<FlaggedIndicator> flagged) {
    for (int i = 0; i < flagged.size(); i++) {
      jdbc.sql(
              """
              insert into flagged_indicator (entry, place, indicator, reasons)
              values (:entry, :place, :indicator, :reasons) on conflict do nothing
              """)
          .param("entry", entry.value())
          .param("place", i + 1)
          .param("indicator", flagged.get(i).indicator())
          .param("reasons", flagged.get(i).reasons())
          .update();
    }
  }

  public List<FlaggedIndicator> of(EntryKey entry) {
    return jdbc.sql(
            "select indicator, reasons from flagged_indicator where entry = :entry order by place")
        .param("entry", entry.value())
        .query(FlaggedIndicator.class)
        .list();
  }
}
