package org.peerchallenge.document;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.text.Bidi;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.poi.common.usermodel.PictureType;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.util.Units;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFFooter;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFPicture;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.apache.xmlbeans.XmlException;
import org.apache.xmlbeans.impl.xb.xmlschema.SpaceAttribute;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTBookmark;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTHyperlink;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTNumLvl;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTP;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageSz;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTR;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSimpleField;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTabStop;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblGrid;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblGridCol;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTText;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.NumberingDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STFldCharType;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STPageOrientation;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTabJc;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.StylesDocument;

/**
 * Writes a document as Word, with Word's own heading styles. The bytes depend on the content alone,
 * not on the time, so that a step that runs again makes no new version.
 */
public final class WordDocument {

  public static final String MEDIA_TYPE =
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

  /** A4 and its margins in twentieths of a point. */
  private static final int SHORT_SIDE = 11906;

  private static final int LONG_SIDE = 16838;
  private static final int MARGIN = 1134;

  /** Where numbering.xml counts headings, and typed lists. */
  private static final BigInteger HEADINGS = BigInteger.TWO;

  private static final BigInteger STEPS_SCHEME = BigInteger.TWO;

  private static final String NON_BREAKING_HYPHEN = "\u2011";

  private static final Pattern YEAR = Pattern.compile("\\b(\\d{4})-(\\d{2})\\b(?!-)");

  private WordDocument() {}

  /** The whole file. */
  public static byte[] write(Content content) {
    try (XWPFDocument word = new XWPFDocument()) {
      word.createStyles().setStyles(StylesDocument.Factory.parse(part("styles.xml")).getStyles());
      word.createNumbering()
          .setNumbering(NumberingDocument.Factory.parse(part("numbering.xml")).getNumbering());
      setPage(word, content);
      writeHeaderAndFooter(word, content);
      paragraph(
          word,
          content.cover().isPresent() ? "CoverTitle" : "Title",
          keptTogether(content.title()));
      paragraph(word, "Subtitle", keptTogether(content.subtitle()));
      content.cover().ifPresent(cover -> writeFacts(word, cover.facts(), room(content.wide())));
      paragraph(word, "Attribution", content.attribution());
      if (content.cover().isPresent()) {
        writeContents(word, content);
      }
      writeSections(word, content);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      word.write(out);
      return withoutTime(out.toByteArray(), content.title());
    } catch (IOException e) {
      throw new UncheckedIOException("The Word document cannot be written", e);
    } catch (XmlException e) {
      throw new IllegalStateException("The Word styles in our own jar are damaged", e);
    }
  }

  /** A title in which a year such as 2018-19 is not broken at the end of a line. */
  private static String keptTogether(String title) {
    return YEAR.matcher(title).replaceAll("$1" + NON_BREAKING_HYPHEN + "$2");
  }

  private static void writeSections(XWPFDocument word, Content content) {
    List<String> numbers = content.numbers();
    for (int at = 0; at < content.sections().size(); at++) {
      Content.Section section = content.sections().get(at);
      if (!section.heading().isBlank()) {
        XWPFParagraph heading = word.createParagraph();
        heading.setStyle("Heading" + section.level());
        if (!numbers.get(at).isEmpty()) {
          heading.setNumID(HEADINGS);
          heading.setNumILvl(BigInteger.valueOf(section.level() - 1L));
          heading.setPageBreak(section.level() == 1);
        }
        CTBookmark mark = heading.getCTP().addNewBookmarkStart();
        mark.setId(BigInteger.valueOf(at));
        mark.setName(bookmark(at));
        write(heading, Content.lines(keptTogether(section.heading())));
        heading.getCTP().addNewBookmarkEnd().setId(BigInteger.valueOf(at));
      }
      section.blocks().forEach(block -> writeBlock(word, block, content.wide()));
    }
  }

  private static String bookmark(int section) {
    return "_Toc" + (100_000 + section);
  }

