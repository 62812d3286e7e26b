package org.peerchallenge.assessment;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.document.VirusScan;
import org.peerchallenge.kernel.Hash;
import org.peerchallenge.kernel.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The files that an authority puts beside its self-assessment as evidence.
 *
 * <p>They follow its text: whoever may read a version reads the files that were there when it was
 * signed. Until then its writers add and remove; what was signed stays.
 */
@Service
public class Evidence {

  /** Of one file, in bytes. */
  public static final int LARGEST = 20_000_000;

  private static final long LARGEST_TOGETHER = 200_000_000;
  private static final int MOST = 100;
  private static final int LONGEST_NAME = 150;

  private static final Logger LOG = LoggerFactory.getLogger(Evidence.class);

  private static final String FILE =
      """
      select e.id, e.entry, e.section, e.file_name, e.media_type, e.size, e.sha256,
        coalesce(p.name, e.added_by) as added_by, e.added_at, e.removed_at
      from evidence e left join person p on p.username = e.added_by
      """;

  private final JdbcClient jdbc;
  private final Assessments assessments;
  private final VirusScan scan;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Evidence(
      JdbcClient jdbc,
      Assessments assessments,
      VirusScan scan,
      TransactionTemplate transaction,
      Clock clock) {
    this.jdbc = jdbc;
    this.assessments = assessments;
    this.scan = scan;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** What stands beside the draft, the oldest first. */
  public List<EvidenceFile> ofDraft(EntryKey entry) {
    return all(entry).stream().filter(file -> file.removedAt().isEmpty()).toList();
  }

  /** What stood beside a version when it was signed, the oldest first. */
  public List<EvidenceFile> of(SignedVersion version) {
    return all(version.entry()).stream().filter(file -> file.isIn(version)).toList();
  }

  public Optional<EvidenceFile> find(EntryKey entry, UUID id) {
    return all(entry).stream().filter(file -> file.id().equals(id)).findFirst();
  }

  /**
   * The content of a file.
   *
   * @throws org.springframework.dao.EmptyResultDataAccessException when the file is gone
   */
  public byte[] bytes(EvidenceFile file) {
    return jdbc.sql("select bytes from evidence_content where sha256 = :sha256")
        .param("sha256", file.sha256())
        .query((row, n) -> row.getBytes("bytes"))
        .single();
  }

  /** Whether files may be added and removed now: while something is being written. */
  public boolean isOpen(EntryKey entry) {
    return switch (assessments.state(entry)) {
      case DRAFT -> true;
      case SIGNED, SHARED, UNSHARED -> assessments.amendment(entry).isPresent();
      case NOT_STARTED, NOT_FINISHED, WITHDRAWN -> false;
    };
  }

  /**
   * Keeps a file. The same file sent again, as after a lost connection, is kept once.
   *
   * @param section beside which it stands; empty for the whole
   * @throws Refused with words for the person, when it is not taken
   */
  public EvidenceFile add(
      EntryKey entry, Optional<Section> section, String fileName, byte[] bytes, String username) {
    String name = cleaned(fileName);
    EvidenceKind kind = kindOf(name, bytes);
    // Before the transaction: a scanner may take its time, and nothing should be locked meanwhile.
    lookAt(name, bytes);
    String sha256 = Hash.sha256(bytes);
    return transaction.execute(
        status -> {
          lock(entry);
          mustBeOpen(entry);
          List<EvidenceFile> there = ofDraft(entry);
          Optional<EvidenceFile> same =
              there.stream()
                  .filter(file -> file.sha256().equals(sha256) && file.name().equals(name))
                  .filter(file -> file.section().equals(section))
                  .findFirst();
          if (same.isPresent()) {
            return same.get();
          }
          mustFit(name, bytes, there);
          return insert(entry, section, name, kind, bytes, sha256, username);
        });
  }

  /**
   * Takes a file away from the draft: for good, unless a signed version has it.
   *
   * @throws Refused with words for the person, once the self-assessment is signed
   */
  public void remove(EvidenceFile file, String username) {
    transaction.executeWithoutResult(
        status -> {
          lock(file.entry());
          mustBeOpen(file.entry());
          if (assessments.versions(file.entry()).stream().anyMatch(file::isIn)) {
            jdbc.sql(
                    """
                    update evidence set removed_at = :now, removed_by = :who
                    where id = :id and removed_at is null
                    """)
                .param("id", file.id())
                .param("now", Sections.offset(clock.instant()))
                .param("who", username)
                .update();
          } else {
            jdbc.sql("delete from evidence where id = :id").param("id", file.id()).update();
          }
          jdbc.sql(
                  """
                  delete from evidence_content c where sha256 = :sha256
                    and not exists (select 1 from evidence e where e.sha256 = c.sha256)
                  """)
              .param("sha256", file.sha256())
              .update();
        });
  }

  private EvidenceFile insert(
      EntryKey entry,
      Optional<Section> section,
      String name,
      EvidenceKind kind,
      byte[] bytes,
      String sha256,
      String username) {
    // The update, which changes nothing, keeps a removal of the same content waiting.
    jdbc.sql(
            """
            insert into evidence_content (sha256, bytes) values (:sha256, :bytes)
            on conflict (sha256) do update set sha256 = excluded.sha256
            """)
        .param("sha256", sha256)
        .param("bytes", bytes)
        .update();
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            insert into evidence (id, entry, section, file_name, media_type, size, sha256,
              added_by, added_at)
            values (:id, :entry, :section, :name, :mediaType, :size, :sha256, :who, :now)
            """)
        .param("id", id)
        .param("entry", entry.value())
        .param("section", section.map(Section::id).orElse(null), java.sql.Types.VARCHAR)
        .param("name", name)
        .param("mediaType", kind.mediaType())
        .param("size", bytes.length)
        .param("sha256", sha256)
        .param("who", username)
        .param("now", Sections.offset(clock.instant()))
        .update();
    return find(entry, id).orElseThrow();
  }

  private static EvidenceKind kindOf(String name, byte[] bytes) {
    EvidenceKind kind =
        EvidenceKind.of(name)
            .orElseThrow(
                () ->
                    new Refused(
                        "“%s” was not uploaded: this file type is not accepted. Accepted are %s."
                            .formatted(name, EvidenceKind.words())));
    if (bytes.length == 0) {
      throw new Refused("“%s” was not uploaded: it is empty.".formatted(name));
    }
    mustNotBeLarge(name, bytes.length);
    if (kind.isClosedByPassword(bytes)) {
      throw new Refused(
          "“%s” was not uploaded: it is closed by a password, or of an old kind. Please save it without one, under the same name, and add it again."
              .formatted(name));
    }
    if (!kind.fits(bytes)) {
      throw new Refused(
          "“%s” was not uploaded: its content is not what its name says. Please open it in the programme that made it, save it as .%s, and add it again."
              .formatted(name, kind.ending()));
    }
    return kind;
  }

  /**
   * Asked before a file is read into memory.
   *
   * @param size in bytes
   * @throws Refused when it is more than {@link #LARGEST}
   */
  public static void mustNotBeLarge(String name, long size) {
    if (size > LARGEST) {
      throw new Refused(
          "“%s” was not uploaded: it is %s and the limit is %s. A PDF made for the screen is often much smaller."
              .formatted(name, EvidenceFile.words(size), EvidenceFile.words(LARGEST)));
    }
  }

  private void lookAt(String name, byte[] bytes) {
    try {
      scan.look(bytes)
          .ifPresent(
              found -> {
                LOG.warn("The virus scanner refused a file: {}", found);
                throw new Refused(
                    "“%s” was not uploaded: the virus scanner found “%s” in it. Please tell your own IT team."
                        .formatted(name, found));
              });
    } catch (IOException e) {
      LOG.error("The virus scanner gave no answer", e);
      throw new Refused(
          "“%s” was not uploaded: it could not be checked for viruses just now. Please try again in a few minutes; if it stays so, tell the programme office."
              .formatted(name));
    }
  }

  private static void mustFit(String name, byte[] bytes, List<EvidenceFile> there) {
    long together = there.stream().mapToLong(EvidenceFile::size).sum() + bytes.length;
    if (there.size() >= MOST || together > LARGEST_TOGETHER) {
      throw new Refused(
          "“%s” was not uploaded: up to %d files and %s together fit beside one self-assessment. Remove what readers need least."
              .formatted(name, MOST, EvidenceFile.words(LARGEST_TOGETHER)));
    }
  }

  private void mustBeOpen(EntryKey entry) {
    if (!isOpen(entry)) {
      throw new Refused(
          "Nothing was changed: the self-assessment is signed, and its files stay with it. An"
              + " amendment opens them again.");
    }
  }

  /** Signing holds the same row: a file is either in the signed version or not. */
  private void lock(EntryKey entry) {
    jdbc.sql("select entry from assessment where entry = :entry for update")
        .param("entry", entry.value())
        .query(String.class)
        .optional();
  }

  /** The name as its owner gave it, without a path and what no file system likes. */
  private static String cleaned(String fileName) {
    String given = fileName == null ? "" : fileName.replaceAll(".*[/\\\\]", "");
    String name =
        Normalizer.normalize(given, Normalizer.Form.NFC)
            .replaceAll("[\\p{Cntrl}\\p{Cf}:*?\"<>|]", "")
            .strip();
    if (name.isEmpty()) {
      throw new Refused("A file without a name was not uploaded.");
    }
    if (name.length() > LONGEST_NAME) {
      throw new Refused(
          "“%s…” was not uploaded: its name is too long; up to %d characters fit."
              .formatted(name.substring(0, 40), LONGEST_NAME));
    }
    return name;
  }

  private List<EvidenceFile> all(EntryKey entry) {
    return jdbc.sql(FILE + "where e.entry = :entry order by e.added_at, e.file_name, e.id")
        .param("entry", entry.value())
        .query(Evidence::file)
        .list();
  }

  private static EvidenceFile file(ResultSet row, int n) throws SQLException {
    return new EvidenceFile(
        row.getObject("id", UUID.class),
        EntryKey.of(row.getString("entry")),
        Optional.ofNullable(row.getString("section")).map(Section::new),
        row.getString("file_name"),
        row.getString("media_type"),
        row.getInt("size"),
        row.getString("sha256"),
        row.getString("added_by"),
        row.getObject("added_at", OffsetDateTime.class).toInstant(),
        Optional.ofNullable(row.getObject("removed_at", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant));
  }
}
