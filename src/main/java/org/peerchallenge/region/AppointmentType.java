package org.peerchallenge.region;

/**
 * Type of an appointment, or how somebody holds a role: a director often acts for months before one
 * is appointed.
 */
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
