package org.peerchallenge.benchmark.imports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ImportsTest {

  @Test
  void theShippedFileAgainBringsNothingNew() {
    Bench bench = new Bench();
    for (int i = 0; i < 4; i++) {
      long t = System.nanoTime();
      FigureImport one = bench.checked(Kind.LAIT, Bench.bytes("indicators-england.csv.gz"));
      System.out.println((System.nanoTime() - t) / 1e6 + " ms " + one);
    }
    bench.mapReferrals();
    for (int i = 0; i < 3; i++) {
      long t = System.nanoTime();
      FigureImport one = bench.checked(Kind.EES, Bench.bytes("ees-example-referrals.csv"));
      System.out.println((System.nanoTime() - t) / 1e6 + " ms " + one);
      for (Remark.Kind k : Remark.Kind.values()) {
        bench.remarks(one, k).stream().limit(15).forEach(System.out::println);
      }
    }
    long id = bench.brought(Kind.EES, Bench.bytes("ees-example-referrals.csv"));
    System.out.println(bench.proposal.of(id));
    FigureImport one = bench.imports.check(id);
    long t = System.nanoTime();
    int e = bench.published(one, true, true);
    System.out.println("publish " + (System.nanoTime() - t) / 1e6);
    int u = bench.undone(e);
    assertThat(bench.at(u)).isEqualTo(bench.at(1));
  }
}
