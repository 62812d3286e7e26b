package org.peerchallenge.document;

import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.extend.impl.FSDefaultCacheStore;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.CacheStore;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Writes a document as a tagged PDF with its own fonts. The bytes depend on the content alone, not
 * on the time, so that a step that runs again makes no new version.
 */
public final class PdfDocument {

  public static final String MEDIA_TYPE = "application/pdf";

  /**
   * Liberation for the look; the others in turn for what it lacks: DejaVu (signs, Arabic, Hebrew),
   * Droid (Chinese, Japanese, Korean), Noto Emoji. Embedded as subsets; read only when needed.
   */
  private static final List<Font> FONTS =
      List.of(
          new Font(
              "Liberation Sans", 400, FontStyle.NORMAL, "/liberation/LiberationSans-Regular.ttf"),
          new Font("Liberation Sans", 700, FontStyle.NORMAL, "/liberation/LiberationSans-Bold.ttf"),
          new Font(
              "Noto Sans", 400, FontStyle.NORMAL, "/document/fonts/NotoSansMerged-Regular.ttf"),
          new Font(
              "DejaVu Sans",
              400,
              FontStyle.NORMAL,
              "/net/sf/jasperreports/fonts/dejavu/DejaVuSans.ttf"),
          new Font(
              "DejaVu Sans",
              700,
              FontStyle.NORMAL,
              "/net/sf/jasperreports/fonts/dejavu/DejaVuSans-Bold.ttf"),
          new Font(
              "Droid Sans Fallback",
              400,
              FontStyle.NORMAL,
              "/document/fonts/DroidSansFallback.ttf"),
          new Font("Noto Emoji", 400, FontStyle.NORMAL, "/document/fonts/NotoEmoji-Regular.ttf"));

  /** The colours' meaning, which an archive's PDF must carry. */
  private static final byte[] SRGB = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

  /** Skin tones and the wish for colour; a font in black has neither. */
  private static final Pattern PLAIN_EMOJI =
      Pattern.compile("[\\x{1F3FB}-\\x{1F3FF}\\x{FE0E}\\x{FE0F}]");

  private static final Pattern CREATION_DATE =
      Pattern.compile("\\s*<xmp:CreateDate>[^<]*</xmp:CreateDate>");

  /** Between the margins that the template sets, in twentieths of a point. */
  private static final int NARROW = 9638;

  private static final int WIDE = 15137;

  /** Bytes of printed documents, some hundred sheets. */
  private static final long MOST_KEPT = 16L << 20;

  /** Measures of the fonts, so that one is read only when a document writes in it. */
  private static final FSDefaultCacheStore METRICS = new FSDefaultCacheStore();

  private static final SpringTemplateEngine TEMPLATES = templates();

  private static final RecentlyPrinted<String> RECENTLY =
      RecentlyPrinted.byHash(PdfDocument::printAnew, MOST_KEPT);

