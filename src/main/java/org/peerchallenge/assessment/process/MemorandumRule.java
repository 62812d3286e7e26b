package org.peerchallenge.assessment.process;

import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether writing may begin: always, unless the year asks for all signatures first. */
@Component
class MemorandumRule {

  private static final int SIGNATURES_EACH = 3;

  private final Cycles cycles;
  private final JdbcClient jdbc;

  MemorandumRule(Cycles cycles, JdbcClient jdbc) {
    this.cycles = cycles;
    this.jdbc = jdbc;
  }

  boolean mayWrite(EntryKey entry) {
    if (!cycles.cycle(entry.cycle()).memorandumBlocks()) {
      return true;
    }
    return entry.authorities().stream()
        .allMatch(
            number ->
                jdbc.sql(
                            """
                            select count(*) from memorandum
                            where cycle = :cycle and dfe_number = :number and accepted
                            """)
                        .param("cycle", entry.cycle().value())
                        .param("number", number)
                        .query(Integer.class)
                        .single()
                    >= SIGNATURES_EACH);
  }
}
