package org.peerchallenge.document;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Key of a document: what it is about, whatever its version.
 *
 * @param ownerKey the business key it belongs to: {@code 2019/850-921} (entry), {@code
 *     2019/group-3}, {@code 2019}
 * @param kind for instance {@code self-assessment}, {@code report-back}, {@code reading-pack},
 *     {@code plan}, {@code data-sheet}
 */
public record DocumentKey(String ownerKey, String kind) {

  private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]*");

  public DocumentKey {
    Objects.requireNonNull(ownerKey, "ownerKey");
    Objects.requireNonNull(kind, "kind");
    if (ownerKey.isBlank() || !KIND.matcher(kind).matches()) {
      throw new IllegalArgumentException(
          "Not a document's key: \"" + ownerKey + "\", \"" + kind + "\"");
    }
  }
}
