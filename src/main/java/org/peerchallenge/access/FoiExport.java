package org.peerchallenge.access;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.peerchallenge.access.FoiDataFinder.Rows;
import org.peerchallenge.access.ReadingLog.What;
import org.peerchallenge.cycle.Cycle;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.Entry;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.document.Documents;
import org.peerchallenge.document.StoredDocument;
import org.peerchallenge.region.Authority;
import org.peerchallenge.region.DatedRole;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Export for a request under the Freedom of Information Act: everything held on one authority as
 * one archive, tables as CSV, documents and files as they are, and a list of what somebody must
 * look at before any of it is given away.
 */
@Service
public class FoiExport {

  /** What a redactor looks for, by the name of a column; every other text is looked at too. */
  private static final Map<String, String> PERSONAL =
      Map.of(
          "name", "names a person",
          "email", "a person's e-mail address",
          "recipient_email", "a person's e-mail address",
          "recipient_name", "names a person",
          "signer_name", "names a person",
          "username", "an account, which may name a person",
          "reader", "an account, which may name a person",
          "contact", "may name a person or give a telephone number");

  private static final Set<String> OF_THE_GROUP =
      Set.of(
          "learning",
          "feedback",
          "reading_pack",
          "session",
          "attendee",
          "attendance",
          "invitation",
          "challenge_day");

  private static final Set<String> DRAFTS = Set.of("section", "section_history", "draft");

  private final FoiDataFinder foiData;
  private final Region region;
  private final Cycles cycles;
  private final Documents documents;
  private final ReadingLog log;

  FoiExport(
      FoiDataFinder foiData, Region region, Cycles cycles, Documents documents, ReadingLog log) {
    this.foiData = foiData;
    this.region = region;
    this.cycles = cycles;
    this.documents = documents;
    this.log = log;
  }

  /**
   * Writes the archive, and logs for each of the authority's entries that it was made.
   *
   * @throws java.util.NoSuchElementException when the region has no such authority
   */
  @Transactional
  public byte[] archive(String dfeNumber, String madeBy) {
    Authority authority = region.authority(dfeNumber);
    List<EntryKey> entries = new ArrayList<>();
    for (Cycle cycle : cycles.all()) {
      cycles.everyEntry(cycle.key()).stream()
          .map(Entry::key)
          .filter(key -> key.authorities().contains(dfeNumber))
          .forEach(entries::add);
    }
    entries.forEach(entry -> log.note(entry, madeBy, What.EVERYTHING));
    List<String> groups =
        entries.stream()
            .flatMap(entry -> cycles.lastGroupOf(entry).stream())
            .map(group -> group.key().value())
            .toList();
    List<Person> people =
        region.history(dfeNumber).stream().map(DatedRole::person).distinct().toList();
    List<Rows> held =
        foiData.of(
            dfeNumber,
            entries.stream().map(EntryKey::value).toList(),
            groups,
            people.stream().map(Person::username).toList(),
            people.stream().map(Person::email).toList());
    return write(authority, entries, groups, held);
  }

