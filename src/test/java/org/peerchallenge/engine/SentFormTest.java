package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peerchallenge.kernel.FormValues;
import org.peerchallenge.kernel.Refused;

/**
 * What a sent form may hold: lengths are counted as its writer and her browser count them, and each
 * kind of field takes its own kind of answer.
 */
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

  /** One field of each kind; a remark is asked for when the answer is no. */
  private static final String EACH_KIND =
      """
      {"id": "example", "components": [
        {"type": "textfield", "key": "code", "label": "Code", "validate": {"pattern": "^[A-Z]+$"}},
        {"type": "textfield", "key": "mail", "label": "Mail", "validate": {"validationType": "email"}},
        {"type": "number", "key": "count", "label": "Count", "validate": {"min": 1, "max": 9}},
        {"type": "checkbox", "key": "read", "label": "Read", "validate": {"required": true}},
        {"type": "radio", "key": "answer", "label": "Answer", "values": [{"value": "yes"}, {"value": "no"}]},
        {"type": "checklist", "key": "topics", "label": "Topics", "valuesKey": "offered"},
        {"type": "datetime", "key": "day", "label": "Day", "subtype": "date"},
        {"type": "datetime", "key": "time", "label": "Time", "subtype": "time"},
        {"type": "datetime", "key": "moment", "label": "Moment", "subtype": "datetime"},
        {"type": "textfield", "key": "shown", "label": "Shown", "readonly": true},
        {"type": "textfield", "key": "remark", "label": "Remark",
          "conditional": {"hide": "=answer != \\"no\\""}, "validate": {"required": true}},
        {"type": "dynamiclist", "path": "rows", "label": "Rows", "id": "Rows", "components": [
          {"type": "textfield", "key": "title", "label": "Title", "validate": {"required": true}},
          {"type": "textfield", "key": "more", "label": "More"}]}]}
      """;

  private static final Map<String, Object> RIGHT =
      Map.of(
          "code",
          "AB",
          "mail",
          "a@example.org",
          "count",
          9,
          "read",
          true,
          "answer",
          "yes",
          "topics",
          List.of("budget"),
          "day",
          "2019-02-04",
          "time",
          "09:30",
          "moment",
          "2019-02-04T09:30:00Z",
          "rows",
          List.of(Map.of("title", "One")));

  @Test
  void aRightAnswerOfEachKindIsTakenAndWhatIsShownOrHiddenIsNot() {
    Map<String, Object> sent = new HashMap<>(RIGHT);
    sent.put("shown", "changed");
    sent.put("remark", "hidden");
    Map<String, Object> taken = eachKind(sent);
    Map<String, Object> row = new HashMap<>(Map.of("title", "One"));
    row.put("more", null);
    assertThat(taken)
        .containsAllEntriesOf(
            RIGHT.entrySet().stream()
                .filter(one -> !one.getKey().equals("rows"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))
        .containsEntry("rows", List.of(row))
        .doesNotContainKeys("shown", "remark");
  }

  @Test
  void whatIsAskedForDependsOnWhatIsSent() {
    assertThatThrownBy(() -> eachKind(with("answer", "no")))
        .hasMessageContaining("“Remark” is needed.");
    Map<String, Object> sent = with("answer", "no");
    sent.put("remark", "An example");
    assertThat(eachKind(sent)).containsEntry("remark", "An example");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          code   | '"ab"'                    | “Code” is not in the form asked for.
          code   | 7                         | “Code” must be text.
          mail   | '"nobody"'                | “Mail” must be an e-mail address.
          count  | 0                         | “Count” must be a number from 1 up to 9.
          count  | 10                        | “Count” must be a number from 1 up to 9.
          count  | '"many"'                  | “Count” must be a number.
          read   | false                     | “Read” must be ticked.
          read   | '"yes"'                   | “Read” is ticked or not, nothing else.
          read   | null                      | “Read” is needed.
          answer | '"perhaps"'               | “Answer”: choose one of the answers offered.
          topics | '["weather"]'             | “Topics”: choose only from the answers offered. They have changed since you opened the form
          topics | '"budget"'                | “Topics” must be a list of answers.
          day    | '"2019-02-30"'            | “Day” must be a date such as 2019-02-04.
          time   | '"25:00"'                 | “Time” must be a date such as 2019-02-04.
          moment | '"2019-02-04"'            | “Moment” must be a date such as 2019-02-04.
          rows   | '"One"'                   | “Rows” must be a list.
          rows   | '["One"]'                 | “Rows”, row 1: cannot be read.
          rows   | '[{"title": " ", "more": "x"}]' | “Title” in row 1 of “Rows” is needed.
          others | '"x"'                     | this form has no field others.
          """)
  void aWrongAnswerOfEachKindIsRefusedInWords(String key, String value, String words)
      throws Exception {
    Map<String, Object> sent = with(key, JSON.readValue(value, Object.class));
    assertThatThrownBy(() -> eachKind(sent))
        .isInstanceOf(Refused.class)
        .hasMessageContaining(words);
  }

  @Test
  void rowsThatNobodyTouchedAndLettersThatNoTextHoldsAreLeftOut() {
    assertThat(eachKind(with("rows", List.of(Map.of("title", " ", "more", ""), Map.of()))))
        .containsEntry("rows", List.of());
    assertThat(eachKind(with("code", "A\u0000B"))).containsEntry("code", "AB");
    assertThat(eachKind(with("code", " "))).containsEntry("code", null);
    assertThat(eachKind(with("count", 1))).as("the least").containsEntry("count", 1);
  }

  private static Map<String, Object> with(String key, Object value) {
    Map<String, Object> sent = new HashMap<>(RIGHT);
    sent.put(key, value);
    return sent;
  }

  private static Map<String, Object> eachKind(Map<String, Object> sent) {
    FormSchema form =
        FormSchema.read(new ByteArrayInputStream(EACH_KIND.getBytes(StandardCharsets.UTF_8)), JSON);
    return new SentForm(
            form,
            new FormValues(Map.of("offered", List.of("budget", "workforce"))),
            new Conditions(),
            JSON)
        .values(sent)
        .fields();
  }

  private static Map<String, Object> sent(String story) {
    FormSchema form =
        FormSchema.read(new ByteArrayInputStream(FORM.getBytes(StandardCharsets.UTF_8)), JSON);
    return new SentForm(form, FormValues.NONE, new Conditions(), JSON)
        .values(Map.of("story", story))
        .fields();
  }
}