  static {
    XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.WARNING));
  }

  private PdfDocument() {}

  /** The whole file. */
  public static byte[] write(Content content) {
    return print(html(content));
  }

  /** On which page each section with a heading begins, by its place in the document. */
  static Map<Integer, Integer> pages(Content content) {
    Map<Integer, Integer> pages = new HashMap<>();
    try (PDDocument pdf = Loader.loadPDF(write(content))) {
      List<Integer> headed =
          IntStream.range(0, content.sections().size())
              .filter(at -> !content.sections().get(at).heading().isEmpty())
              .boxed()
              .toList();
      PDDocumentOutline outline = pdf.getDocumentCatalog().getDocumentOutline();
      if (outline != null) {
        int next = 0;
        for (PDOutlineItem item : outline.children()) {
          pages.put(headed.get(next++), pdf.getPages().indexOf(item.findDestinationPage(pdf)) + 1);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The PDF that was just written cannot be read", e);
    }
    return pages;
  }

  /**
   * Prints a page that brings its own look.
   *
   * @param xhtml well-formed, with title and language; its {@code svg} elements may hold
   *     rectangles, polylines, circles and text, and an {@code aria-label} that becomes their
   *     alternative text
   */
  public static byte[] print(String xhtml) {
    return RECENTLY.of(xhtml);
  }

  /** As {@link #write}, whatever was printed before. */
  static byte[] writeAnew(Content content) {
    return printAnew(html(content));
  }

  private static byte[] printAnew(String xhtml) {
    PdfRendererBuilder builder = new PdfRendererBuilder();
    builder.usePdfUaAccessibility(true);
    builder.usePdfAConformance(PdfAConformance.PDFA_2_B);
    builder.useColorProfile(SRGB);
    builder.useUnicodeBidiSplitter(MixedDirections::new);
    builder.useUnicodeBidiReorderer(new MixedDirections.Order());
    builder.useUnicodeLineBreaker(new LineBreaks());
    builder.useReplacementText("\u25a1");
    builder.withProducer("peer-challenge");
    builder.useSVGDrawer(new Pictures());
    builder.usePageSupplier(new Decorations());
    builder.withHtmlContent(xhtml, null);
    builder.useCacheStore(CacheStore.PDF_FONT_METRICS, METRICS);
    boolean everyScript = xhtml.codePoints().anyMatch(PdfDocument::isOfAnotherScript);
    for (Font font : FONTS) {
      if (font.file().startsWith("/document/") && !everyScript) {
        // Reading a font that is not needed takes longer than writing a short document.
        continue;
      }
      builder.useFont(font, font.family(), font.weight(), font.style(), true);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
      renderer.createPDFWithoutClosing();
      try (PDDocument pdf = renderer.getPdfDocument()) {
        // All three are made from the time of day by default.
        pdf.getDocumentInformation().setCreationDate(null);
        withoutTime(pdf.getDocumentCatalog().getMetadata());
        pdf.getDocument().getTrailer().removeItem(COSName.ID);
        pdf.setDocumentId((long) xhtml.hashCode());
        pdf.save(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The PDF cannot be written", e);
    }
    return out.toByteArray();
  }

  /** Beyond Europe's letters and the signs, which Liberation and DejaVu have. */
  private static boolean isOfAnotherScript(int c) {
    return c >= 0x0590 && c < 0x1e00 || c >= 0x2e80;
  }

  private static void withoutTime(PDMetadata metadata) throws IOException {
    String xmp = new String(metadata.toByteArray(), StandardCharsets.UTF_8);
    metadata.importXMPMetadata(
        CREATION_DATE.matcher(xmp).replaceAll("").getBytes(StandardCharsets.UTF_8));
  }

  /** The page that is printed. */
  static String html(Content content) {
    List<String> numbers = content.numbers();
    List<Map<String, Object>> sections = new ArrayList<>();
    for (Content.Section section : content.sections()) {
      String number = numbers.get(sections.size());
      sections.add(
          Map.of(
              "id",
              "section-" + sections.size(),
              "level",
              section.level(),
              "number",
              number,
              "heading",
              text(section.heading()),
              "numbered",
              (number + " " + section.heading()).strip(),
              "newPage",
              content.cover().isPresent() && section.level() == 1 && !number.isEmpty(),
              "blocks",
              section.blocks().stream()
                  .flatMap(PdfDocument::parts)
                  .map(block -> block(block, content.wide()))
                  .toList()));
    }
    Map<String, Object> model = new HashMap<>();
    model.put("title", text(content.title()));
    model.put("subtitle", text(content.subtitle()));
    model.put("attribution", text(content.attribution()));
    model.put("wide", content.wide());
    model.put("sections", sections);
    content.cover().ifPresent(cover -> model.put("cover", facts(cover.facts())));
    model.put("contents", content.contents().stream().map(sections::get).toList());
    return TEMPLATES.process("document", new Context(Locale.UK, model));
  }

  private static Stream<Content.Block> parts(Content.Block block) {
    return block instanceof Content.Paragraph paragraph
        ? paragraph.parts().stream()
        : Stream.of(block);
  }

  private static Map<String, Object> block(Content.Block block, boolean wide) {
    if (block instanceof Content.Paragraph paragraph) {
      return Map.of("kind", "paragraph", "text", text(paragraph.text()));
    } else if (block instanceof Content.Bullets bullets) {
      return Map.of(
          "kind", "bullets", "items", bullets.items().stream().map(PdfDocument::text).toList());
    } else if (block instanceof Content.Steps steps) {
      return Map.of(
          "kind", "steps", "items", steps.items().stream().map(PdfDocument::text).toList());
    } else if (block instanceof Content.Facts facts) {
      return Map.of("kind", "facts", "facts", facts(facts.facts()));
    } else if (block instanceof Content.Picture picture) {
      return Map.of(
          "kind", "picture", "svg", Pictures.withWords(picture.svg(), picture.alternative()));
    } else if (block instanceof Content.Table table) {
      return table(table, wide);
    }
    throw new IllegalStateException("Content has no other blocks");
  }

  private static List<Map<String, Object>> facts(List<Content.Fact> facts) {
    return facts.stream()
        .map(
            fact ->
                Map.<String, Object>of("label", text(fact.label()), "value", text(fact.value())))
        .toList();
  }

  private static Map<String, Object> table(Content.Table table, boolean wide) {
    // Readers aloud need a row: one of empty cells where there is none.
    List<List<String>> cells =
        table.rows().isEmpty()
            ? List.of(table.head().stream().map(one -> "").toList())
            : table.rows();
    List<List<Map<String, Object>>> rows =
        cells.stream().map(row -> row.stream().map(PdfDocument::text).toList()).toList();
    return Map.of(
        "kind",
        "table",
        "widths",
        ColumnWidths.share(table, wide ? WIDE : NARROW),
        "head",
        table.head().stream().map(PdfDocument::text).toList(),
        "bodies",
        Stream.of(rows.subList(0, 1), rows.subList(1, rows.size()))
            .filter(body -> !body.isEmpty())
            .toList());
  }

  /** What a template needs of a piece of text. */
  private static Map<String, Object> text(String words) {
    String shown = PLAIN_EMOJI.matcher(words).replaceAll("");
    return Map.of(
        "words",
        shown,
        "lines",
        Content.lines(shown),
        "direction",
        Characters.isRightToLeft(words) ? "rtl" : "ltr");
  }

  private static SpringTemplateEngine templates() {
    ClassLoaderTemplateResolver resolver =
        new ClassLoaderTemplateResolver(PdfDocument.class.getClassLoader());
    resolver.setPrefix("templates/document/");
    resolver.setSuffix(".html");
    resolver.setTemplateMode(TemplateMode.HTML);
    resolver.setCharacterEncoding("UTF-8");
    SpringTemplateEngine engine = new SpringTemplateEngine();
    engine.setTemplateResolver(resolver);
    return engine;
  }

  /** A font file on the class path. */
  private record Font(String family, int weight, FontStyle style, String file)
      implements FSSupplier<InputStream> {
    @Override
    public InputStream supply() {
      InputStream all = PdfDocument.class.getResourceAsStream(file);
      return file.startsWith("/liberation/") ? withoutLigatures(all) : all;
    }

    /**
     * PDFBox builds a regular expression of all ligatures for each word it writes, which is half
     * the time of a document; the layout has measured the letters one by one anyway.
     */
    private static InputStream withoutLigatures(InputStream font) {
      try (font) {
        byte[] bytes = font.readAllBytes();
        ByteBuffer tables = ByteBuffer.wrap(bytes);
        int count = tables.getShort(TABLE_COUNT);
        for (int at = FIRST_TABLE; at < FIRST_TABLE + count * TABLE_ENTRY; at += TABLE_ENTRY) {
          if (tables.getInt(at) == GLYPH_SUBSTITUTION) {
            // A table of a name that nobody asks for.
            tables.putInt(at, GLYPH_SUBSTITUTION | ' ');
          }
        }
        return new ByteArrayInputStream(bytes);
      } catch (IOException e) {
        throw new UncheckedIOException("A font of the application cannot be read", e);
      }
    }

    /** Offsets in a font's directory of tables, and the name of one of them. */
    private static final int TABLE_COUNT = 4;

    private static final int FIRST_TABLE = 12;
    private static final int TABLE_ENTRY = 16;
    private static final int GLYPH_SUBSTITUTION = 'G' << 24 | 'S' << 16 | 'U' << 8 | 'B';
  }
}
