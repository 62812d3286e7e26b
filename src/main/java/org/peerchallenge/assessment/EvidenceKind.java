package org.peerchallenge.assessment;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The kinds of files that are taken as evidence; each is known by its name, its first bytes and,
 * for an archive of parts, by the names of the parts. Those stand in clear in it, so nothing has to
 * be unpacked to look: an archive that unpacks without end is as harmless as any other.
 */
public enum EvidenceKind {
  PDF("pdf", "application/pdf", "%PDF-"),
  DOCX(
      "docx",
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      "PK",
      "[Content_Types].xml",
      "word/"),
  XLSX(
      "xlsx",
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "PK",
      "[Content_Types].xml",
      "xl/"),
  PPTX(
      "pptx",
      "application/vnd.openxmlformats-officedocument.presentationml.presentation",
      "PK",
      "[Content_Types].xml",
      "ppt/"),
  ODT(
      "odt",
      "application/vnd.oasis.opendocument.text",
      "PK",
      "mimetype",
      "application/vnd.oasis.opendocument.text"),
  ODS(
      "ods",
      "application/vnd.oasis.opendocument.spreadsheet",
      "PK",
      "mimetype",
      "application/vnd.oasis.opendocument.spreadsheet"),
  ODP(
      "odp",
      "application/vnd.oasis.opendocument.presentation",
      "PK",
      "mimetype",
      "application/vnd.oasis.opendocument.presentation"),
  PNG("png", "image/png", "\u0089PNG\r\n"),
  JPG("jpg", "image/jpeg", "\u00ff\u00d8\u00ff"),
  JPEG("jpeg", "image/jpeg", "\u00ff\u00d8\u00ff"),
  CSV("csv", "text/csv", ""),
  TXT("txt", "text/plain", "");

  private static final byte[] OLD_OFFICE = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0};

  private final String ending;
  private final String mediaType;
  private final byte[] beginning;
  private final String[] parts;

  EvidenceKind(String ending, String mediaType, String beginning, String... parts) {
    this.ending = ending;
    this.mediaType = mediaType;
    this.beginning = beginning.getBytes(StandardCharsets.ISO_8859_1);
    this.parts = parts;
  }

  String ending() {
    return ending;
  }

  public String mediaType() {
    return mediaType;
  }

  /** For a browser's file dialogue: ".pdf,.docx". */
  public static String endings() {
    return Arrays.stream(values()).map(kind -> "." + kind.ending).collect(Collectors.joining(","));
  }

  /** For people. */
  public static String words() {
    return "PDF, Word (.docx), Excel (.xlsx), PowerPoint (.pptx), OpenDocument, pictures (.png,"
        + " .jpg), .csv and .txt";
  }

  /** By the ending of a file's name; empty when the kind is not taken. */
  static Optional<EvidenceKind> of(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(kind -> name.endsWith("." + kind.ending)).findFirst();
  }

  /** Whether the content is what the name says: a renamed programme is not a PDF. */
  boolean fits(byte[] bytes) {
    if (beginning.length == 0) {
      return isText(bytes);
    }
    if (bytes.length <= beginning.length
        || !Arrays.equals(bytes, 0, beginning.length, beginning, 0, beginning.length)) {
      return false;
    }
    if (parts.length == 0) {
      return true;
    }
    // One character a byte, so that names are found wherever they stand.
    String content = new String(bytes, StandardCharsets.ISO_8859_1);
    return Arrays.stream(parts).allMatch(content::contains);
  }

  /** Whether it is an Office file that a password closes; it looks like one of the nineties. */
  boolean isClosedByPassword(byte[] bytes) {
    return parts.length > 0
        && bytes.length > OLD_OFFICE.length
        && Arrays.equals(bytes, 0, OLD_OFFICE.length, OLD_OFFICE, 0, OLD_OFFICE.length);
  }

  private static boolean isText(byte[] bytes) {
    for (byte one : bytes) {
      if (one == 0) {
        return false;
      }
    }
    return true;
  }
}
