package org.peerchallenge.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files that somebody brings in place of what is asked for, by their names. */
final class HostileFiles {

  private static final String ENTITY =
      "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
          + "<definitions xmlns=\"urn:x\">&e;</definitions>";

  private static final String LAUGHS =
      "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"ha\">"
          + "<!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">"
          + "<!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\"><!ENTITY f \"&d;&d;&d;&d;&d;&d;&d;&d;\">]>"
          + "<definitions xmlns=\"urn:x\">&f;&f;&f;&f;&f;&f;&f;&f;</definitions>";

  private HostileFiles() {}

  static Map<String, byte[]> all() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("entity.bpmn", text(ENTITY));
    files.put("entity.dmn", text(ENTITY));
    files.put("laughs.bpmn", text(LAUGHS));
    files.put("deep.bpmn", text("<a>".repeat(60_000)));
    files.put("no.bpmn", text("\u0000\uFFFF"));
    files.put("deep.form", text("[".repeat(60_000)));
    files.put("deeper.form", text("{\"a\":".repeat(900) + "1" + "}".repeat(900)));
    files.put(
        "never-skipped.yaml",
        text("a: &a [x,x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\nd: [*c,*c,*c,*c]\n"));
    files.put("out.zip", zip("../../processes/a.bpmn", text("<a/>")));
    files.put("absolute.zip", zip("/processes/a.bpmn", text("<a/>")));
    files.put("bomb.zip", zip("processes/a.bpmn", new byte[40_000_000]));
    files.put("no.zip", random("PK\u0003\u0004"));
    files.put("broken.zip", Arrays.copyOf(zip("processes/a.bpmn", text("<a/>")), 60));
    files.put("entity.xlsx", zip("[Content_Types].xml", text(ENTITY)));
    files.put("workbook.xlsx", zip("xl/workbook.xml", text(LAUGHS)));
    files.put("bomb.xlsx", zip("xl/workbook.xml", new byte[40_000_000]));
    files.put(
        "entity.ods", zip("mimetype", text("application/vnd.oasis.opendocument.spreadsheet")));
    files.put("no.xls", random("\u00d0\u00cf\u0011\u00e0"));
    files.put("cut.csv.gz", Arrays.copyOf(gzip(new byte[100_000]), 40));
    files.put("nul.csv", text("time_period,\u0000\n2018,\u0000\n"));
    files.put("wide.csv", text("a,".repeat(60_000) + "\n" + "1,".repeat(60_000) + "\n"));
    files.put("quote.csv", text("time_period,value\n\"2018,1\n"));
    files.put("long.csv", text("x".repeat(3_000_000)));
    files.put("=cmd.csv", text("=1+1,@a\n-1,+1\n"));
    files.put("picture.png", random("\u0089PNG\r\n"));
    files.put("no.pdf", text("%PDF-1.7\n" + "<<".repeat(10_000)));
    files.put("empty.docx", new byte[0]);
    files.put("run.exe", text("MZ"));
    files.put("a\u202Efdp.exe", text("%PDF-1.4"));
    return files;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] random(String begin) {
    byte[] some = new byte[3_000];
    new Random(7).nextBytes(some);
    byte[] head = begin.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(head, 0, some, 0, head.length);
    return some;
  }

  private static byte[] zip(String name, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] gzip(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