  /**
   * A contents that Word knows as one, so that it can be brought up to date there. Its page numbers
   * are those of the PDF, for Word counts its own only when asked or when it prints.
   */
  private static void writeContents(XWPFDocument word, Content content) {
    XWPFParagraph heading = word.createParagraph();
    heading.setStyle("TOCHeading");
    heading.setPageBreak(true);
    write(heading, List.of("Contents"));
    Map<Integer, Integer> pages = PdfDocument.pages(content);
    List<Integer> named = content.contents();
    int deepest = named.stream().mapToInt(at -> content.sections().get(at).level()).max().orElse(1);
    for (int i = 0; i < named.size(); i++) {
      int at = named.get(i);
      Content.Section section = content.sections().get(at);
      XWPFParagraph line = word.createParagraph();
      line.setStyle("TOC" + section.level());
      if (i == 0) {
        complexField(line, STFldCharType.BEGIN, "TOC \\o \"1-" + deepest + "\" \\h \\z \\u");
      }
      CTHyperlink link = line.getCTP().addNewHyperlink();
      link.setAnchor(bookmark(at));
      link.addNewR().addNewT().setStringValue(content.numbers().get(at));
      link.addNewR().addNewTab();
      CTText words = link.addNewR().addNewT();
      words.setStringValue(section.heading().replace('\n', ' '));
      words.setSpace(SpaceAttribute.Space.PRESERVE);
      link.addNewR().addNewTab();
      CTSimpleField page = link.addNewFldSimple();
      page.setInstr("PAGEREF " + bookmark(at) + " \\h");
      page.addNewR().addNewT().setStringValue(String.valueOf(pages.getOrDefault(at, 1)));
      if (i == named.size() - 1) {
        complexField(line, STFldCharType.END, "");
      }
    }
  }

  private static void complexField(XWPFParagraph paragraph, STFldCharType.Enum type, String words) {
    paragraph.createRun().getCTR().addNewFldChar().setFldCharType(type);
    if (!words.isEmpty()) {
      CTText instruction = paragraph.createRun().getCTR().addNewInstrText();
      instruction.setStringValue(words);
      instruction.setSpace(SpaceAttribute.Space.PRESERVE);
      paragraph.createRun().getCTR().addNewFldChar().setFldCharType(STFldCharType.SEPARATE);
    }
  }

  private static int room(boolean wide) {
    return (wide ? LONG_SIDE : SHORT_SIDE) - 2 * MARGIN;
  }

  private static void writeBlock(XWPFDocument word, Content.Block block, boolean wide) {
    if (block instanceof Content.Paragraph paragraph) {
      for (Content.Block part : paragraph.parts()) {
        if (part instanceof Content.Paragraph plain) {
          write(word.createParagraph(), Content.lines(plain.text()));
        } else {
          writeBlock(word, part, wide);
        }
      }
    } else if (block instanceof Content.Bullets bullets) {
      bullets.items().forEach(item -> paragraph(word, "ListBullet", item));
    } else if (block instanceof Content.Steps steps) {
      writeSteps(word, steps);
    } else if (block instanceof Content.Facts facts) {
      writeFacts(word, facts.facts(), room(wide));
    } else if (block instanceof Content.Picture picture) {
      writePicture(word, picture);
    } else if (block instanceof Content.Table table) {
      writeTable(word, table, room(wide));
    }
  }

  /** Each list counts from 1 again, which takes a number of its own. */
  private static void writeSteps(XWPFDocument word, Content.Steps steps) {
    BigInteger list = HEADINGS.add(BigInteger.ONE);
    while (word.getNumbering().numExist(list)) {
      list = list.add(BigInteger.ONE);
    }
    word.getNumbering().addNum(STEPS_SCHEME, list);
    CTNumLvl restart = word.getNumbering().getNum(list).getCTNum().addNewLvlOverride();
    restart.setIlvl(BigInteger.ZERO);
    restart.addNewStartOverride().setVal(BigInteger.ONE);
    for (String item : steps.items()) {
      XWPFParagraph paragraph = word.createParagraph();
      paragraph.setStyle("ListNumber");
      paragraph.setNumID(list);
      write(paragraph, Content.lines(item));
    }
  }

