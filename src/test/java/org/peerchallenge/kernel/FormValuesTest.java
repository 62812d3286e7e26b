package org.peerchallenge.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormValuesTest {

  private static final FormValues WRITTEN =
      FormValues.read(
          """
          {"story": "Words", "empty": null, "number": 3, "ticked": true, "unticked": false,
           "chosen": ["one", "two"], "actions": [{"title": "First"}, {"title": null}]}
          """);

  @Test
  void whatWasWrittenIsReadByTheFieldsKey() {
    assertThat(WRITTEN.text("story")).isEqualTo("Words");
    assertThat(WRITTEN.text("number")).isEqualTo("3");
    assertThat(WRITTEN.isTicked("ticked")).isTrue();
    assertThat(WRITTEN.isTicked("unticked")).isFalse();
    assertThat(WRITTEN.answers("chosen")).containsExactly("one", "two");
    assertThat(WRITTEN.rows("actions"))
        .extracting(row -> row.text("title"))
        .containsExactly("First", "");
  }

  @Test
  void anEmptyFieldAndOneThatIsNotThereReadTheSame() {
    for (String field : List.of("empty", "missing")) {
      assertThat(WRITTEN.find(field)).as(field).isEmpty();
      assertThat(WRITTEN.text(field)).as(field).isEmpty();
      assertThat(WRITTEN.isTicked(field)).as(field).isFalse();
      assertThat(WRITTEN.answers(field)).as(field).isEmpty();
      assertThat(WRITTEN.rows(field)).as(field).isEmpty();
    }
  }

  @Test
  void aChangeMakesOthersAndLeavesTheseAsTheyWere() {
    Map<String, Object> given = new HashMap<>(Map.of("story", "Words"));
    FormValues values = new FormValues(given);
    given.put("story", "Other words");

    assertThat(values.with("more", 1).with(new FormValues(Map.of("story", "New"))).fields())
        .containsExactlyInAnyOrderEntriesOf(Map.of("story", "New", "more", 1));
    assertThat(values.without("story").isEmpty()).isTrue();
    assertThat(values.fields()).containsExactlyEntriesOf(Map.of("story", "Words"));
    assertThatThrownBy(() -> values.fields().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  /** What is signed is hashed as this text: it never becomes another. */
  @Test
  void asJsonTheyAreTheFieldsAlone() {
    assertThat(
            JsonText.canonical(
                new FormValues(Map.of("b", List.of(Map.of("y", 1, "x", 2)), "a", "t"))))
        .isEqualTo("{\"a\":\"t\",\"b\":[{\"x\":2,\"y\":1}]}");
    assertThat(JsonText.read(JsonText.write(WRITTEN), FormValues.class)).isEqualTo(WRITTEN);
  }
}
