package org.peerchallenge.document;

import java.time.Instant;
import java.util.UUID;

/** One version of a document; its bytes are fetched apart. */
public record StoredDocument(
    UUID id,
    DocumentKey key,
    int version,
    String title,
    String fileName,
    String mediaType,
    int size,
    String sha256,
    Instant storedAt) {}
