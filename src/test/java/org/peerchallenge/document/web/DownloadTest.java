package org.peerchallenge.document.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peerchallenge.document.Content;
import org.peerchallenge.document.DocumentKey;
import org.peerchallenge.document.StoredDocument;
import org.peerchallenge.document.WordDocument;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/** The headers of a download are well formed for any name, and keep what a name may keep. */
class DownloadTest {

  /** What RFC 6266 and RFC 8187 allow, without escapes in the quoted string. */
  private static final Pattern HEADER =
      Pattern.compile(
          "attachment; filename=\"([ -~&&[^\"\\\\/%]]+)\"; "
              + "filename\\*=UTF-8''((?:[A-Za-z0-9!#$&+\\-.^_`|~]|%[0-9A-F]{2})+)");

  private static final List<String> PIECES =
      List.of(
          "Höhe",
          "Ho\u0308he",
          "ß",
          "报告",
          "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
          "\uD83C\uDDEC\uD83C\uDDE7",
          "\uD800",
          "\uDC00",
          "\"",
          "'",
          "\\",
          "\\\"",
          "/",
          "../",
          "\r\n",
          "\r\nSet-Cookie: a=b\r\n\r\n",
          "\u0000",
          "\u0085",
          "\u2028",
          "\u202e",
          "\u2066",
          "\ufeff",
          "%41",
          "%",
          ";",
          "=?UTF-8?Q?a?=",
          "*",
          " ",
          ".",
          "–",
          "a",
          "report",
          ".pdf",
          ".docx",
          "x".repeat(300),
          "报".repeat(200));

  @Test
  void theFileCannotBeStoredNorShownAsAPage() {
    byte[] bytes = {1, 2, 3};
    ResponseEntity<byte[]> answer = Download.of("a.pdf", "application/pdf", bytes);

    assertThat(answer.getStatusCode().value()).isEqualTo(200);
    assertThat(answer.getBody()).isSameAs(bytes);
    HttpHeaders headers = answer.getHeaders();
    assertThat(headers.get("Content-Type")).containsExactly("application/pdf");
    assertThat(headers.get("Cache-Control")).containsExactly("no-store");
    assertThat(headers.get("X-Content-Type-Options")).containsExactly("nosniff");
    assertThat(headers.get("Content-Disposition"))
        .containsExactly("attachment; filename=\"a.pdf\"; filename*=UTF-8''a.pdf");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Audit – Höhe 2018.pdf | Audit - Hohe 2018.pdf | Audit – Höhe 2018.pdf",
        "报告.docx | __.docx | 报告.docx",
        "the \"best\" one's 50%.csv | the _best_ one's 50_.csv | the \"best\" one's 50%.csv",
        "..\\..\\etc/passwd | .._.._etc_passwd | .._.._etc_passwd",
        "notes.exe. . | notes.exe | notes.exe",
        ".pdf | download.pdf | download.pdf",
      })
  void aNameIsKeptAsFarAsItCan(String given, String ascii, String full) {
    Matcher header = read(Download.disposition(given));
    assertThat(header.group(1)).isEqualTo(ascii);
    assertThat(decoded(header)).isEqualTo(full);
  }

  @Test
  void aLongNameKeepsItsEnding() {
    for (String letter : List.of("x", "é", "报", "\uD83D\uDE00")) {
      String name = decoded(read(Download.disposition(letter.repeat(500) + ".docx")));
      assertThat(name).startsWith(letter).endsWith(letter + ".docx");
      assertThat(name.getBytes(StandardCharsets.UTF_8).length)
          .isBetween(Download.LONGEST - 3, Download.LONGEST);
    }
  }

  @Test
  void anyNameMakesAWellFormedHeaderAndAHarmlessFile() {
    for (int seed = 0; seed < 3000; seed++) {
      String given = name(new Random(seed));
      Matcher header = read(Download.disposition(given));
      String name = decoded(header);
      assertThat(name)
          .as("seed %d", seed)
          .isNotBlank()
          .doesNotContainPattern("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029\\u202a-\\u202e]")
          .doesNotContainPattern("[\\u2066-\\u2069\\ufeff\\ufffd/\\\\]")
          .doesNotMatch("(?s).*[. ]");
      assertThat(name.getBytes(StandardCharsets.UTF_8).length)
          .as("seed %d", seed)
          .isLessThanOrEqualTo(Download.LONGEST);
      assertThat(decoded(read(Download.disposition(name)))).as("seed %d", seed).isEqualTo(name);
    }
  }

  private static String name(Random random) {
    StringBuilder name = new StringBuilder();
    int pieces = random.nextInt(8);
    for (int i = 0; i < pieces; i++) {
      name.append(
          random.nextInt(4) == 0
              ? Character.toString(random.nextInt(0x10ffff + 1))
              : PIECES.get(random.nextInt(PIECES.size())));
    }
    return name.toString();
  }

  private static Matcher read(String header) {
    Matcher matcher = HEADER.matcher(header);
    assertThat(matcher.matches()).as(header).isTrue();
    return matcher;
  }

  private static String decoded(Matcher header) {
    return URLDecoder.decode(header.group(2).replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  @Test
  void aKeptWordFileSaysOnWhichDayItWasKept() throws Exception {
    byte[] word = WordDocument.write(Content.titled("An example").section("One").build());
    StoredDocument kept =
        new StoredDocument(
            UUID.randomUUID(),
            new DocumentKey("2019/846", "example"),
            1,
            "An example",
            "example.docx",
            WordDocument.MEDIA_TYPE,
            word.length,
            "",
            Instant.parse("2019-02-26T09:30:00Z"));
    try (XWPFDocument read =
        new XWPFDocument(new ByteArrayInputStream(Download.of(kept, word).getBody()))) {
      var properties = read.getProperties().getCoreProperties();
      assertThat(properties.getCreated()).isEqualTo(Instant.parse("2019-02-26T00:00:00Z"));
      assertThat(properties.getModified()).isEqualTo(Instant.parse("2019-02-26T00:00:00Z"));
      assertThat(properties.getTitle()).isEqualTo("An example");
    }
  }
}
