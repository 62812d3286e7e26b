package org.peerchallenge.challenge;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import org.peerchallenge.assessment.SignatureOfRisk;
import org.peerchallenge.assessment.Theme;
import org.peerchallenge.region.Role;

/** Dates and times as people read them. */
public final class Words {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.UK);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.UK);

  private Words() {}

  /** Friday 15 February 2019. */
  public static String day(LocalDate day) {
    return day.format(DAY);
  }

  /** What somebody is for an authority. */
  public static String role(Role role) {
    return switch (role) {
      case DCS -> "Director";
      case TRUST_CHIEF_EXECUTIVE -> "Chief executive of the trust or company";
      case TEAM -> "Team";
      case LEAD_MEMBER -> "Lead member";
      case CHIEF_EXECUTIVE -> "Chief executive";
      default -> role.id();
    };
  }

  /** A signature of risk by its id, as an insight names it. */
  public static String signature(String id) {
    return Arrays.stream(SignatureOfRisk.values())
        .filter(one -> one.id().equals(id))
        .map(SignatureOfRisk::title)
        .findFirst()
        .orElse("None in particular");
  }

  /** A theme by its id; empty when none was chosen. */
  public static String theme(String id) {
    return id == null || id.isBlank() ? "" : Theme.of(id).title();
  }

  /** 09:30. */
  public static String time(LocalTime time) {
    return time.format(TIME);
  }
}
