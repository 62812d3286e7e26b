package org.peerchallenge.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.Test;
import org.peerchallenge.assessment.Theme;
import org.peerchallenge.challenge.RegisterItem.Kind;
import org.peerchallenge.challenge.RegisterItem.State;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.document.Content;
import org.peerchallenge.document.DocumentWords;
import org.peerchallenge.document.PdfDocument;
import org.peerchallenge.document.PdfRules;
import org.peerchallenge.document.WordDocument;
import org.peerchallenge.document.Wording;

/** Asks and offers by theme, as a picture and as its table. */
class WishesPictureTest {

  private static final Wording WORDS = new DocumentWords("").of("register");

  @Test
  void pictureAlternativeAndTableSayTheSameAndWhatWasWithdrawnIsInNone() throws Exception {
    List<RegisterItem> items = new ArrayList<>();
    Random random = new Random(17);
    for (Theme theme : Theme.values()) {
      for (int n = random.nextInt(19); n >= 0; n--) {
        items.add(item(n % 3 == 0 ? Kind.OFFER : Kind.ASK, theme.id(), State.VALIDATED));
      }
    }
    items.add(item(Kind.ASK, "", State.LISTED));
    items.add(item(Kind.OFFER, "", State.WITHDRAWN));
    Content.Builder content = Content.titled("Asks and offers").section("By theme");
    WishesPicture.addTo(content, items, WORDS);
    Content written = content.build();

    byte[] pdf = PdfDocument.write(written);
    Files.createDirectories(Path.of("target/documents"));
    Files.write(Path.of("target/documents/wishes.pdf"), pdf);
    PdfRules.assertKept("wishes", pdf);
    Content.Picture picture = (Content.Picture) written.sections().get(0).blocks().get(0);
    try (XWPFDocument word =
        new XWPFDocument(new ByteArrayInputStream(WordDocument.write(written)))) {
      XWPFTable table = word.getTables().get(0);
      assertThat(table.getNumberOfRows()).isEqualTo(Theme.values().length + 2);
      table
          .getRows()
          .subList(1, table.getNumberOfRows())
          .forEach(
              row -> {
                String theme = row.getCell(0).getText();
                String asks = row.getCell(1).getText();
                String offers = row.getCell(2).getText();
                assertThat(picture.alternative()).contains(theme + " " + asks + ", " + offers);
                assertThat(picture.svg()).contains(">" + theme + "<", ">" + asks + "<");
              });
      assertThat(table.getText()).contains("No theme\t1\t0");
    }
  }

  @Test
  void withoutAnyItSaysSo() {
    Content.Builder content = Content.titled("Asks and offers").section("By theme");
    WishesPicture.addTo(content, List.of(item(Kind.ASK, "send", State.WITHDRAWN)), WORDS);
    assertThat(content.build().sections().get(0).blocks())
        .containsExactly(new Content.Paragraph("Nothing is asked for or offered yet."));
  }

  private static RegisterItem item(Kind kind, String theme, State state) {
    return new RegisterItem(
        1,
        kind,
        EntryKey.of("2019/846"),
        "An example",
        "An example",
        theme,
        "",
        state,
        "report back",
        Instant.EPOCH);
  }
}
