package org.peerchallenge.document;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The ZIP of an Office document, with bytes that depend on its content alone. */
public final class OfficePackage {

  private static final String PROPERTIES = "docProps/core.xml";

  private OfficePackage() {}

  /**
   * The same parts with no date in them, for POI writes the time into the ZIP entries and into the
   * core properties.
   */
  public static byte[] withoutTime(byte[] written, String title) throws IOException {
    return withoutTime(written, title, Map.of());
  }

  /**
   * The same.
   *
   * @param instead parts that take the place of those with their names
   */
  static byte[] withoutTime(byte[] written, String title, Map<String, byte[]> instead)
      throws IOException {
    Map<String, byte[]> parts = new HashMap<>(instead);
    parts.put(PROPERTIES, CoreProperties.of(title));
    return changed(written, parts::getOrDefault);
  }

  /**
   * The same with other parts.
   *
   * @param part from a part's name and bytes what stands there instead
   */
  static byte[] changed(byte[] written, BiFunction<String, byte[], byte[]> part)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(written));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        byte[] bytes = in.readAllBytes();
        ZipEntry timeless = new ZipEntry(entry.getName());
        timeless.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        zip.putNextEntry(timeless);
        zip.write(part.apply(entry.getName(), bytes));
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }

  /**
   * The same with a day in its properties, from which programs and archives tell when it was made.
   *
   * @param written one of our own
   */
  public static byte[] dated(byte[] written, LocalDate day) {
    try {
      return changed(
          written,
          (name, bytes) -> name.equals(PROPERTIES) ? CoreProperties.dated(bytes, day) : bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("A document that was kept cannot be read", e);
    }
  }
}
