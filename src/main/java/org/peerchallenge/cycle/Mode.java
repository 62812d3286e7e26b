package org.peerchallenge.cycle;

/** How a group meets. */
public enum Mode {
  IN_PERSON("In person"),
  VIRTUAL("Virtual"),
  HYBRID("Some in the room, some on screen");

  private final String words;

  Mode(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}
