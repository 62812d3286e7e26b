package org.peerchallenge.document.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Optional;
import java.util.UUID;
import org.peerchallenge.document.DocumentAccess;
import org.peerchallenge.document.Documents;
import org.peerchallenge.document.StoredDocument;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Downloads a document under its name. */
@RestController
class DocumentDownload {

  private final Documents documents;
  private final ObjectProvider<DocumentAccess> access;

  DocumentDownload(Documents documents, ObjectProvider<DocumentAccess> access) {
    this.documents = documents;
    this.access = access;
  }

  /** The document, or 404 alike for one that is not there and one that is not for this reader. */
  @GetMapping("/documents/{id}")
  ResponseEntity<byte[]> download(@PathVariable String id, HttpServletRequest request) {
    Optional<StoredDocument> readable =
        find(id).filter(document -> mayRead(request.getUserPrincipal(), document));
    if (readable.isEmpty()) {
      return ResponseEntity.notFound().cacheControl(CacheControl.noStore()).build();
    }
    StoredDocument document = readable.get();
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(document.mediaType()))
        .cacheControl(CacheControl.noStore())
        .header("X-Content-Type-Options", "nosniff")
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename(document.fileName(), StandardCharsets.UTF_8)
                .build()
                .toString())
        .body(documents.bytes(document.id()));
  }

  private Optional<StoredDocument> find(String id) {
    try {
      return documents.find(UUID.fromString(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private boolean mayRead(Principal reader, StoredDocument document) {
    // Each feature grants its own kinds of documents; what no rule grants nobody reads.
    return reader != null
        && access.stream().anyMatch(rule -> rule.mayRead(reader.getName(), document));
  }
}