  private static void writePicture(XWPFDocument word, Content.Picture picture) {
    Pictures.Png png = Pictures.png(picture.svg());
    XWPFParagraph paragraph = word.createParagraph();
    try {
      XWPFPicture drawn =
          paragraph
              .createRun()
              .addPicture(
                  new ByteArrayInputStream(png.bytes()),
                  PictureType.PNG,
                  "picture.png",
                  Units.toEMU(png.width()),
                  Units.toEMU(png.height()));
      drawn.getCTPicture().getNvPicPr().getCNvPr().setDescr(picture.alternative());
      paragraph
          .getRuns()
          .get(0)
          .getCTR()
          .getDrawingArray(0)
          .getInlineArray(0)
          .getDocPr()
          .setDescr(picture.alternative());
    } catch (InvalidFormatException | IOException e) {
      throw new IllegalStateException("A picture of our own cannot be put into Word", e);
    }
  }

  /** Labels on the left, what they stand for on the right. */
  private static void writeFacts(XWPFDocument word, List<Content.Fact> facts, int room) {
    if (facts.isEmpty()) {
      return;
    }
    XWPFTable grid = word.createTable(facts.size(), 2);
    grid.setStyleID("FactsTable");
    grid.getCTTbl().getTblPr().unsetTblBorders();
    grid.setWidth("100%");
    int label = room * 3 / 10;
    setColumns(grid, List.of(label, room - label));
    for (int row = 0; row < facts.size(); row++) {
      grid.getRow(row).setCantSplitRow(true);
      cell(grid.getRow(row).getCell(0), label, "FactLabel", facts.get(row).label());
      cell(grid.getRow(row).getCell(1), room - label, "TableText", facts.get(row).value());
    }
    word.createParagraph().setStyle("TableText");
  }

  private static void cell(XWPFTableCell cell, int width, String style, String text) {
    cell.setWidth(String.valueOf(width));
    XWPFParagraph paragraph = cell.getParagraphs().get(0);
    paragraph.setStyle(style);
    write(paragraph, Content.lines(text));
  }

  private static void setColumns(XWPFTable grid, List<Integer> widths) {
    CTTblGrid columns = grid.getCTTbl().getTblGrid();
    if (columns == null) {
      columns = grid.getCTTbl().addNewTblGrid();
    }
    columns.setGridColArray(new CTTblGridCol[0]);
    for (int width : widths) {
      columns.addNewGridCol().setW(BigInteger.valueOf(width));
    }
  }

  private static void writeTable(XWPFDocument word, Content.Table table, int room) {
    XWPFTable grid = word.createTable(table.rows().size() + 1, table.head().size());
    grid.setStyleID("CalmTable");
    grid.getCTTbl().getTblPr().unsetTblBorders();
    grid.setWidth("100%");
    List<Integer> widths = ColumnWidths.share(table, room);
    setColumns(grid, widths);
    XWPFTableRow head = grid.getRow(0);
    // A row of headings that repeats is also what a screen reader announces.
    head.setRepeatHeader(true);
    for (int row = 0; row <= table.rows().size(); row++) {
      List<String> cells = row == 0 ? table.head() : table.rows().get(row - 1);
      grid.getRow(row).setCantSplitRow(true);
      for (int column = 0; column < cells.size(); column++) {
        cell(grid.getRow(row).getCell(column), widths.get(column), "TableText", cells.get(column));
      }
    }
    // Word joins two tables that touch.
    word.createParagraph().setStyle("TableText");
  }

  private static void paragraph(XWPFDocument word, String style, String text) {
    if (!text.isBlank()) {
      XWPFParagraph paragraph = word.createParagraph();
      paragraph.setStyle(style);
      write(paragraph, Content.lines(text));
    }
  }

  private static void write(XWPFParagraph paragraph, List<String> lines) {
    String whole = String.join("\n", lines);
    if (Characters.isRightToLeft(whole)) {
      CTP ctp = paragraph.getCTP();
      (ctp.isSetPPr() ? ctp.getPPr() : ctp.addNewPPr()).addNewBidi();
    }
    XWPFRun run = paragraph.createRun();
    for (int line = 0; line < lines.size(); line++) {
      if (line > 0) {
        run.addBreak();
      }
      String[] betweenTabs = lines.get(line).split("\t", -1);
      for (int piece = 0; piece < betweenTabs.length; piece++) {
        if (piece > 0) {
          run.addTab();
        }
        run = writePiece(paragraph, run, betweenTabs[piece]);
      }
    }
  }

