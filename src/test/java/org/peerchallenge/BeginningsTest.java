package org.peerchallenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.peerchallenge.casechange.TurnTest;

/** What a test begins with is the same, row by row, whether it was done or put back. */
class BeginningsTest extends TurnTest {

  private static final Map<String, String> DONE = new TreeMap<>();

  /** No other class begins like this: the first time it is done. */
  @Override
  protected void arrange() {
    super.arrange();
  }

  @RepeatedTest(2)
  void whatIsPutBackIsWhatWasDone(RepetitionInfo time) {
    Map<String, String> found = tables();
    if (time.getCurrentRepetition() == 1) {
      DONE.putAll(found);
      // The next test finds what this one did and has to be rid of it.
      fromTasklist(task(year() + "/801", "userTask_writeContext"), Map.of());
    } else {
      assertThat(found.keySet()).isEqualTo(DONE.keySet());
      assertThat(found.keySet().stream().filter(one -> !found.get(one).equals(DONE.get(one))))
          .as("tables that are not as they were")
          .isEmpty();
    }
  }

  /** Every table with the number of its rows and their hash. */
  private Map<String, String> tables() {
    Map<String, String> found = new TreeMap<>();
    for (String table :
        jdbc.sql("select tablename from pg_tables where schemaname = 'public'")
            .query(String.class)
            .list()) {
      found.put(
          table,
          jdbc.sql(
                  "select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '')"
                      + " from "
                      + table
                      + " t")
              .query(String.class)
              .single());
    }
    return found;
  }
}
