package org.peerchallenge.assessment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Texts for tests; each says that it is an example, since the authorities are real. */
final class Examples {

  static final String TEXT = "This text is an example and says nothing about the authority.";

  static final Section QUALITY_AND_IMPACT = new Section("quality-and-impact");
  static final Section WHOLE_STORY = new Section("whole-story");

  /** The sections of the diagram in {@code processes/}, in reading order. */
  static final List<Section> SECTIONS =
      List.of(
          Section.CONTEXT,
          QUALITY_AND_IMPACT,
          Section.SIGNATURES_OF_RISK,
          Section.STRENGTHS,
          Section.DATA_AND_CONCLUSIONS,
          Section.SINCE_LAST_YEAR,
          Section.OFSTED_ISSUES,
          WHOLE_STORY,
          Section.OFFERS_AND_ASKS,
          Section.SHARING_AND_DECLARATION);

  private Examples() {}

  /** For a year that no process runs of: all sections, with no questions in their forms. */
  static List<Sections.OfDiagram> ofDiagram() {
    return SECTIONS.stream()
        .map(section -> new Sections.OfDiagram(section, section.id(), "{}"))
        .toList();
  }

  static Map<String, Object> of(Section section) {
    return switch (section.id()) {
      case "context" ->
          map("leadAuthor", "Example author", "period", "April to November", "localStory", TEXT);
      case "quality-and-impact" -> map("whatWeKnow", TEXT, "howWeKnow", TEXT, "plans", TEXT);
      case "signatures-of-risk" -> signatures();
      case "strengths" ->
          map(
              "strengths",
              List.of(
                  map(
                      "title",
                      "Example strength",
                      "whatWeDo",
                      TEXT,
                      "evidenceOfImpact",
                      TEXT,
                      "evidenceKind",
                      "audit",
                      "mayBeOffered",
                      true,
                      "mayBecomeCaseStudy",
                      true)));
      case "data-and-conclusions" -> map("sources", List.of("lait", "own-reports"));
      case "since-last-year" -> map("anythingElse", TEXT);
      case "ofsted-issues" ->
          map(
              "issues",
              List.of(map("issue", "Example issue", "response", TEXT, "status", "embedded")));
      case "whole-story" -> map("howItJoinsUp", TEXT, "whatChildrenSay", TEXT);
      case "offers-and-asks" ->
          map(
              "offers", List.of(proposal("Example offer", "workforce")),
              "asks", List.of(proposal("Example ask", "placements")),
              "insights", List.of(proposal("Example question", "leadership")));
      case "sharing-and-declaration" ->
          map("mayRead", "ALL_DCS", "nobodyIdentified", true, "reviewWanted", "no");
      default -> throw new IllegalArgumentException("No example of " + section);
    };
  }

  static Map<String, Object> wishingForAReview() {
    return map(
        "mayRead",
        "ALL_DCS",
        "nobodyIdentified",
        true,
        "reviewWanted",
        "yes",
        "reviewQuestions",
        List.of("strengthsAndImpact", "wholeStory"));
  }

  static Map<String, Object> signatures() {
    Map<String, Object> values = new HashMap<>();
    for (SignatureOfRisk signature : SignatureOfRisk.values()) {
      values.put(signature.id() + "Rating", "noConcern");
      values.put(signature.id() + "Trend", "stable");
      values.put(signature.id() + "Evidence", TEXT);
    }
    values.put("workforceRating", "concern");
    values.put("workforceAction", TEXT);
    values.put("mostConcerned", List.of("workforce", "budget"));
    return values;
  }

  static Map<String, Object> proposal(String title, String theme) {
    return map("title", title, "description", TEXT, "theme", theme);
  }

  static Map<String, Object> map(Object... pairs) {
    Map<String, Object> map = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
