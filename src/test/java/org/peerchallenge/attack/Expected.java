package org.peerchallenge.attack;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The table of who may see what, written out once more for the cases of {@link World}, apart from
 * the code. Users are called after what they are: {@code team-846}, {@code facilitator-2}.
 */
final class Expected {

  /**
   * A case.
   *
   * @param opened to whom its director opened it, never wider than the year's setting
   */
  private record Case(
      String group, List<String> authorities, boolean shared, boolean toAllDirectors) {}

  private static final Map<String, Case> CASES =
      Map.ofEntries(
          Map.entry("2019846", new Case("20191", List.of("846"), false, false)),
          Map.entry("2019869", new Case("20191", List.of("869"), false, false)),
          Map.entry("2019868", new Case("20191", List.of("868"), true, false)),
          Map.entry("2019872", new Case("20191", List.of("872"), false, true)),
          Map.entry("2019867", new Case("20191", List.of("867"), true, true)),
          Map.entry("2019870", new Case("20192", List.of("870"), true, true)),
          Map.entry("2019886", new Case("20192", List.of("886"), true, false)),
          Map.entry("2019936", new Case("20193", List.of("936"), true, true)),
          Map.entry("2019850", new Case("20193", List.of("850", "921"), true, false)),
          // Left the year, and with it its group.
          Map.entry("2019871", new Case("none", List.of("871"), false, false)),
          Map.entry("2018846", new Case("20181", List.of("846"), true, false)),
          Map.entry("2018871", new Case("20181", List.of("871"), true, false)));

  private static final Map<String, Set<String>> MEMBERS =
      Map.of(
          "20191", Set.of("846", "869", "868", "872", "867"),
          "20192", Set.of("870", "886"),
          "20193", Set.of("936", "850", "921"),
          "20181", Set.of("846", "871"),
          "none", Set.of());

  /** Guests of days to come, peers until then; 867 was one at the day of group 2, which is over. */
  private static final Map<String, Set<String>> GUESTS = Map.of("20191", Set.of("936"));

  private static final Map<String, String> FACILITATOR =
      Map.of(
          "20191", "facilitator-1",
          "20192", "facilitator-2",
          "20193", "facilitator-3",
          "20181", "facilitator-1",
          "none", "");

  /** Who sees in Cockpit how many cases wait where, though nothing that is written in them. */
  private static final Set<String> WATCHERS = Set.of("office", "lead", "analyst", "admin");

  private static final Set<String> CAME =
      Set.of("20192team-870", "20192team-886", "20193team-936", "20193team-850");

  /** Reviews that were released and closed, and those of them that the facilitator may read. */
  private static final Set<String> REVIEWED = Set.of("2019870", "2019886");

  private static final Set<String> SETTLED = Set.of("2019870", "2019886", "2018846", "2018871");

  private Expected() {}

  /** Whose rights somebody has: a deputy the director's, a colleague the team's. */
  private static String as(String user) {
    return user.replaceFirst("^deputy-", "dcs-").replaceFirst("^colleague-", "team-");
  }

  /** Whether this text may be in an answer to this person. */
  static boolean mayRead(String who, Marker marker) {
    String user = as(who);
    boolean office = user.equals("office") || user.equals("lead");
    if (marker.owner().equals("plan")) {
      return marker.year().equals("2018") ? hasRole(user) : office;
    }
    if (marker.owner().equals("region")) {
      // A team's are those of its own authority: a test of the sheets tells them apart.
      return office || user.equals("data") || isAny(user, "dcs") || isAny(user, "team");
    }
    if (marker.owner().startsWith("g")) {
      return mayReadOfGroup(user, marker, marker.year() + marker.owner().substring(1), office);
    }
    String key = marker.year() + marker.owner();
    Case about = CASES.get(key);
    if (about == null) {
      return false;
    }
    boolean facilitator = user.equals(FACILITATOR.get(about.group()));
    boolean director = is(user, "dcs", about.authorities());
    boolean own = director || is(user, "team", about.authorities());
    boolean leader = isLeader(user, about.authorities());
    Set<String> peers = comeTogether(about.group());
    boolean peer = is(user, "dcs", peers);
    boolean met = peer || CAME.contains(about.group() + user);
    boolean whole = office || facilitator || SETTLED.contains(key) && (own || leader);
    return switch (marker.kind()) {
      case TEXT, EVIDENCE ->
          own
              || about.shared()
                  && (leader
                      || peer
                      || is(user, "team", peers)
                      || about.toAllDirectors() && isAny(user, "dcs")
                      || facilitator
                      || user.equals("reviewer-1")
                          && (REVIEWED.contains(key) || key.equals("2019868"))
                      || office);
      case AMENDMENT, OWN -> own;
      case OFFICE -> own || office;
      case REVIEWNOTE -> own || office || user.equals("reviewer-1");
      case REVIEW ->
          // Before it is released it is its reviewer's alone.
          key.equals("2019868") && user.equals("reviewer-1")
              || REVIEWED.contains(key)
                  && (own
                      || office
                      || user.equals("reviewer-1")
                      || facilitator && key.equals("2019870"));
      case NOTES -> own || met || facilitator || office;
      case REPORT -> whole || key.equals("2019850") && director;
      case SUMMARY ->
          whole || key.equals("2019850") && director || SETTLED.contains(key) && (own || met);
      case REGISTER ->
          REVIEWED.contains(key)
              ? takesPart(user)
              : whole || key.equals("2019850") && director || SETTLED.contains(key) && met;
      case CASESTUDY -> director || facilitator || office;
      case CIRCULATED -> takesPart(user);
      case PLAN, LEARNING, FEEDBACK, DAY, FIGURES -> false;
    };
  }

