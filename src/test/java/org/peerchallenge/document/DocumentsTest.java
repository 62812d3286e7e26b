package org.peerchallenge.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.peerchallenge.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class DocumentsTest {

  private static final DataSource DB = TestDatabase.migratedDatabase();
  private static final JdbcClient JDBC = JdbcClient.create(DB);
  private static final TransactionTemplate TRANSACTION =
      new TransactionTemplate(new DataSourceTransactionManager(DB));
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2018-12-17T16:00:00Z"), ZoneId.of("Europe/London"));

  private final Documents documents = new Documents(JDBC, CLOCK);

  @Test
  void theSameBytesAgainMakeNoNewVersionAndOthersDo() {
    DocumentKey key = new DocumentKey("2019/846", "self-assessment");
    StoredDocument first = keep(key, "signed");
    assertThat(first.version()).isEqualTo(1);
    assertThat(first.storedAt()).isEqualTo(CLOCK.instant());
    assertThat(keep(key, "signed")).isEqualTo(first);
    StoredDocument second = keep(key, "amended");
    assertThat(second.version()).isEqualTo(2);
    // Back to the first words is a third version, not the first one again.
    StoredDocument third = keep(key, "signed");
    assertThat(third.version()).isEqualTo(3);
    assertThat(documents.latest(key)).contains(third);
    assertThat(documents.versions(key)).containsExactly(third, second, first);
    assertThat(text(first)).isEqualTo("signed");
    assertThat(text(second)).isEqualTo("amended");
    assertThat(documents.find(second.id())).contains(second);
  }

  @Test
  void oneContentIsStoredOnceHoweverManyDocumentsHaveIt() {
    keep(new DocumentKey("2019/group-1", "reading-pack"), "the same pack");
    keep(new DocumentKey("2019/group-2", "reading-pack"), "the same pack");
    assertThat(
            JDBC.sql("select count(*) from stored_content where bytes = :bytes")
                .param("bytes", "the same pack".getBytes(StandardCharsets.UTF_8))
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void anOwnersNewestDocumentsAreListedByKind() {
    keep(new DocumentKey("2019/850-921", "self-assessment"), "one");
    StoredDocument newest = keep(new DocumentKey("2019/850-921", "self-assessment"), "two");
    StoredDocument report = keep(new DocumentKey("2019/850-921", "report-back"), "three");
    assertThat(documents.of("2019/850-921")).containsExactly(report, newest);
    assertThat(documents.of("2019/850")).isEmpty();
  }

  @Test
  void stepsAtTheSameMomentGetVersionsOneAfterTheOther() throws Exception {
    DocumentKey key = new DocumentKey("2019", "plan");
    var threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<StoredDocument>> steps = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        String words = "plan " + i;
        steps.add(() -> keep(key, words));
      }
      for (Future<StoredDocument> kept : threads.invokeAll(steps)) {
        kept.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(documents.versions(key)).hasSize(16);
    assertThat(documents.latest(key).orElseThrow().version()).isEqualTo(16);
  }

  @Test
  void whatAStepKeptIsGoneWhenTheStepIsRolledBack() {
    DocumentKey key = new DocumentKey("2019/871", "report-back");
    TRANSACTION.executeWithoutResult(
        status -> {
          documents.keep(key, "Report", "report.docx", WordDocument.MEDIA_TYPE, new byte[] {1});
          status.setRollbackOnly();
        });
    assertThat(documents.latest(key)).isEmpty();
  }

  @Test
  void aFileNameIsNoPath() {
    DocumentKey key = new DocumentKey("2019/871", "report-back");
    for (String name : new String[] {"../x.pdf", "a/b.pdf", "a\\b.pdf", "a\nb.pdf", " ", null}) {
      assertThatThrownBy(() -> documents.keep(key, "T", name, "application/pdf", new byte[0]))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(documents.find(UUID.randomUUID())).isEmpty();
  }

  private StoredDocument keep(DocumentKey key, String words) {
    return TRANSACTION.execute(
        status ->
            documents.keep(
                key,
                "Title",
                "file.pdf",
                PdfDocument.MEDIA_TYPE,
                words.getBytes(StandardCharsets.UTF_8)));
  }

  private String text(StoredDocument document) {
    return new String(documents.bytes(document.id()), StandardCharsets.UTF_8);
  }
}
