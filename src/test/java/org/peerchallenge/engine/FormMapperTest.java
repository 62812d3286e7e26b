package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.peerchallenge.kernel.FormValues;
import org.peerchallenge.kernel.Refused;
import org.springframework.lang.Nullable;

class FormMapperTest {

  record Row(String title, @Nullable LocalDate due) {}

  enum Answer {
    @JsonProperty("not-yet")
    NOT_YET
  }

  record Risk(
      @JsonProperty("Rating") String rating, @JsonProperty("Action") Optional<String> action) {}

  record Sent(
      String text,
      Optional<String> note,
      boolean ticked,
      int number,
      @Nullable BigDecimal cost,
      LocalDate day,
      LocalTime starts,
      Answer answer,
      List<Long> ids,
      List<Row> rows,
      @JsonUnwrapped(prefix = "budget") Risk budget,
      FormValues all) {}

  record Shown(
      LocalDate day,
      LocalTime starts,
      Answer answer,
      Optional<String> note,
      List<TaskForm.Option> options,
      @JsonUnwrapped Row row,
      FormValues written) {

    public boolean isNothingOfTheForm() {
      return true;
    }
  }

  private static final FormSchema FORM =
      FormSchema.read(
          new ByteArrayInputStream(
              """
              {"components": [
                {"type": "number", "key": "number", "label": "How many"},
                {"type": "dynamiclist", "path": "rows", "label": "Actions",
                 "components": [{"type": "datetime", "key": "due", "label": "Due"}]}]}
              """
                  .getBytes(StandardCharsets.UTF_8)),
          new ObjectMapper());

  private static Map<String, Object> sent() {
    Map<String, Object> sent = new HashMap<>();
    sent.put("text", "words");
    sent.put("number", 3);
    sent.put("cost", 12.5);
    sent.put("day", "2019-02-04");
    sent.put("starts", "10:00:00+01:00");
    sent.put("answer", "not-yet");
    sent.put("ids", List.of("7", "8"));
    sent.put("rows", List.of(Map.of("title", "t", "due", "2019-02-05", "more", "m")));
    sent.put("budgetRating", "watch");
    sent.put("more", "kept");
    return sent;
  }

  @Test
  void valuesBecomeWhatTheRecordSays() {
    Sent read = FormMapper.record(new FormValues(sent()), Sent.class, FORM);

    assertThat(read)
        .isEqualTo(
            new Sent(
                "words",
                Optional.empty(),
                false,
                3,
                new BigDecimal("12.5"),
                LocalDate.of(2019, 2, 4),
                LocalTime.of(10, 0),
                Answer.NOT_YET,
                List.of(7L, 8L),
                List.of(new Row("t", LocalDate.of(2019, 2, 5))),
                new Risk("watch", Optional.empty()),
                new FormValues(sent())));
  }

  @Test
  void whatIsEmptyOrMissingIsNeverANullOfAListOrABox() {
    Map<String, Object> sent = new HashMap<>(sent());
    sent.put("note", null);
    sent.put("ticked", null);
    sent.put("ids", null);
    sent.remove("rows");
    Sent read = FormMapper.record(new FormValues(sent), Sent.class, FORM);

    assertThat(read.note()).isEmpty();
    assertThat(read.ticked()).isFalse();
    assertThat(read.ids()).isEmpty();
    assertThat(read.rows()).isEmpty();
  }

  @Test
  void whatCannotBeReadIsToldWithTheFieldAsPeopleSeeIt() {
    Map<String, Object> number = sent();
    number.put("number", 1.5);
    assertThatThrownBy(() -> FormMapper.record(new FormValues(number), Sent.class, FORM))
        .isInstanceOf(Refused.class)
        .hasMessage("Nothing was saved yet. “How many” cannot be read as it was sent.");

    Map<String, Object> date = sent();
    date.put("rows", List.of(Map.of("title", "t"), Map.of("title", "u", "due", "tomorrow")));
    assertThatThrownBy(() -> FormMapper.record(new FormValues(date), Sent.class, FORM))
        .isInstanceOf(Refused.class)
        .hasMessage(
            "Nothing was saved yet. “Due” in row 2 of “Actions” cannot be read as it was sent.");
  }

  @Test
  void aRecordBecomesWhatTheBrowserIsGiven() {
    FormValues values =
        FormMapper.values(
            new Shown(
                LocalDate.of(2019, 2, 4),
                LocalTime.of(9, 30),
                Answer.NOT_YET,
                Optional.of("n"),
                List.of(new TaskForm.Option("Ann", "ann")),
                new Row("t", null),
                new FormValues(Map.of("leadAuthor", "Ann"))));

    assertThat(values.fields())
        .containsEntry("day", "2019-02-04")
        .containsEntry("starts", "09:30")
        .containsEntry("answer", "not-yet")
        .containsEntry("note", "n")
        .containsEntry("options", List.of(Map.of("label", "Ann", "value", "ann")))
        .containsEntry("title", "t")
        .containsEntry("leadAuthor", "Ann")
        .doesNotContainKeys("row", "written", "nothingOfTheForm");
  }

  @Test
  void aRecordThatIsNotThereShowsNothing() {
    assertThat(
            FormMapper.values(
                    new Shown(null, null, null, Optional.empty(), List.of(), null, FormValues.NONE))
                .fields())
        .doesNotContainKey("row")
        .doesNotContainKey("title");
  }
}
