package org.peerchallenge.document;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.peerchallenge.kernel.Hash;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Store of documents: every version of each; nothing is ever changed or deleted. */
@Service
public class Documents {

  private static final String COLUMNS =
      "select id, owner_key, kind, version, title, file_name, media_type, size, sha256, stored_at from stored_document ";

  private final JdbcClient jdbc;
  private final Clock clock;

  Documents(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Keeps the bytes as the key's next version, in the caller's transaction if there is one. When
   * they equal the newest version, that one is returned and nothing is written: a step that runs
   * again makes no second version.
   */
  @Transactional
  public StoredDocument keep(
      DocumentKey key, String title, String fileName, String mediaType, byte[] bytes) {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(mediaType, "mediaType");
    if (fileName == null || fileName.isBlank() || fileName.matches(".*[/\\\\\\p{Cntrl}].*")) {
      throw new IllegalArgumentException("Not a file name: \"" + fileName + "\"");
    }
    // One writer a key at a time, or two steps would both become version n+1.
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:key, 0))")
        .param("key", "document " + key.ownerKey() + " " + key.kind())
        .query((row, n) -> true)
        .single();
    String sha256 = Hash.sha256(bytes);
    Optional<StoredDocument> latest = latest(key);
    if (latest.isPresent() && latest.get().sha256().equals(sha256)) {
      return latest.get();
    }
    jdbc.sql(
            "insert into stored_content (sha256, bytes) values (:sha256, :bytes) on conflict do nothing")
        .param("sha256", sha256)
        .param("bytes", bytes)
        .update();
    StoredDocument document =
        new StoredDocument(
            UUID.randomUUID(),
            key,
            latest.map(StoredDocument::version).orElse(0) + 1,
            title,
            fileName,
            mediaType,
            bytes.length,
            sha256,
            clock.instant());
    jdbc.sql(
            """
            insert into stored_document (id, owner_key, kind, version, title, file_name, media_type, size, sha256,
              stored_at)
            values (:id, :owner, :kind, :version, :title, :fileName, :mediaType, :size, :sha256, :storedAt)
            """)
        .param("id", document.id())
        .param("owner", key.ownerKey())
        .param("kind", key.kind())
        .param("version", document.version())
        .param("title", title)
        .param("fileName", fileName)
        .param("mediaType", mediaType)
        .param("size", document.size())
        .param("sha256", sha256)
        .param("storedAt", Timestamp.from(document.storedAt()))
        .update();
    return document;
  }

  /** The newest version. */
  public Optional<StoredDocument> latest(DocumentKey key) {
    return jdbc.sql(
            COLUMNS + "where owner_key = :owner and kind = :kind order by version desc limit 1")
        .param("owner", key.ownerKey())
        .param("kind", key.kind())
        .query(Documents::document)
        .optional();
  }

  /** Every version, the newest first. */
  public List<StoredDocument> versions(DocumentKey key) {
    return jdbc.sql(COLUMNS + "where owner_key = :owner and kind = :kind order by version desc")
        .param("owner", key.ownerKey())
        .param("kind", key.kind())
        .query(Documents::document)
        .list();
  }

  /** The newest version of every kind that an owner has, by kind. */
  public List<StoredDocument> of(String ownerKey) {
    return jdbc.sql(
            COLUMNS.replaceFirst("select ", "select distinct on (kind) ")
                + "where owner_key = :owner order by kind, version desc")
        .param("owner", ownerKey)
        .query(Documents::document)
        .list();
  }

  public Optional<StoredDocument> find(UUID id) {
    return jdbc.sql(COLUMNS + "where id = :id")
        .param("id", id)
        .query(Documents::document)
        .optional();
  }

  /**
   * What was kept.
   *
   * @throws org.springframework.dao.EmptyResultDataAccessException when there is no such document
   */
  public byte[] bytes(UUID id) {
    return jdbc.sql(
            "select bytes from stored_content join stored_document using (sha256) where id = :id")
        .param("id", id)
        .query((row, n) -> row.getBytes("bytes"))
        .single();
  }

  private static StoredDocument document(ResultSet row, int number) throws SQLException {
    return new StoredDocument(
        row.getObject("id", UUID.class),
        new DocumentKey(row.getString("owner_key"), row.getString("kind")),
        row.getInt("version"),
        row.getString("title"),
        row.getString("file_name"),
        row.getString("media_type"),
        row.getInt("size"),
        row.getString("sha256"),
        row.getTimestamp("stored_at").toInstant());
  }
}
