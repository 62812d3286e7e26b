package org.peerchallenge.assessment;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.peerchallenge.assessment.FlaggedIndicators.FlaggedIndicator;
import org.peerchallenge.benchmark.AsOf;
import org.peerchallenge.benchmark.DataSheets;
import org.peerchallenge.benchmark.Flag;
import org.peerchallenge.benchmark.Flags;
import org.peerchallenge.benchmark.Indicator;
import org.peerchallenge.benchmark.SheetPdf;
import org.peerchallenge.benchmark.SheetRow;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.document.DocumentKey;
import org.peerchallenge.document.Documents;
import org.peerchallenge.document.PdfDocument;
import org.peerchallenge.notice.NoticeKey;
import org.peerchallenge.region.Region;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Issue of the data sheets before a team writes: one for each authority, and the indicators that
 * stand out in it.
 */
@Service
public class DataSheetIssue {

  /** More than this and nobody explains any of them. */
  private static final int MOST_FLAGS = 8;

  private record Found(String authority, Flag flag) {}

  private final Assessments assessments;
  private final FiguresKept kept;
  private final FlaggedIndicators flagged;
  private final AssessmentNotices notices;
  private final DataSheets sheets;
  private final SheetPdf pdf;
  private final Flags flags;
  private final Documents documents;
  private final Cycles cycles;
  private final Region region;
  private final Clock clock;

  DataSheetIssue(
      Assessments assessments,
      FiguresKept kept,
      FlaggedIndicators flagged,
      AssessmentNotices notices,
      DataSheets sheets,
      SheetPdf pdf,
      Flags flags,
      Documents documents,
      Cycles cycles,
      Region region,
      Clock clock) {
    this.assessments = assessments;
    this.kept = kept;
    this.flagged = flagged;
    this.notices = notices;
    this.sheets = sheets;
    this.pdf = pdf;
    this.flags = flags;
    this.documents = documents;
    this.cycles = cycles;
    this.region = region;
    this.clock = clock;
  }

  /** The key of the data sheet that was issued for one authority of an entry. */
  public static DocumentKey document(EntryKey entry, String dfeNumber) {
    return new DocumentKey(entry.value(), "data-sheet-" + dfeNumber);
  }

  /** Keeps the sheets as they are today, and tells team and director. */
  @Transactional
  public void issue(EntryKey entry, NoticeKey key) {
    assessments.begin(entry);
    AsOf asOf = kept.keep(entry);
    LocalDate today = LocalDate.now(clock);
    for (String dfeNumber : entry.authorities()) {
      sheets
          .of(dfeNumber, asOf, today, Optional.empty())
          .ifPresent(
              sheet ->
                  documents.keep(
                      document(entry, dfeNumber),
                      sheet.title(),
                      "data-sheet-" + dfeNumber + ".pdf",
                      PdfDocument.MEDIA_TYPE,
                      pdf.write(sheet)));
    }
    notices.post(
        key, "data-sheet-issued", entry, cycles.assessmentDue(entry), notices.owners(entry));
  }

  /** Keeps up to eight indicators that stand out, over all authorities of the entry. */
  @Transactional
  public void flag(EntryKey entry) {
    AsOf asOf = kept.keep(entry);
    boolean several = entry.authorities().size() > 1;
    List<FlaggedIndicator> found =
        entry.authorities().stream()
            .flatMap(number -> flags.of(number, asOf).stream().map(flag -> new Found(number, flag)))
            .sorted(Comparator.comparingInt((Found one) -> -one.flag().reasons().size()))
            .limit(MOST_FLAGS)
            .map(one -> told(one, several))
            .toList();
    flagged.keep(entry, found);
  }

  private FlaggedIndicator told(Found found, boolean namesAuthority) {
    Indicator indicator = found.flag().indicator();
    SheetRow row = new SheetRow(found.flag().comparison());
    return new FlaggedIndicator(
        (namesAuthority ? region.authority(found.authority()).name() + ": " : "")
            + indicator.name()
            + ", "
            + row.period(),
        String.join("; ", found.flag().reasons()),
        found.authority(),
        indicator.code(),
        indicator.topic(),
        figures(row));
  }

  /** "28.3; England 21.9; the region 23.0; statistical neighbours 22.4; by year 2017: 27.0; …". */
  private static String figures(SheetRow row) {
    return row.own()
        + (row.england().isEmpty() ? "" : "; England " + row.england())
        + (row.region().isEmpty() ? "" : "; the region " + row.region())
        + (row.neighbours().isEmpty() ? "" : "; statistical neighbours " + row.neighbours())
        + (row.trendWords().isEmpty() ? "" : "; by year " + row.trendWords());
  }
}
