package org.peerchallenge.assessment.process;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.peerchallenge.assessment.FlaggedIndicators;
import org.peerchallenge.assessment.LastYear;
import org.peerchallenge.assessment.Section;
import org.peerchallenge.assessment.Sections;
import org.peerchallenge.assessment.WrittenSection;
import org.peerchallenge.benchmark.Figures;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormHandler;
import org.peerchallenge.engine.FormRejected;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.region.Authority;
import org.peerchallenge.region.DeliveryBody;
import org.peerchallenge.region.Region;
import org.springframework.stereotype.Component;

/** The forms in which a team writes the sections of its self-assessment. */
@Component
class SectionForms implements FormHandler {

  /** Sections of which a handler shows or checks more than their form does. */
  private static final List<Section> READ_BY_JAVA =
      List.of(
          Section.CONTEXT,
          Section.SIGNATURES_OF_RISK,
          Section.STRENGTHS,
          Section.DATA_AND_CONCLUSIONS,
          Section.SINCE_LAST_YEAR,
          Section.OFSTED_ISSUES,
          Section.OFFERS_AND_ASKS,
          Section.SHARING_AND_DECLARATION);

  private static final int MOST_STRENGTHS = 6;
  private static final int MOST_PROPOSALS = 5;
  private static final int MOST_CONCERNED = 3;

  private final Sections sections;
  private final FlaggedIndicators flagged;
  private final Figures figures;
  private final Region region;
  private final Cycles cycles;
  private final LastYear lastYear;
  private final Clock clock;

  SectionForms(
      Sections sections,
      FlaggedIndicators flagged,
      Figures figures,
      Region region,
      Cycles cycles,
      LastYear lastYear,
      Clock clock) {
    this.sections = sections;
    this.flagged = flagged;
    this.figures = figures;
    this.region = region;
    this.cycles = cycles;
    this.lastYear = lastYear;
    this.clock = clock;
  }

  @Override
  public Set<String> forms() {
    return READ_BY_JAVA.stream().map(Section::form).collect(Collectors.toSet());
  }

  /** Every other section that the diagram of a case asks for is kept and shown as it is. */
  @Override
  public boolean looksAfter(FormTask task) {
    return forms().contains(task.form())
        || EntryKey.is(task.businessKey())
            && sections.asked(EntryKey.of(task.businessKey())).stream()
                .anyMatch(one -> one.section().form().equals(task.form()));
  }

  @Override
  public Map<String, Object> show(FormTask task) {
    EntryKey entry = EntryKey.of(task.businessKey());
    Section section = section(task);
    Optional<WrittenSection> written = sections.find(entry, section);
    Map<String, Object> shown = new HashMap<>(prefilled(entry, section));
    written.ifPresent(text -> shown.putAll(text.content()));
    shown.put("title", cycles.title(entry));
    shown.put("page", "/assessments/" + entry);
    shown.put(
        "returnReason",
        sections.returned(entry, section).map(Sections.Returned::reason).orElse(null));
    if (section.equals(Section.CONTEXT)) {
      shown.put("authoritiesCovered", names(entry));
    }
    if (section.equals(Section.DATA_AND_CONCLUSIONS)) {
      shown.put("indicators", indicators(entry, rows(shown, "indicators")));
    }
    return shown;
  }

  @Override
  public void submit(FormTask task, Map<String, Object> values, Author author) {
    EntryKey entry = EntryKey.of(task.businessKey());
    Section section = section(task);
    Map<String, Object> content = new LinkedHashMap<>(values);
    if (section.equals(Section.CONTEXT)) {
      content.put("authoritiesCovered", names(entry));
    } else if (section.equals(Section.SIGNATURES_OF_RISK)) {
      atMost(MOST_CONCERNED, content, "mostConcerned", "signatures that concern you most");
    } else if (section.equals(Section.STRENGTHS)) {
      atLeastOne(content, "strengths", "strength");
      atMost(MOST_STRENGTHS, content, "strengths", "strengths");
    } else if (section.equals(Section.DATA_AND_CONCLUSIONS)) {
      content.put("indicators", indicators(entry, rows(content, "indicators")));
    } else if (section.equals(Section.OFFERS_AND_ASKS)) {
      atMost(MOST_PROPOSALS, content, "offers", "offers");
      atLeastOne(content, "asks", "ask");
      atMost(MOST_PROPOSALS, content, "asks", "asks");
      atLeastOne(content, "insights", "insight wanted");
      atMost(MOST_PROPOSALS, content, "insights", "insights wanted");
    }
    // Of any other section the form itself says all there is to say.
    sections.write(entry, section, content, author.username(), author.at());
  }

