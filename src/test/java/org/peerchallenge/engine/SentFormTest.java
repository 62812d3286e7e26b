package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peerchallenge.kernel.Refused;

/** The lengths of a text are counted as its writer and her browser count them. */
class SentFormTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String FORM =
      """
      {"id": "example", "components": [
        {"type": "textarea", "key": "story", "label": "Story",
          "validate": {"minLength": 3, "maxLength": 5}}]}
      """;

  /** One letter to who writes it, though the last two are two units of UTF-16. */
  @ParameterizedTest
  @ValueSource(strings = {"a", "\u00e9", "\uD83D\uDE00", "\uD840\uDC00"})
  void aLetterOfARareScriptCountsAsOne(String letter) {
    assertThat(sent(letter.repeat(5))).containsEntry("story", letter.repeat(5));
    assertThatThrownBy(() -> sent(letter.repeat(6)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("is 6 characters long; at most 5 fit");
    assertThat(sent(letter.repeat(3))).containsEntry("story", letter.repeat(3));
    assertThatThrownBy(() -> sent(letter.repeat(2)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("needs at least 3 characters");
  }

  private static Map<String, Object> sent(String story) {
    FormSchema form =
        FormSchema.read(new ByteArrayInputStream(FORM.getBytes(StandardCharsets.UTF_8)), JSON);
    return new SentForm(form, Map.of(), new Conditions(), JSON).values(Map.of("story", story));
  }
}
