package org.peerchallenge.document;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of one kind of document: what the product calls each, and what is printed.
 *
 * @param kind file stem of its Word file, such as {@code report-back}
 */
public record Wording(String kind, Map<String, String> words) {

  private static final Pattern MARKER = Pattern.compile("\\{([^{}]*)}");

  public Wording {
    words = Map.copyOf(words);
  }

  /**
   * What is printed.
   *
   * @param plain the product's own words, as they stand in the left column of the Word file
   * @throws IllegalArgumentException when the file has no such line; a test looks for each
   */
  public String of(String plain) {
    String printed = words.get(plain);
    if (printed == null) {
      throw new IllegalArgumentException(kind + ".docx has no line “" + plain + "”");
    }
    return printed;
  }

  /**
   * As {@link #of(String)}, with a value in the place of each marker. Braces within a value are
   * somebody's words, and no markers.
   *
   * @throws IllegalArgumentException when a marker has no value
   */
  public String of(String plain, Map<String, ?> values) {
    return MARKER
        .matcher(of(plain))
        .replaceAll(
            marker -> {
              Object value = values.get(marker.group(1));
              if (value == null) {
                throw new IllegalArgumentException("No value for " + marker.group());
              }
              return Matcher.quoteReplacement(value.toString());
            });
  }
}