  /** What is known before anybody has written. */
  private Map<String, Object> prefilled(EntryKey entry, Section section) {
    if (section.equals(Section.CONTEXT)) {
      return deliveryBody(entry);
    }
    if (section.equals(Section.SINCE_LAST_YEAR)) {
      List<Map<String, Object>> items = lastYear(entry);
      return Map.of("items", items, "nothingOnRecord", items.isEmpty());
    }
    return section.equals(Section.OFSTED_ISSUES)
        ? Map.of("inspections", inspections(entry))
        : Map.of();
  }

  private Map<String, Object> deliveryBody(EntryKey entry) {
    String bodies =
        entry.authorities().stream()
            .map(region::authority)
            .flatMap(authority -> authority.deliveryBody().stream())
            .map(DeliveryBody::name)
            .distinct()
            .collect(Collectors.joining(", "));
    return bodies.isEmpty() ? Map.of() : Map.of("deliveryBody", bodies);
  }

  private List<Map<String, Object>> lastYear(EntryKey entry) {
    return lastYear.of(entry).stream()
        .map(item -> Map.<String, Object>of("kind", item.kind(), "title", fitting(item.title())))
        .toList();
  }

  private static String fitting(String title) {
    return title.length() > 200 ? title.substring(0, 199) + "…" : title;
  }

  private List<Map<String, Object>> inspections(EntryKey entry) {
    LocalDate today = LocalDate.now(clock);
    return entry.authorities().stream()
        .flatMap(
            number ->
                figures.inspections(number, today).stream()
                    .map(
                        inspection ->
                            Map.<String, Object>of(
                                "authority", region.authority(number).name(),
                                "published", EnglishText.day(inspection.reportPublished()),
                                "overall", inspection.overallInWords())))
        .toList();
  }

  /** The flagged indicators, each with what was answered; nobody can add, change or drop one. */
  private List<Map<String, Object>> indicators(EntryKey entry, List<Map<String, Object>> answers) {
    return flagged.of(entry).stream()
        .map(
            flag -> {
              Map<String, Object> row = new LinkedHashMap<>();
              row.put("indicator", flag.indicator());
              row.put("standsOut", flag.reasons());
              answers.stream()
                  .filter(answer -> Objects.equals(answer.get("indicator"), flag.indicator()))
                  .findFirst()
                  .ifPresent(
                      answer -> {
                        row.put("answer", answer.get("answer"));
                        row.put("comment", answer.get("comment"));
                      });
              return row;
            })
        .toList();
  }

  private String names(EntryKey entry) {
    return entry.authorities().stream()
        .map(region::authority)
        .map(Authority::name)
        .collect(Collectors.joining(" and "));
  }

  private static Section section(FormTask task) {
    return new Section(task.form().substring("write-".length()));
  }

  private static void atLeastOne(Map<String, Object> content, String key, String what) {
    if (rows(content, key).isEmpty()) {
      throw new FormRejected("Nothing was saved yet. Please name at least one " + what + ".");
    }
  }

  private static void atMost(int most, Map<String, Object> content, String key, String what) {
    if (content.get(key) instanceof List<?> list && list.size() > most) {
      throw new FormRejected(
          "Nothing was saved yet. Up to %d %s fit; there are %d."
              .formatted(most, what, list.size()));
    }
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> rows(Map<String, Object> content, String key) {
    return content.get(key) instanceof List<?> list ? (List<Map<String, Object>>) list : List.of();
  }
}
