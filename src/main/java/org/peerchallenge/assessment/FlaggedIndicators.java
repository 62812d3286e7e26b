package org.peerchallenge.assessment;

import java.util.List;
import org.peerchallenge.cycle.EntryKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Flagged indicators: what stood out on the data sheet as issued; newer figures do not change it.
 */
@Service
public class FlaggedIndicators {

  /**
   * An indicator that an author is asked to explain.
   *
   * @param indicator its name and period, and the authority where an entry has two
   * @param reasons in plain words, separated by semicolons
   * @param figures the authority's own and what it was compared with
   */
  public record FlaggedIndicator(
      String indicator,
      String reasons,
      String dfeNumber,
      String code,
      String topic,
      String figures) {

    /** For how many reasons it stands out. */
    int countOfReasons() {
      return reasons.split("; ").length;
    }
  }

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
              insert into flagged_indicator
                (entry, place, indicator, reasons, dfe_number, code, topic, figures)
              values (:entry, :place, :indicator, :reasons, :dfe, :code, :topic, :figures)
              on conflict do nothing
              """)
          .param("entry", entry.value())
          .param("place", i + 1)
          .param("indicator", flagged.get(i).indicator())
          .param("reasons", flagged.get(i).reasons())
          .param("dfe", flagged.get(i).dfeNumber())
          .param("code", flagged.get(i).code())
          .param("topic", flagged.get(i).topic())
          .param("figures", flagged.get(i).figures())
          .update();
    }
  }

  public List<FlaggedIndicator> of(EntryKey entry) {
    return jdbc.sql(
            """
            select indicator, reasons, dfe_number, code, topic, figures from flagged_indicator
            where entry = :entry order by place
            """)
        .param("entry", entry.value())
        .query(FlaggedIndicator.class)
        .list();
  }
}