  private byte[] write(
      Authority authority, List<EntryKey> entries, List<String> groups, List<Rows> held) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<List<String>> look = new ArrayList<>();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      for (Rows rows : held) {
        writeTable(zip, rows, look);
      }
      for (String owner :
          Stream.concat(entries.stream().map(EntryKey::value), groups.stream()).toList()) {
        writeDocuments(zip, owner, held, look);
      }
      put(
          zip,
          "redaction-list.csv",
          csv(List.of("file", "column", "how many", "look at it because"), look));
      put(zip, "read-me-first.txt", readMe(authority));
    } catch (IOException e) {
      throw new IllegalStateException("The archive cannot be written", e);
    }
    return bytes.toByteArray();
  }

  private static void writeTable(ZipOutputStream zip, Rows rows, List<List<String>> look)
      throws IOException {
    String file = "tables/" + rows.table() + ".csv";
    List<List<String>> lines = new ArrayList<>();
    for (int r = 0; r < rows.rows().size(); r++) {
      List<String> line = new ArrayList<>();
      for (int c = 0; c < rows.columns().size(); c++) {
        Object value = rows.rows().get(r).get(c);
        if (value instanceof byte[] content) {
          String name = "files/%s/%d-%s".formatted(rows.table(), r + 1, rows.columns().get(c));
          put(zip, name, content);
          look.add(List.of(name, "", "1", "a file that somebody attached"));
          line.add(name);
        } else {
          line.add(value == null ? "" : value.toString());
        }
      }
      lines.add(line);
    }
    put(zip, file, csv(rows.columns(), lines));
    for (int c = 0; c < rows.columns().size(); c++) {
      int column = c;
      long texts =
          lines.stream()
              .map(line -> line.get(column))
              .filter(text -> text.length() > 40 || isPersonal(rows, column) && !text.isEmpty())
              .count();
      if (texts > 0) {
        look.add(List.of(file, rows.columns().get(c), String.valueOf(texts), why(rows, column)));
      }
    }
  }

  private static boolean isPersonal(Rows rows, int column) {
    String name = rows.columns().get(column);
    return PERSONAL.containsKey(name) || name.endsWith("_by");
  }

  private static String why(Rows rows, int column) {
    String name = rows.columns().get(column);
    if (name.endsWith("_by")) {
      return "an account, which may name a person";
    }
    if (PERSONAL.containsKey(name)) {
      return PERSONAL.get(name);
    }
    String text = "people's own words: may name persons, families, other authorities";
    if (OF_THE_GROUP.contains(rows.table())) {
      return text + "; it is about the other authorities of the group too, who are to be asked";
    }
    return DRAFTS.contains(rows.table()) ? text + "; a draft, which was never shared" : text;
  }

  private void writeDocuments(
      ZipOutputStream zip, String owner, List<Rows> held, List<List<String>> look)
      throws IOException {
    Rows kept =
        held.stream()
            .filter(rows -> rows.table().equals("stored_document"))
            .findFirst()
            .orElse(new Rows("stored_document", List.of(), List.of()));
    int id = kept.columns().indexOf("id");
    int key = kept.columns().indexOf("owner_key");
    Set<UUID> ids = new LinkedHashSet<>();
    kept.rows().stream()
        .filter(row -> owner.equals(row.get(key)))
        .forEach(row -> ids.add(UUID.fromString(row.get(id).toString())));
    for (UUID one : ids) {
      StoredDocument document = documents.find(one).orElseThrow();
      String file =
          "documents/%s/%s version %d/%s"
              .formatted(
                  owner.replace('/', '-'),
                  document.key().kind(),
                  document.version(),
                  document.fileName());
      put(zip, file, documents.bytes(one));
      look.add(
          List.of(
              file,
              "",
              "1",
              owner.contains("group-")
                  ? "holds what other authorities of the group wrote: they are to be asked"
                  : "people's own words and names"));
    }
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }

  private static byte[] csv(List<String> header, List<List<String>> lines) {
    StringWriter text = new StringWriter();
    // Excel takes UTF-8 only with this mark.
    text.write('\uFEFF');
    try (CsvWriter writer = CsvWriter.builder().build(text)) {
      writer.writeRecord(header);
      lines.forEach(line -> writer.writeRecord(line.stream().map(FoiExport::harmless).toList()));
    } catch (IOException e) {
      throw new IllegalStateException("The table cannot be written", e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A spreadsheet calculates what begins like this, whoever wrote it. */
  private static String harmless(String text) {
    return text.matches("(?s)[=+@\\t\\r-].*") ? "'" + text : text;
  }

  private static byte[] readMe(Authority authority) {
    return """
    Everything held on %s (%s)

    documents/           Word and PDF documents, every version that was kept
    tables/              one CSV file for each table: what was written, signed, reviewed, noted,
                         reported, agreed, sent and read; drafts that were never shared as well
    files/               files that people attached
    redaction-list.csv   what must be looked at before any of this is given away, and why

    Nothing here has been redacted. It names people, it holds drafts, and some of it was written
    by or is about other authorities of the region: ask them before you give it away. Published
    figures are not in it; they are DfE's and Ofsted's, under the Open Government Licence v3.0.
    That this archive was made is recorded, and the authority sees it.
    """
        .formatted(authority.name(), authority.dfeNumber())
        .replace("\n", "\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
