package org.peerchallenge.tasklist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
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

  @Test
  void signingAndSendingBackAreToldApart() {
    assertThat(receipts.of("sign-off-self-assessment", Map.of("signOffDecision", "sign")))
        .map(Receipt::title)
        .contains("You signed the self-assessment");
    assertThat(receipts.of("sign-off-self-assessment", Map.of("signOffDecision", "return")))
        .map(Receipt::title)
        .contains("You sent sections back to your team");
    assertThat(receipts.of("sign-off-self-assessment", Map.of())).isEmpty();
    assertThat(receipts.of("give-feedback", Map.of())).isPresent();
    assertThat(receipts.of("unknown", Map.of())).isEmpty();
  }
}