  private static boolean mayReadOfGroup(String user, Marker marker, String group, boolean office) {
    boolean facilitator = user.equals(FACILITATOR.get(group));
    Set<String> peers = comeTogether(group);
    boolean met = is(user, "dcs", peers) || CAME.contains(group + user);
    return switch (marker.kind()) {
      case DAY -> met || is(user, "team", peers) || isLeader(user, peers) || facilitator || office;
      case LEARNING -> met || facilitator || office;
      case FEEDBACK -> office || met;
      default -> false;
    };
  }

  private static Set<String> comeTogether(String group) {
    Set<String> all = new HashSet<>(MEMBERS.get(group));
    all.addAll(GUESTS.getOrDefault(group, Set.of()));
    return all;
  }

  /** What whoever takes part may read, whoever wrote it. */
  static boolean isEverybodys(Marker marker) {
    return marker.kind() == Marker.Kind.CIRCULATED
        || marker.kind() == Marker.Kind.REGISTER
            && REVIEWED.contains(marker.year() + marker.owner())
        // Drafted under its author's marker, and circulated.
        || marker.kind() == Marker.Kind.CASESTUDY && marker.owner().equals("870");
  }

  /** How far a case is: its own people, who watches over it, and who reads what it shared. */
  static boolean mayKnowStatus(String who, String key) {
    String user = as(who);
    Case about = CASES.get(key);
    return WATCHERS.contains(user)
        || isFacilitatorOf(user, key)
        || is(user, "dcs", about.authorities())
        || is(user, "team", about.authorities())
        || isLeader(user, about.authorities())
        || mayRead(who, new Marker(key.substring(0, 4), key.substring(4), Marker.Kind.TEXT));
  }

  /** That a review was asked for: whoever reads what is said beside it, and who finds reviewers. */
  static boolean mayKnowOfReview(String who, String local) {
    return WATCHERS.contains(who)
        || mayRead(who, new Marker("2019", local, Marker.Kind.REVIEWNOTE))
        || isFacilitatorOf(who, "2019" + local);
  }

  /** That an inspection is why work rests: its directors and the programme office. */
  static boolean mayKnowOfInspection(String who, String key) {
    return who.equals("office") || isOwnCase(who, key);
  }

  /** Who takes out everything held on an authority, drafts and all. */
  static boolean mayExport(String user) {
    return user.equals("office");
  }

  /** Whether somebody may change what this own endpoint changes, in the case of these values. */
  static boolean isOwnCase(String user, String key) {
    Case about = CASES.get(key);
    return about != null && is(as(user), "dcs", about.authorities());
  }

  static boolean isOwnTeam(String user, String key) {
    Case about = CASES.get(key);
    return about != null && is(as(user), "team", about.authorities());
  }

  static boolean isPeerDirector(String user, String key) {
    Case about = CASES.get(key);
    return about != null && is(as(user), "dcs", MEMBERS.get(about.group()));
  }

  static boolean isFacilitatorOf(String user, String key) {
    Case about = CASES.get(key);
    return about != null && user.equals(FACILITATOR.get(about.group()));
  }

  /** Holders of a role of these authorities, or of the one that came after 921 with its papers. */
  private static boolean is(String user, String role, java.util.Collection<String> authorities) {
    if (!user.matches(role + "-\\d{3}")) {
      return false;
    }
    String number = user.substring(user.length() - 3);
    return authorities.contains(number)
        || number.equals(World.SUCCESSOR) && authorities.contains("921");
  }

  /** Whoever is director, or of the team, of any authority, in the year or not. */
  private static boolean isAny(String user, String role) {
    return is(user, role, World.AUTHORITIES) || user.equals(role + "-" + World.SUCCESSOR_BY_NAME);
  }

  private static boolean isLeader(String user, java.util.Collection<String> authorities) {
    return is(user, "lead-member", authorities)
        || is(user, "chief-executive", authorities)
        || is(user, "trust-chief-executive", authorities);
  }

  static boolean hasRole(String user) {
    return !user.startsWith("former-")
        && !Set.of("nobody", "no-role", "uninvited", "admin").contains(user);
  }

  static boolean takesPart(String user) {
    return hasRole(user) && !user.equals("data") && !user.equals("analyst");
  }
}
