package org.peerchallenge.attack;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;

/** Everything that can be read in an answer: pages, Word and Excel files, PDF, archives. */
final class Texts {

  private Texts() {}

  static String of(byte[] bytes) {
    try {
      return read(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(byte[] bytes) throws IOException {
    if (startsWith(bytes, "PK")) {
      StringBuilder all = new StringBuilder();
      try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          // A word that Word keeps in two runs is one word to its reader.
          all.append(entry.getName()).append('\n').append(read(zip.readAllBytes())).append('\n');
        }
      }
      return all.toString();
    }
    if (startsWith(bytes, "%PDF")) {
      try (var document = Loader.loadPDF(bytes)) {
        // A narrow column breaks long words.
        return new PDFTextStripper().getText(document).replaceAll("\\s", "");
      }
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static boolean startsWith(byte[] bytes, String magic) {
    return bytes.length > magic.length()
        && new String(bytes, 0, magic.length(), StandardCharsets.ISO_8859_1).equals(magic);
  }
}
