package org.peerchallenge.assessment;

import java.util.Optional;

/**
 * A section as the diagram of an entry asks for it. A list of them is in reading order.
 *
 * @param title as people read it: "Whole story"
 * @param form SHA-256 of the form as it was; empty for years that were opened before forms were
 *     kept
 */
public record AskedSection(Section section, String title, Optional<String> form) {

  /** The section as diagrams, forms and tables write it. */
  public String id() {
    return section.id();
  }
}
