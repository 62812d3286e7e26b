package org.peerchallenge.document.web;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HexFormat;
import org.peerchallenge.document.Content;
import org.peerchallenge.document.OfficePackage;
import org.peerchallenge.document.PdfDocument;
import org.peerchallenge.document.StoredDocument;
import org.peerchallenge.document.WordDocument;
import org.peerchallenge.kernel.EnglandTime;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * The answer that gives a file as an attachment: under its name in every browser, never shown as a
 * page and never stored on the way.
 *
 * <p>The name stands twice, as RFC 6266 says: in ASCII, and in UTF-8 as RFC 8187 encodes it.
 * Spring's own {@code ContentDisposition} writes the first as {@code =?UTF-8?Q?…?=}, which some
 * browsers show as it is.
 */
public final class Download {

  /** Bytes of UTF-8; file systems allow 255, and browsers add a number to a name they know. */
  static final int LONGEST = 240;

  private static final int LONGEST_ENDING = 20;

  /** Beside letters and digits what RFC 8187 allows without encoding. */
  private static final String PLAIN = "!#$&+-.^_`|~";

  private Download() {}

  /**
   * The file as an attachment.
   *
   * @param fileName as somebody named it; what no file can be called is replaced
   * @param mediaType such as {@code application/pdf}
   * @throws org.springframework.http.InvalidMediaTypeException when it is no media type
   */
  public static ResponseEntity<byte[]> of(String fileName, String mediaType, byte[] bytes) {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(mediaType))
        .cacheControl(CacheControl.noStore())
        .header("X-Content-Type-Options", "nosniff")
        .header(HttpHeaders.CONTENT_DISPOSITION, disposition(fileName))
        .body(bytes);
  }

  /** A kept document as an attachment; a Word file says on which day it was kept. */
  public static ResponseEntity<byte[]> of(StoredDocument document, byte[] bytes) {
    return of(
        document.fileName(),
        document.mediaType(),
        document.mediaType().equals(WordDocument.MEDIA_TYPE)
            ? OfficePackage.dated(bytes, EnglandTime.day(document.storedAt()))
            : bytes);
  }

  /**
   * A document written for who asks, as Word to work on or as PDF to print.
   *
   * @param name without its ending
   * @param kind {@code word}, or {@code pdf}
   */
  public static ResponseEntity<byte[]> of(String name, String kind, Content content) {
    return kind.equals("word")
        ? of(name + ".docx", WordDocument.MEDIA_TYPE, WordDocument.write(content))
        : of(name + ".pdf", PdfDocument.MEDIA_TYPE, PdfDocument.write(content));
  }

  static String disposition(String fileName) {
    String name = safe(fileName);
    return "attachment; filename=\"" + ascii(name) + "\"; filename*=UTF-8''" + encoded(name);
  }

  /** The name without what could leave a folder, break a line or show it in another order. */
  private static String safe(String fileName) {
    StringBuilder kept = new StringBuilder();
    fileName
        .codePoints()
        .filter(c -> !isUnseen(c))
        .map(c -> c == '/' || c == '\\' ? '_' : c)
        .forEach(kept::appendCodePoint);
    // Windows drops dots and blanks at the end, so that another ending would be the last.
    String name = kept.toString().strip().replaceFirst("[. ]+$", "");
    int dot = name.lastIndexOf('.');
    String ending =
        dot < 0 || bytes(name.substring(dot)) > LONGEST_ENDING ? "" : name.substring(dot);
    String stem = name.substring(0, name.length() - ending.length()).strip();
    return (stem.isEmpty() ? "download" : cut(stem, LONGEST - bytes(ending)).strip()) + ending;
  }

  /** Control characters, line separators, halves of a pair, and marks that turn the direction. */
  private static boolean isUnseen(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      // Joiners hold emoji and the letters of some scripts together.
      case Character.FORMAT -> c != 0x200c && c != 0x200d && c < 0xe0000;
      default -> false;
    };
  }

  private static String cut(String text, int most) {
    StringBuilder kept = new StringBuilder();
    int size = 0;
    for (int c : text.codePoints().toArray()) {
      size += bytes(Character.toString(c));
      if (size > most) {
        break;
      }
      kept.appendCodePoint(c);
    }
    return kept.toString();
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /**
   * The name for the few programs that do not read the other: accents are left out, and what has no
   * place in a quoted string, or would be decoded in it, becomes an underscore.
   */
  private static String ascii(String name) {
    StringBuilder kept = new StringBuilder();
    Normalizer.normalize(name, Normalizer.Form.NFKD)
        .codePoints()
        .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
        .map(c -> Character.getType(c) == Character.DASH_PUNCTUATION ? '-' : c)
        .map(c -> c < ' ' || c > '~' || "\"\\/%".indexOf(c) >= 0 ? '_' : c)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private static String encoded(String name) {
    StringBuilder written = new StringBuilder();
    for (byte one : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (one & 0xff);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0)) {
        written.append(c);
      } else {
        written.append('%').append(HexFormat.of().withUpperCase().toHexDigits(one));
      }
    }
    return written.toString();
  }
}
