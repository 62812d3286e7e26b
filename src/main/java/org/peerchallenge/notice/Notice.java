package org.peerchallenge.notice;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One mail to one person about one step.
 *
 * @param template a file stem of {@code templates/notice}, such as {@code data-sheet-issued}
 * @param model what the template names besides {@code name} and {@code link}, which are added;
 *     short facts only, never what people wrote
 * @param linkPath where to go, as a path on our own server
 */
public record Notice(
    NoticeKey key,
    Recipient recipient,
    String template,
    Map<String, Object> model,
    String linkPath,
    Optional<Invitation> invitation) {

  public Notice {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(recipient, "recipient");
    Objects.requireNonNull(template, "template");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(invitation, "invitation");
    if (linkPath == null || !linkPath.startsWith("/") || linkPath.startsWith("//")) {
      throw new IllegalArgumentException(
          "A notice links to a path on our own server, not to \"" + linkPath + "\"");
    }
  }

  /** A notice without a calendar part. */
  public Notice(
      NoticeKey key,
      Recipient recipient,
      String template,
      Map<String, Object> model,
      String linkPath) {
    this(key, recipient, template, model, linkPath, Optional.empty());
  }
}
