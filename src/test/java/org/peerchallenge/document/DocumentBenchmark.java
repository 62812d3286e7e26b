package org.peerchallenge.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.Test;

/**
 * How long the papers of a region take: 18 self-assessments in Word and 6 reading packs in PDF,
 * beside the same words written by the bare libraries without contents, pictures, tags, widths or
 * fonts of other scripts: {@code mvn -Pbenchmark test -Dtest=DocumentBenchmark}.
 */
class DocumentBenchmark {

  private static final int ENTRIES = 18;
  private static final int PACKS = 6;
  private static final int THREADS = Runtime.getRuntime().availableProcessors();

  /** Words of a text field, of which an entry has 40: as long as the fields allow is rare. */
  private static final int WORDS = 180;

  /** Packs of each kind before anything is measured: from then on a pack takes what it takes. */
  private static final int WARM = 18;

  private final Random random = new Random(2019);

  @Test
  void thePapersOfARegion() throws Exception {
    List<Content> assessments = new ArrayList<>();
    for (int entry = 0; entry < ENTRIES; entry++) {
      Content.Builder content = cover("Self-assessment " + entry);
      entry(content);
      assessments.add(content.build());
    }
    List<Content> packs = new ArrayList<>();
    for (int pack = 0; pack < PACKS; pack++) {
      Content.Builder content = cover("Reading pack " + pack);
      for (int entry = 0; entry < ENTRIES / PACKS; entry++) {
        content.sections(assessments.get(pack * ENTRIES / PACKS + entry).sections(), 1);
      }
      packs.add(content.build());
    }
    // Before, so that no measurement pays for loading classes and fonts, or for compiling.
    for (int warm = 0; warm < WARM; warm++) {
      PdfDocument.writeAnew(packs.get(warm % PACKS));
      barePdf(packs.get(warm % PACKS));
      WordDocument.write(assessments.get(warm));
    }
    resetPeaks();
    long cpu = cpu();
    double ourPdf = seconds(packs, PdfDocument::writeAnew);
    double cpuOfPack = (cpu() - cpu) / 1e9 / PACKS;
    double together = secondsTogether(packs, PdfDocument::writeAnew);
    cpu = cpu();
    double barePdf = seconds(packs, DocumentBenchmark::barePdf);
    double cpuOfBarePack = (cpu() - cpu) / 1e9 / PACKS;
    double ourWord = seconds(assessments, WordDocument::write);
    double bareWord = seconds(assessments, DocumentBenchmark::bareWord);
    long peak = peak();
    byte[] pack = PdfDocument.writeAnew(packs.get(0));
    long before = System.nanoTime();
    PdfRules.assertKept("pack", pack);
    double validated = (System.nanoTime() - before) / 1e9;
    int pages;
    try (PDDocument pdf = Loader.loadPDF(pack)) {
      pages = pdf.getNumberOfPages();
    }
    System.out.printf(
        """

        The papers of a region
          %d self-assessments in Word       %6.2f s   bare Apache POI %6.2f s
          %d reading packs in PDF            %6.2f s   bare openhtmltopdf %6.2f s, %d pages each
          packs a second                    %6.2f one after another, %.2f by %d at once
          processor for one pack            %6.2f s   bare openhtmltopdf %6.2f s
          both rules read by veraPDF        %6.2f s a pack
          heap at most                      %6d MB
        """,
        ENTRIES,
        ourWord,
        bareWord,
        PACKS,
        ourPdf,
        barePdf,
        pages,
        PACKS / ourPdf,
        PACKS / together,
        THREADS,
        cpuOfPack,
        cpuOfBarePack,
        validated,
        peak >> 20);
    assertThat(pages).isGreaterThan(30);
  }

  private static Content.Builder cover(String title) {
    return Content.titled(title)
        .subtitle("An example")
        .attribution("Invented words.")
        .cover(List.of(new Content.Fact("Authority", "An example")));
  }

  private void entry(Content.Builder content) {
    for (int section = 1; section <= 10; section++) {
      content.section("Section " + section);
      for (int field = 1; field <= 4; field++) {
        content.heading(2, "Question " + field).paragraph(text(WORDS));
      }
    }
    content.section("Data sheet");
    for (int topic = 0; topic < 5; topic++) {
      content.picture(trends(9), "How the figures went");
    }
    content.table(
        List.of("Indicator", "Period", "Figure", "Neighbours", "England", "Position"),
        IntStream.range(0, 43)
            .mapToObj(
                row -> List.of(text(6), "2018", "20.1", "19.8", "21.0", (row + 1) + " of 152"))
            .toList());
  }

  /** As many lines as a topic has indicators, each with its name and its years. */
  private String trends(int lines) {
    Drawing drawing = new Drawing(630, lines * 24 + 4);
    for (int line = 0; line < lines; line++) {
      int top = line * 24;
      drawing
          .text(2, top + 16, Drawing.Anchor.START, false, text(10))
          .trend(List.of("335," + (top + 19), "420," + (top + 8), "505," + (top + 6)))
          .circle(505, top + 6, 2.4, Drawing.INK)
          .text(522, top + 16, Drawing.Anchor.START, false, "2012-13 – 2017-18");
    }
    return drawing.svg();
  }

  private String text(int words) {
    return IntStream.range(0, words)
        .mapToObj(word -> "example".substring(0, 3 + random.nextInt(5)))
        .collect(Collectors.joining(" "));
  }

  private static double seconds(List<Content> contents, Function<Content, byte[]> writer) {
    long before = System.nanoTime();
    contents.forEach(writer::apply);
    return (System.nanoTime() - before) / 1e9;
  }

  /** As the job executor does, by as many as there are processors. */
  private static double secondsTogether(List<Content> contents, Function<Content, byte[]> writer)
      throws InterruptedException {
    long before = System.nanoTime();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      for (Future<byte[]> one :
          threads.invokeAll(
              contents.stream()
                  .map(content -> (Callable<byte[]>) () -> writer.apply(content))
                  .toList())) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("A pack could not be written", e);
    } finally {
      threads.shutdown();
    }
    return (System.nanoTime() - before) / 1e9;
  }

  /** Nanoseconds of a processor that this thread has had, whatever else the machine does. */
  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** The same page by the library alone: no tags, rules, scripts, pictures or fonts of its own. */
  private static byte[] barePdf(Content content) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      PdfRendererBuilder builder = new PdfRendererBuilder();
      builder.withHtmlContent(PdfDocument.html(content), null);
      builder.toStream(out);
      builder.run();
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same words as plain paragraphs and plain tables. */
  private static byte[] bareWord(Content content) {
    try (XWPFDocument word = new XWPFDocument()) {
      for (Content.Section section : content.sections()) {
        word.createParagraph().createRun().setText(section.heading());
        for (Content.Block block : section.blocks()) {
          if (block instanceof Content.Paragraph paragraph) {
            word.createParagraph().createRun().setText(paragraph.text());
          } else if (block instanceof Content.Table table) {
            XWPFTable drawn = word.createTable(table.rows().size(), table.head().size());
            for (int row = 0; row < table.rows().size(); row++) {
              for (int cell = 0; cell < table.head().size(); cell++) {
                drawn.getRow(row).getCell(cell).setText(table.rows().get(row).get(cell));
              }
            }
          }
        }
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      word.write(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<MemoryPoolMXBean> heap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }

  private static void resetPeaks() {
    System.gc();
    heap().forEach(MemoryPoolMXBean::resetPeakUsage);
  }

  /** Bytes, with what waited to be collected: more than was needed. */
  private static long peak() {
    return heap().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
  }
}
