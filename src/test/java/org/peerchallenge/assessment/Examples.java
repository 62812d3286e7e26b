package org.peerchallenge.assessment;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.peerchallenge.engine.FormFiller;

/** Texts for tests; each says that it is an example, since the authorities are real. */
final class Examples {

  static final String TEXT = "This text is an example and says nothing about the authority.";

  static final Section QUALITY_AND_IMPACT = new Section("quality-and-impact");
  static final Section WHOLE_STORY = new Section("whole-story");

  private static final Pattern SHAPE =
      Pattern.compile(
          "bpmnElement=\"userTask_write(\\w+)\"[^>]*>\\s*<dc:Bounds x=\"([\\d.]+)\" y=\"([\\d.]+)\"");

  /** The sections of the diagram in {@code processes/}, in reading order. */
  static final List<Section> SECTIONS = inTheDiagram();

  private Examples() {}

  /** Line by line of the picture: a section that is added is written by every test. */
  private static List<Section> inTheDiagram() {
    SortedMap<Double, Section> byPlace = new TreeMap<>();
    Matcher shape = SHAPE.matcher(read("processes/self-assessment.bpmn"));
    while (shape.find()) {
      String key = shape.group(1).replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
      byPlace.put(
          Double.parseDouble(shape.group(3)) * 10_000 + Double.parseDouble(shape.group(2)),
          new Section(key));
    }
    return List.copyOf(byPlace.values());
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

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
      // Filled in as somebody would who answers every question.
      default ->
          new FormFiller(new ObjectMapper(), TEXT, "2018-12-03")
              .fill(
                  read("forms/" + section.form() + ".form").getBytes(StandardCharsets.UTF_8),
                  Map.of(),
                  Map.of());
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
