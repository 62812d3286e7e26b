package org.peerchallenge.benchmark.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Many new figures wait for their publication packed; what comes of it must not tell. */
class PacksTest {

  private final Bench bench = new Bench();

  /** Ten years of all authorities: leaps in the first two, numbers of any length in the others. */
  private String file(long seed) {
    Random random = new Random(seed);
    List<String[]> areas =
        bench
            .jdbc
            .sql("select dfe_number, name, region from figure_area where region is not null")
            .query((row, n) -> new String[] {row.getString(1), row.getString(2), row.getString(3)})
            .list();
    StringBuilder lines =
        new StringBuilder("indicator_code,dfe_la_number,area_name,region,period,raw_value\n");
    for (int year : new int[] {2050, 2051, 2060, 2062, 2064, 2066, 2068, 2070, 2072, 2074}) {
      for (String[] area : areas) {
        lines
            .append("CIN,%s,\"%s\",%s,%d,".formatted(area[0], area[1], area[2], year))
            .append(year < 2060 ? 1 + random.nextInt(200) : any(random))
            .append('\n');
      }
    }
    return lines.toString();
  }

  private static String any(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> "c";
      case 1 -> "0";
      case 2 -> "0.000" + random.nextInt(1000);
      case 3 -> "-" + random.nextInt(20_000) + ".50";
      case 4 -> random.nextInt(100_000) + "0000.0" + random.nextInt(100_000);
      default -> random.nextInt(10_000) + "." + random.nextInt(100);
    };
  }

  private boolean isPacked(FigureImport one) {
    return Packs.has(bench.jdbc, one.id());
  }

  private List<Imports.Change> fresh(FigureImport one, int page) {
    List<Imports.Change> all = new ArrayList<>();
    List<Imports.Change> some;
    do {
      some = bench.imports.changes(one.id(), "NEW", all.size(), page);
      all.addAll(some);
    } while (some.size() == page);
    return all;
  }

  @Test
  void packedFiguresAreThoseThatWaitInRows() {
    Map<String, String> before = bench.current();
    for (long seed = 1; seed <= 2; seed++) {
      String file = file(seed);
      FigureImport packed = bench.checked(Kind.LAIT, file.getBytes(StandardCharsets.UTF_8));
      // Said twice, so that all must be looked at together.
      String again = file + file.substring(file.lastIndexOf('\n', file.length() - 2) + 1);
      FigureImport rows = bench.checked(Kind.LAIT, again.getBytes(StandardCharsets.UTF_8));
      assertThat(isPacked(packed)).as("seed " + seed).isTrue();
      assertThat(isPacked(rows)).isFalse();
      assertThat(packed.found().orElseThrow().fresh())
          .isGreaterThan(Packs.WORTH)
          .isEqualTo(rows.found().orElseThrow().fresh());
      assertThat(bench.remarks(packed, Remark.Kind.RANGE))
          .isNotEmpty()
          .isEqualTo(bench.remarks(rows, Remark.Kind.RANGE));
      assertThat(fresh(packed, 37)).isEqualTo(fresh(rows, 1_000));

      int edition = bench.published(packed, true, true);
      Map<String, String> after = bench.current();
      assertThat(after).hasSize(before.size() + packed.found().orElseThrow().fresh());
      bench.undone(edition);
      assertThat(bench.current()).isEqualTo(before);

      bench.undone(bench.published(bench.imports.check(rows.id()), true, true));
      FigureImport once = bench.checked(Kind.LAIT, again.getBytes(StandardCharsets.UTF_8));
      edition = bench.published(once, true, true);
      assertThat(bench.current()).isEqualTo(after);
      FigureImport equal = bench.checked(Kind.LAIT, file.getBytes(StandardCharsets.UTF_8));
      assertThat(equal.found().orElseThrow().written()).isZero();
      bench.imports.throwAway(equal.id(), "data");
      bench.undone(edition);
    }
  }

  @Test
  void aPackThatIsLostIsNoticed() {
    FigureImport one = bench.checked(Kind.LAIT, file(3).getBytes(StandardCharsets.UTF_8));
    assertThat(isPacked(one)).isTrue();
    bench
        .jdbc
        .sql("delete from figure_import_row where import_id = ? and line = 2")
        .param(one.id())
        .update();

    assertThatThrownBy(() -> bench.published(one, true, true))
        .hasMessageContaining("not whole any more");
  }
}
