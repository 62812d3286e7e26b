package org.peerchallenge.assessment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Texts for tests; each says that it is an example, since the authorities are real. */
final class Examples {

  static final String TEXT = "This text is an example and says nothing about the authority.";

  private Examples() {}

  static Map<String, Object> of(Section section) {
    return switch (section) {
      case CONTEXT ->
          map("leadAuthor", "Example author", "period", "April to November", "localStory", TEXT);
      case QUALITY_AND_IMPACT -> map("whatWeKnow", TEXT, "howWeKnow", TEXT, "plans", TEXT);
      case SIGNATURES_OF_RISK -> signatures();
      case STRENGTHS ->
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
      case DATA_AND_CONCLUSIONS -> map("sources", List.of("lait", "own-reports"));
      case SINCE_LAST_YEAR -> map("anythingElse", TEXT);
      case OFSTED_ISSUES ->
          map(
              "issues",
              List.of(map("issue", "Example issue", "response", TEXT, "status", "embedded")));
      case WHOLE_STORY -> map("howItJoinsUp", TEXT, "whatChildrenSay", TEXT);
      case OFFERS_AND_ASKS ->
          map(
              "offers", List.of(proposal("Example offer", "workforce")),
              "asks", List.of(proposal("Example ask", "placements")),
              "insights", List.of(proposal("Example question", "leadership")));
      case SHARING_AND_DECLARATION ->
          map("mayRead", "ALL_DCS", "nobodyIdentified", true, "reviewWanted", "no");
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
