package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody keeps the application busy for hours with one cell of a table or condition of a form. */
class FeelCostTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "count(for i in 1..1000000000 return i)",
        "some x in [1..1000000000] satisfies x < 0",
        "every x in list satisfies x > 0",
        "{f: function(x) f(x), y: f(1)}.y",
        "10 ** 999999999",
        "matches(text, \"(a+)+$\")",
        "replace(text, \"(a|a)*b\", \"\")",
        "split(text, \"(a+)+b\")",
        "count([1..1000000000])",
        "sum((1..1000000000))"
      })
  void whatCouldTakeLongIsToldBeforeItRuns(String expression) {
    assertThat(FeelCost.isUnbounded(expression)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"for some of every function\"",
        "\"said \\\"for all\\\", matches(all)\"",
        "? != null and ? > 0",
        "[8..14]",
        "[-4..-1]",
        "not([3..7])",
        ">= directors * 2 / 3",
        "forms > 1",
        "list contains(readers, \"everybody\")"
      })
  void whatTablesAndFormsSayIsNot(String expression) {
    assertThat(FeelCost.isUnbounded(expression)).isFalse();
  }

  @Test
  @Timeout(60)
  void aTableThatCouldTakeLongIsRefusedAndNotEvaluated() throws Exception {
    String table = "processes/figures-suggest.dmn";
    FileSet ours = FileSet.in(Path.of(""));
    String text =
        ours.files().stream()
            .filter(file -> file.name().equals(table))
            .map(file -> new String(file.bytes(), StandardCharsets.UTF_8))
            .findFirst()
            .orElseThrow()
            .replaceFirst("<text>3</text>", "<text>count(for i in 1..10000000000 return i)</text>");
    assertThat(text).contains("10000000000");
    FileSet changed =
        ours.with(
            FileSet.of(
                java.util.List.of(new FileSet.File(table, text.getBytes(StandardCharsets.UTF_8)))));

    assertThat(new FileCheck(new Catalogue()).faults(changed, ours))
        .anySatisfy(fault -> assertThat(fault.toString()).contains("could take very long"));
  }
}