  /** Word orders letters by itself, but sets a run right to left only where it says so. */
  private static XWPFRun writePiece(XWPFParagraph paragraph, XWPFRun last, String text) {
    if (!Bidi.requiresBidi(text.toCharArray(), 0, text.length())) {
      String[] betweenHyphens = text.split(NON_BREAKING_HYPHEN, -1);
      for (int piece = 0; piece < betweenHyphens.length; piece++) {
        if (piece > 0) {
          // The letter itself is missing in many fonts.
          last.getCTR().addNewNoBreakHyphen();
        }
        if (!betweenHyphens[piece].isEmpty()) {
          last.setText(betweenHyphens[piece], last.getCTR().sizeOfTArray());
        }
      }
      return last;
    }
    Bidi runs = new Bidi(text, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
    XWPFRun run = last;
    for (int i = 0; i < runs.getRunCount(); i++) {
      run = paragraph.createRun();
      run.setText(text.substring(runs.getRunStart(i), runs.getRunLimit(i)));
      if (runs.getRunLevel(i) % 2 == 1) {
        CTR ctr = run.getCTR();
        (ctr.isSetRPr() ? ctr.getRPr() : ctr.addNewRPr()).addNewRtl();
      }
    }
    return paragraph.createRun();
  }

  private static void setPage(XWPFDocument word, Content content) {
    boolean wide = content.wide();
    CTSectPr section = word.getDocument().getBody().addNewSectPr();
    CTPageSz size = section.addNewPgSz();
    size.setW(BigInteger.valueOf(wide ? LONG_SIDE : SHORT_SIDE));
    size.setH(BigInteger.valueOf(wide ? SHORT_SIDE : LONG_SIDE));
    size.setOrient(wide ? STPageOrientation.LANDSCAPE : STPageOrientation.PORTRAIT);
    CTPageMar margin = section.addNewPgMar();
    margin.setTop(BigInteger.valueOf(MARGIN));
    margin.setBottom(BigInteger.valueOf(MARGIN));
    margin.setLeft(BigInteger.valueOf(MARGIN));
    margin.setRight(BigInteger.valueOf(MARGIN));
    margin.setHeader(BigInteger.valueOf(MARGIN / 2));
    margin.setFooter(BigInteger.valueOf(MARGIN / 2));
    margin.setGutter(BigInteger.ZERO);
    if (content.cover().isPresent()) {
      // A cover has neither header nor footer.
      section.addNewTitlePg();
    }
  }

  private static void writeHeaderAndFooter(XWPFDocument word, Content content) {
    XWPFParagraph header = word.createHeader(HeaderFooterType.DEFAULT).createParagraph();
    header.setStyle("Header");
    header.createRun().setText(content.title().replace('\n', ' '));
    XWPFFooter foot = word.createFooter(HeaderFooterType.DEFAULT);
    if (!content.attribution().isBlank()) {
      XWPFParagraph attribution = foot.createParagraph();
      attribution.setStyle("Footer");
      attribution.createRun().setText(content.attribution().replace('\n', ' '));
    }
    XWPFParagraph footer = foot.createParagraph();
    footer.setStyle("Footer");
    CTTabStop right = footer.getCTP().getPPr().addNewTabs().addNewTab();
    right.setVal(STTabJc.RIGHT);
    right.setPos(BigInteger.valueOf((content.wide() ? LONG_SIDE : SHORT_SIDE) - 2L * MARGIN));
    footer.createRun().addTab();
    footer.createRun().setText("Page ");
    field(footer, "PAGE");
    footer.createRun().setText(" of ");
    field(footer, "NUMPAGES");
  }

  private static void field(XWPFParagraph paragraph, String name) {
    CTSimpleField field = paragraph.getCTP().addNewFldSimple();
    field.setInstr(name);
    field.addNewR().addNewT().setStringValue("1");
  }

  private static InputStream part(String name) {
    return WordDocument.class.getResourceAsStream("/document/" + name);
  }

  /** With settings without which Word opens in compatibility mode. */
  private static byte[] withoutTime(byte[] written, String title) throws IOException {
    try (InputStream settings = part("settings.xml")) {
      return OfficePackage.withoutTime(
          written, title, Map.of("word/settings.xml", settings.readAllBytes()));
    }
  }
}
