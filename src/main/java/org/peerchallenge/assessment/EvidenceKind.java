package org.peerchallenge.assessment;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of files that are taken as evidence; each is known by its name and its first bytes. */
public enum EvidenceKind {
  PDF("pdf", "application/pdf", "%PDF-"),
  DOCX("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "PK"),
  XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "PK"),
  PPTX("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", "PK"),
  ODT("odt", "application/vnd.oasis.opendocument.text", "PK"),
  ODS("ods", "application/vnd.oasis.opendocument.spreadsheet", "PK"),
  ODP("odp", "application/vnd.oasis.opendocument.presentation", "PK"),
  PNG("png", "image/png", "\u0089PNG\r\n"),
  JPG("jpg", "image/jpeg", "\u00ff\u00d8\u00ff"),
  JPEG("jpeg", "image/jpeg", "\u00ff\u00d8\u00ff"),
  CSV("csv", "text/csv", ""),
  TXT("txt", "text/plain", "");

  private final String ending;
  private final String mediaType;
  private final byte[] beginning;

  EvidenceKind(String ending, String mediaType, String beginning) {
    this.ending = ending;
    this.mediaType = mediaType;
    this.beginning = beginning.getBytes(StandardCharsets.ISO_8859_1);
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
    return bytes.length > beginning.length
        && Arrays.equals(bytes, 0, beginning.length, beginning, 0, beginning.length);
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
