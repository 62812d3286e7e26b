package org.peerchallenge.document.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.peerchallenge.document.DocumentAccess;
import org.peerchallenge.document.DocumentKey;
import org.peerchallenge.document.Documents;
import org.peerchallenge.document.PdfDocument;
import org.peerchallenge.document.StoredDocument;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class DocumentDownloadTest {

  private static final UUID ID = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final StoredDocument DOCUMENT =
      new StoredDocument(
          ID,
          new DocumentKey("2019/846", "report-back"),
          1,
          "Report back",
          "Report back \u2013 Brighton and Hove.pdf",
          PdfDocument.MEDIA_TYPE,
          6,
          "0".repeat(64),
          Instant.EPOCH);

  private final StaticListableBeanFactory beans = new StaticListableBeanFactory();

  @Test
  void whoMayReadGetsTheDocumentUnderItsName() throws Exception {
    beans.addBean("access", (DocumentAccess) (user, document) -> user.equals("dcs-846"));
    MockHttpServletResponse response = download(ID.toString(), "dcs-846");
    assertThat(response.getStatus()).isEqualTo(200);
    assertThat(response.getContentAsString()).isEqualTo("marker");
    assertThat(response.getContentType()).isEqualTo("application/pdf");
    assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
    assertThat(response.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(response.getHeader("Content-Disposition"))
        .startsWith("attachment;")
        .contains("filename*=UTF-8''Report%20back%20%E2%80%93%20Brighton%20and%20Hove.pdf");
  }

  @Test
  void everybodyElseCannotTellItFromADocumentThatIsNotThere() throws Exception {
    beans.addBean("access", (DocumentAccess) (user, document) -> user.equals("dcs-846"));
    MockHttpServletResponse missing = download(UUID.randomUUID().toString(), "dcs-846");
    for (MockHttpServletResponse response :
        new MockHttpServletResponse[] {
          download(ID.toString(), "dcs-850"),
          download(ID.toString(), null),
          download("not-an-id", "dcs-846"),
          missing
        }) {
      assertThat(response.getStatus()).isEqualTo(404);
      assertThat(response.getContentAsString()).isEmpty();
      assertThat(response.getHeaderNames()).isEqualTo(missing.getHeaderNames());
    }
  }

  @Test
  void withoutARuleNobodyReadsAndOneThatGrantsIsEnough() throws Exception {
    assertThat(download(ID.toString(), "dcs-846").getStatus()).isEqualTo(404);
    beans.addBean("other kinds", (DocumentAccess) (user, document) -> false);
    assertThat(download(ID.toString(), "dcs-846").getStatus()).isEqualTo(404);
    beans.addBean("this kind", (DocumentAccess) (user, document) -> true);
    assertThat(download(ID.toString(), "dcs-846").getStatus()).isEqualTo(200);
    assertThat(download(ID.toString(), null).getStatus()).isEqualTo(404);
  }

  private MockHttpServletResponse download(String id, String user) throws Exception {
    Documents documents = mock(Documents.class);
    when(documents.find(any())).thenReturn(Optional.empty());
    when(documents.find(ID)).thenReturn(Optional.of(DOCUMENT));
    when(documents.bytes(ID)).thenReturn("marker".getBytes(StandardCharsets.UTF_8));
    MockMvc mvc =
        MockMvcBuilders.standaloneSetup(
                new DocumentDownload(documents, beans.getBeanProvider(DocumentAccess.class)))
            .build();
    MockHttpServletRequestBuilder request = get("/documents/" + id);
    if (user != null) {
      request.principal(() -> user);
    }
    return mvc.perform(request).andReturn().getResponse();
  }
}
