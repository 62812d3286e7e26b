package org.peerchallenge.document;

import java.util.Map;

/**
 * The words of one kind of document: what the product calls each, and what is printed.
 *
 * @param kind file stem of its Word file, such as {@code report-back}
 */
public record Wording(String kind, Map<String, String> words) {

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

  /** As {@link #of(String)}, with what stands for each name in braces. */
  public String of(String plain, Map<String, ?> values) {
    String printed = of(plain);
    for (Map.Entry<String, ?> value : values.entrySet()) {
      printed = printed.replace("{" + value.getKey() + "}", String.valueOf(value.getValue()));
    }
    return printed;
  }
}
