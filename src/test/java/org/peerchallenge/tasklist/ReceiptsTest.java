package org.peerchallenge.tasklist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.peerchallenge.kernel.FormValues;
import org.peerchallenge.tasklist.Receipts.Receipt;

class ReceiptsTest {

  private final ObjectMapper json = new ObjectMapper();
  private final Receipts receipts = new Receipts(json);

  @Test
  void everyReceiptFitsAnAnswerThatItsFormOffers() throws IOException {
    List<String> unknown = new ArrayList<>();
    for (Receipt receipt : receipts.all()) {
      JsonNode form = json.readTree(Path.of("forms", receipt.form() + ".form").toFile());
      boolean offered =
          receipt.when().isEmpty()
              || form.findParents("key").stream()
                  .filter(field -> field.path("key").asText().equals(receipt.field()))
                  .flatMap(field -> field.path("values").findValuesAsText("value").stream())
                  .anyMatch(receipt.answer()::equals);
      if (!offered) {
        unknown.add(receipt.form() + ": " + receipt.when());
      }
      assertThat(receipt.next()).as(receipt.title()).isNotEmpty();
    }
    assertThat(unknown).isEmpty();
  }

  /** Sections say "You sent" and their name; a year is started, and not sent. */
  @Test
  void everyOtherFormSaysWhatWasDoneAndWhatFollowsWhateverIsAnswered() throws IOException {
    List<String> silent = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("forms"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".form")).sorted().toList()) {
        String form = file.getFileName().toString().replace(".form", "");
        List<Receipt> own = receipts.all().stream().filter(one -> one.form().equals(form)).toList();
        boolean section = form.startsWith("write-") && !form.equals("write-report");
        if (own.isEmpty() && !section && !form.equals("start-the-year")) {
          silent.add(form);
        } else if (own.stream().noneMatch(one -> one.when().isEmpty())) {
          own.stream()
              .map(Receipt::field)
              .distinct()
              .flatMap(
                  field ->
                      field(file, field).findValuesAsText("value").stream()
                          .filter(answer -> receipts.of(form, sent(field, answer)).isEmpty())
                          .map(answer -> form + ": " + field + "=" + answer))
              .forEach(silent::add);
        }
      }
    }
    assertThat(silent).isEmpty();
  }

  private JsonNode field(Path file, String key) {
    try {
      return json.readTree(file.toFile()).findParents("key").stream()
          .filter(one -> one.path("key").asText().equals(key))
          .findFirst()
          .orElseThrow()
          .path("values");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FormValues sent(String field, String answer) {
    return new FormValues(Map.of(field, answer));
  }

  @Test
  void signingAndSendingBackAreToldApart() {
    assertThat(receipts.of("sign-off-self-assessment", sent("signOffDecision", "sign")))
        .map(Receipt::title)
        .contains("You signed the self-assessment");
    assertThat(receipts.of("sign-off-self-assessment", sent("signOffDecision", "return")))
        .map(Receipt::title)
        .contains("You sent sections back to your team");
    assertThat(receipts.of("sign-off-self-assessment", FormValues.NONE)).isEmpty();
    assertThat(receipts.of("give-feedback", FormValues.NONE)).isPresent();
    assertThat(receipts.of("unknown", FormValues.NONE)).isEmpty();
  }
}
