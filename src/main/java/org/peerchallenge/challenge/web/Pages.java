package org.peerchallenge.challenge.web;

import org.peerchallenge.document.Documents;
import org.peerchallenge.document.StoredDocument;
import org.peerchallenge.document.web.Download;
import org.peerchallenge.kernel.web.NotFound;
import org.springframework.http.ResponseEntity;
import org.springframework.web.server.ResponseStatusException;

/** What the pages of this feature answer alike. */
final class Pages {

  private Pages() {}

  /** The same answer for what is not there and for what is not for this reader. */
  static ResponseStatusException notFound() {
    return new NotFound();
  }

  static ResponseEntity<byte[]> download(Documents documents, StoredDocument document) {
    return Download.of(document, documents.bytes(document.id()));
  }
}
