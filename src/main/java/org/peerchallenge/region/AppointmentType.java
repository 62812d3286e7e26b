package org.peerchallenge.region;

/** How somebody holds a role: a director often acts for months before one is appointed. */
public enum AppointmentType {
  PERMANENT("permanent"),
  INTERIM("interim"),
  ACTING("acting");

  private final String words;

  AppointmentType(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}
