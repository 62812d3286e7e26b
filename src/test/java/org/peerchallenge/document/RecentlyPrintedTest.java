package org.peerchallenge.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentlyPrintedTest {

  private final List<String> printed = new ArrayList<>();

  @Test
  void theSameContentIsPrintedOnceAndAnotherLetterAnew() {
    RecentlyPrinted<String> recently = RecentlyPrinted.byHash(this::print, 1_000);

    assertThat(recently.of("one")).isEqualTo(recently.of("one")).asString().isEqualTo("one");
    assertThat(recently.of("onE")).asString().isEqualTo("onE");

    assertThat(printed).containsExactly("one", "onE");
  }

  @Test
  void whatACallerDoesToItsBytesChangesNobodyElses() {
    RecentlyPrinted<String> recently = RecentlyPrinted.byHash(this::print, 1_000);
    recently.of("one")[0] = 'x';
    recently.of("one")[0] = 'x';

    assertThat(recently.of("one")).asString().isEqualTo("one");
    assertThat(printed).hasSize(1);
  }

  @Test
  void whatWasNotAskedForLongestGoesFirstAndWhatIsTooLargeIsNotKept() {
    RecentlyPrinted<String> recently = RecentlyPrinted.byHash(this::print, 8);
    recently.of("one");
    recently.of("two");
    recently.of("one");
    recently.of("six");
    recently.of("one");
    assertThat(printed).containsExactly("one", "two", "six");

    recently.of("two");
    recently.of("more than eight");
    recently.of("more than eight");
    recently.of("two");
    assertThat(printed)
        .containsExactly("one", "two", "six", "two", "more than eight", "more than eight", "two");
  }

  private byte[] print(String content) {
    printed.add(content);
    return content.getBytes(StandardCharsets.UTF_8);
  }
}
