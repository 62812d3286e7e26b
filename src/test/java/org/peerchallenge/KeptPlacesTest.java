package org.peerchallenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Of each published version, something waits in the kept databases at every place of its diagrams
 * where anything can: a task of a person, a call of another process, a timer, a message.
 */
class KeptPlacesTest {

  private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";

  /** Before it there was none. */
  private static final LocalDate FIRST_PUBLISHED = LocalDate.of(2026, 11, 28);

  /** Places of a version at which nothing can wait, and why. */
  private static final Map<LocalDate, Map<String, String>> UNREACHABLE = Map.of();

  /** Elements that wait by themselves. */
  private static final Set<String> TASKS = Set.of("userTask", "receiveTask", "callActivity");

  /** Elements that wait when they have one of the definitions. */
  private static final Set<String> EVENTS =
      Set.of("startEvent", "boundaryEvent", "intermediateCatchEvent");

  private static final Set<String> DEFINITIONS =
      Set.of(
          "timerEventDefinition",
          "messageEventDefinition",
          "signalEventDefinition",
          "conditionalEventDefinition");

  /** The tables that are read of a dump, row by row, column by column. */
  private record Dump(Map<String, List<Map<String, String>>> tables) {

    private static final Set<String> WANTED =
        Set.of(
            "act_ge_bytearray",
            "act_ru_execution",
            "act_ru_task",
            "act_ru_job",
            "act_ru_jobdef",
            "act_ru_event_subscr");

    static Dump of(List<String> dump) {
      Map<String, List<Map<String, String>>> tables = new HashMap<>();
      Iterator<String> lines = dump.iterator();
      while (lines.hasNext()) {
        String line = lines.next();
        if (!line.startsWith("COPY public.")) {
          continue;
        }
        String[] parts = line.split("[ .(]", 4);
        String[] columns = parts[3].replaceAll("^\\(|\\).*", "").split(", ");
        List<Map<String, String>> rows = new ArrayList<>();
        for (String row = lines.next(); !row.equals("\\."); row = lines.next()) {
          if (WANTED.contains(parts[2])) {
            String[] values = row.split("\t", -1);
            Map<String, String> named = new HashMap<>();
            for (int i = 0; i < columns.length; i++) {
              named.put(columns[i], values[i]);
            }
            rows.add(named);
          }
        }
        tables.put(parts[2], rows);
      }
      return new Dump(tables);
    }

    Stream<Map<String, String>> rows(String table) {
      return tables.get(table).stream();
    }

    /** Where something waits. */
    Set<String> waiting() {
      Set<String> callers =
          rows("act_ru_execution").map(row -> row.get("super_exec_")).collect(Collectors.toSet());
      Map<String, String> activities =
          rows("act_ru_jobdef")
              .collect(Collectors.toMap(row -> row.get("id_"), row -> row.get("act_id_")));
      return Stream.of(
              rows("act_ru_task").map(row -> row.get("task_def_key_")),
              rows("act_ru_execution")
                  .filter(row -> callers.contains(row.get("id_")))
                  .map(row -> row.get("act_id_")),
              rows("act_ru_job")
                  .filter(row -> row.get("type_").equals("timer"))
                  .map(row -> activities.getOrDefault(row.get("job_def_id_"), "")),
              rows("act_ru_event_subscr").map(row -> row.get("activity_id_")))
          .flatMap(place -> place)
          .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Where anything can wait, of all diagrams that are deployed there. */
    Set<String> places() {
      return rows("act_ge_bytearray")
          .filter(row -> row.get("name_").endsWith(".bpmn"))
          .flatMap(row -> placesOf(HexFormat.of().parseHex(row.get("bytes_").substring(3))))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void somethingWaitsAtEveryPlaceOfEachPublishedVersion() throws Exception {
    Map<Path, List<String>> whole = new HashMap<>();
    Map<LocalDate, Set<String>> places = new TreeMap<>();
    Map<LocalDate, Set<String>> waiting = new TreeMap<>();
    for (KeptDatabase kept : KeptDatabase.all()) {
      if (!kept.version().isBefore(FIRST_PUBLISHED)) {
        Dump dump = Dump.of(kept.lines(whole));
        places.computeIfAbsent(kept.version(), none -> new TreeSet<>()).addAll(dump.places());
        waiting.computeIfAbsent(kept.version(), none -> new TreeSet<>()).addAll(dump.waiting());
      }
    }
    assertThat(places).isNotEmpty();
    places.forEach(
        (version, all) -> {
          Set<String> missing = new TreeSet<>(all);
          missing.removeAll(waiting.get(version));
          System.out.printf(
              "The version of %s: something waits at %d of %d places%n",
              version, all.size() - missing.size(), all.size());
          assertThat(missing)
              .as("places of the version of %s at which nothing waits", version)
              .isEqualTo(UNREACHABLE.getOrDefault(version, Map.of()).keySet());
        });
  }

  private static Stream<String> placesOf(byte[] diagram) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      NodeList all =
          factory
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(diagram))
              .getElementsByTagNameNS(BPMN, "*");
      List<String> places = new ArrayList<>();
      for (int i = 0; i < all.getLength(); i++) {
        Element element = (Element) all.item(i);
        String parent = element.getParentNode().getLocalName();
        if (TASKS.contains(element.getLocalName())) {
          places.add(element.getAttribute("id"));
        } else if (DEFINITIONS.contains(element.getLocalName()) && EVENTS.contains(parent)) {
          places.add(((Element) element.getParentNode()).getAttribute("id"));
        }
      }
      return places.stream();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
