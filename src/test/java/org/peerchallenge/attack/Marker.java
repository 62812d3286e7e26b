package org.peerchallenge.attack;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A word that stands in a seeded text and says where it belongs.
 *
 * @param year of the case
 * @param owner the first DfE number of an entry, "g1" for a group, "plan" for a year, "region" for
 *     its figures
 * @param kind what was written, see {@link Kind}
 */
record Marker(String year, String owner, Kind kind) {

  /** What a text is, as the table of who may read what names it. */
  enum Kind {
    /** The self-assessment, its first version or what is written towards it. */
    TEXT,
    /** An amendment that is being written. */
    AMENDMENT,
    /** What passes between a team and its director, or is asked of the office. */
    OWN,
    /** What the office and an authority say to one another. */
    OFFICE,
    REVIEW,
    /** What a suggestion, an assignment or a refusal says beside the review. */
    REVIEWNOTE,
    NOTES,
    LEARNING,
    /** What a report says on risk. */
    REPORT,
    /** What a report says in its summary. */
    SUMMARY,
    REGISTER,
    CASESTUDY,
    /** A case study that everybody may read. */
    CIRCULATED,
    PLAN,
    FEEDBACK,
    EVIDENCE,
    /** Where and how a group meets. */
    DAY,
    /** What the region collects for itself; the owner is the region. */
    FIGURES
  }

  private static final Pattern WORD = Pattern.compile("zq(\\d{4})([a-z0-9]+)zz([A-Z]+)qz");

  String word() {
    return "zq" + year + owner + "zz" + kind + "qz";
  }

  /** A sentence with the marker, which says itself that it judges nobody. */
  String text() {
    return word() + " example text, it says nothing about any authority";
  }

  /** Every marker in a text. */
  static Set<Marker> in(String text) {
    Set<Marker> found = new LinkedHashSet<>();
    WORD.matcher(text)
        .results()
        .forEach(
            (MatchResult one) ->
                found.add(new Marker(one.group(1), one.group(2), Kind.valueOf(one.group(3)))));
    return found;
  }
}
