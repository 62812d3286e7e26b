package org.peerchallenge.assessment;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.peerchallenge.benchmark.Audience;
import org.peerchallenge.benchmark.DataSheet;
import org.peerchallenge.benchmark.DataSheets;
import org.peerchallenge.benchmark.Inspection;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.Entry;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.document.Content;
import org.peerchallenge.document.DocumentWords;
import org.peerchallenge.document.PrintsWords;
import org.peerchallenge.document.Wording;
import org.peerchallenge.kernel.EnglishText;
import org.springframework.stereotype.Component;

/**
 * Published figures and inspections of an entry's authorities for a paper that peers read: on the
 * figures that the self-assessment was written on, without those that the region keeps to itself.
 */
@PrintsWords("data-sheet")
@Component
public class DataSheetContent {

  private final FiguresKept kept;
  private final DataSheets sheets;
  private final Cycles cycles;
  private final Wording words;

  DataSheetContent(
      FiguresKept kept, DataSheets sheets, Cycles cycles, DocumentWords documentWords) {
    this.kept = kept;
    this.sheets = sheets;
    this.cycles = cycles;
    this.words = documentWords.of("data-sheet");
  }

  /**
   * A heading of level 1 for the figures and one for the inspections of each authority; nothing
   * before a data sheet was issued.
   *
   * @param day reports that came out later are left away
   */
  public List<Content.Section> of(EntryKey key, LocalDate day) {
    Entry entry = cycles.entry(key);
    return kept.of(key).stream()
        .flatMap(
            asOf ->
                entry.authorities().stream()
                    .flatMap(
                        number ->
                            sheets
                                .of(number, asOf, day, Optional.empty(), Audience.EVERYBODY)
                                .stream()))
        .flatMap(sheet -> parts(sheet, entry.authorities().size() > 1))
        .toList();
  }

  private Stream<Content.Section> parts(DataSheet sheet, boolean several) {
    Content.Builder content = Content.titled(sheet.title());
    content
        .section(
            several
                ? words.of(
                    "Data sheet of {authority}", Map.of("authority", sheet.authority().name()))
                : words.of("Data sheet"))
        .paragraph(DataSheet.ATTRIBUTION);
    for (DataSheet.Topic topic : sheet.topics()) {
      content.heading(3, topic.name());
      TrendLines.addTo(content, topic.rows(), words);
      content.table(
          List.of(
              words.of("Indicator"),
              words.of("Period"),
              words.of("Figure"),
              words.of("Neighbours"),
              words.of("England"),
              words.of("Position")),
          topic.rows().stream()
              .map(
                  row ->
                      List.of(
                          row.name(),
                          row.period(),
                          row.own(),
                          row.neighbours(),
                          row.england(),
                          row.position()))
              .toList());
    }
    content.section(
        several
            ? words.of(
                "Inspection history of {authority}", Map.of("authority", sheet.authority().name()))
            : words.of("Inspection history"));
    if (sheet.inspections().isEmpty()) {
      content.paragraph(words.of("No report of an inspection is known up to this day."));
    } else {
      Map<String, String> areas = Inspection.areas(sheet.inspections());
      content.table(
          Stream.concat(Stream.of(words.of("Report"), words.of("Type")), areas.values().stream())
              .toList(),
          sheet.inspections().stream().map(one -> cells(one, areas.keySet())).toList());
    }
    return content.build().sections().stream();
  }

  private static List<String> cells(Inspection one, Set<String> areas) {
    return Stream.concat(
            Stream.of(EnglishText.day(one.reportPublished()), one.type()),
            areas.stream().map(one::inWords))
        .toList();
  }
}
