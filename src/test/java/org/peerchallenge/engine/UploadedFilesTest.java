package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peerchallenge.kernel.Refused;

/** What people send, by mistake or by intent, in place of a set of files. */
class UploadedFilesTest {

  private static final String DIAGRAM = "<definitions xmlns=\"urn:x\"/>";
  private static final String FORM = "{\"id\": \"a\", \"components\": []}";

  private record Packed(String name, byte[] bytes) {

    Packed(String name, String text) {
      this(name, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void theFoldersPackedAreTheSet() throws IOException {
    FileSet ours = FileSet.in(Path.of(""));
    List<Packed> packed =
        ours.files().stream().map(f -> new Packed("checkout/" + f.name(), f.bytes())).toList();
    UploadedFiles.Content read = UploadedFiles.read(List.of(zip(packed)));

    assertThat(read.files().hash()).isEqualTo(ours.hash());
    assertThat(read.leftOut()).isEmpty();
  }

  @Test
  void filesOneByOneGoWhereTheyBelongAndReplaceThoseInUse() throws IOException {
    UploadedFiles.Content read =
        UploadedFiles.read(
            List.of(
                sent("C:\\Users\\me\\report-back.bpmn", DIAGRAM),
                sent("check-facts.form", FORM),
                sent("never-skipped.yaml", "[]")));
    assertThat(read.files().files())
        .extracting(FileSet.File::name)
        .containsExactly(
            "forms/check-facts.form", "processes/never-skipped.yaml", "processes/report-back.bpmn");

    FileSet ours = FileSet.in(Path.of(""));
    FileSet together = ours.with(read.files());
    assertThat(together.files()).hasSize(ours.files().size());
    assertThat(together.hash()).isNotEqualTo(ours.hash());
  }

  @Test
  void whatIsNoPartOfASetIsLeftOutOfAPackAndSaid() throws IOException {
    UploadedFiles.Content read =
        UploadedFiles.read(
            List.of(
                zip(
                    List.of(
                        new Packed("processes/a.bpmn", DIAGRAM),
                        new Packed("forms/guidance.yaml", "a: b"),
                        new Packed("README.md", "# Read me"),
                        new Packed("src/Main.java", "class Main {}")))));
    assertThat(read.files().files()).hasSize(1);
    assertThat(read.leftOut()).containsExactly("forms/guidance.yaml", "README.md", "src/Main.java");
  }

  @Test
  void aBombIsNotUnpacked() {
    byte[] much = new byte[30_000_000];
    Arrays.fill(much, (byte) ' ');
    refused(zip(List.of(new Packed("processes/a.bpmn", much)))).contains("more than 20 MB");
    // Where it would be left out, too.
    refused(zip(List.of(new Packed("other/a.bin", much)))).contains("more than 20 MB");
    Packed[] many = new Packed[9000];
    Arrays.setAll(many, i -> new Packed("x/" + i, ""));
    refused(zip(List.of(many))).contains("too many files");
    refused(zip(List.of(new Packed("processes/a.bpmn", Arrays.copyOf(much, 3_000_000)))))
        .contains("larger than 2 MB");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../processes/a.bpmn",
        "processes/../../a.bpmn",
        "/etc/processes/a.bpmn",
        "processes\\a.bpmn",
        "C:/processes/a.bpmn",
        "processes/a\u0000.bpmn"
      })
  void aNameThatLeadsElsewhereIsRefused(String name) {
    refused(zip(List.of(new Packed(name, DIAGRAM)))).contains("leads out");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "picture.png",
        "Main.class",
        "a.bpmn.exe",
        "a",
        "other.yaml",
        "<script>.bpmn",
        ".bpmn",
        "a b\u202e.form"
      })
  void whatIsNoFileOfOursIsRefusedByItsName(String name) {
    refused(sent(name, DIAGRAM)).contains("”");
  }

  @Test
  void aDocumentTypeIsRefusedBeforeAnythingReadsIt() {
    refused(
            sent(
                "a.bpmn",
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><definitions>&x;</definitions>"))
        .contains("document type");
    refused(sent("a.dmn", "<!DOCTYPE a SYSTEM \"http://localhost/x.dtd\"><definitions/>"))
        .contains("document type");
  }

  @Test
  void whatIsBrokenSaysWhere() {
    refused(sent("a.bpmn", "<definitions>")).contains("not XML");
    refused(sent("a.form", "{\n\"id\": \n}")).contains("line 3 is not JSON");
    refused(sent("a.form", "[]")).contains("no form");
    refused(sent("a.form", "{\"a\":".repeat(5000))).contains("not JSON");
    refused(sent("a.bpmn", "<a>".repeat(5000) + "</a>".repeat(5000))).contains("nests");
    refused(sent("all.zip", "no zip")).contains("is none");
    refused(new UploadedFiles.Upload("all.zip", in(new byte[] {'P', 'K', 3, 4, 9, 9})))
        .isNotBlank();
    assertThatThrownBy(() -> UploadedFiles.read(List.of()))
        .hasMessageContaining("There is no diagram");
  }

  @Test
  void twoOfOneNameAndTwoSetsAreRefused() {
    assertThatThrownBy(
            () -> UploadedFiles.read(List.of(sent("a.bpmn", DIAGRAM), sent("A.bpmn", DIAGRAM))))
        .hasMessageContaining("twice");
    refused(
            zip(
                List.of(
                    new Packed("one/processes/a.bpmn", DIAGRAM),
                    new Packed("two/processes/b.bpmn", DIAGRAM))))
        .contains("more than one set");
  }

  private static org.assertj.core.api.AbstractStringAssert<?> refused(UploadedFiles.Upload upload) {
    Throwable thrown =
        org.assertj.core.api.Assertions.catchThrowable(() -> UploadedFiles.read(List.of(upload)));
    assertThat(thrown).isInstanceOf(Refused.class);
    return assertThat(thrown.getMessage());
  }

  private static UploadedFiles.Upload sent(String name, String text) {
    return new UploadedFiles.Upload(name, in(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static ByteArrayInputStream in(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private static UploadedFiles.Upload zip(List<Packed> files) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
        for (Packed file : files) {
          zip.putNextEntry(new ZipEntry(file.name()));
          zip.write(file.bytes());
          zip.closeEntry();
        }
      }
      return new UploadedFiles.Upload("all.zip", in(bytes.toByteArray()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Who brings a file could have the server ask others, which it alone reaches. */
  @Test
  @org.junit.jupiter.api.Timeout(
      value = 60,
      threadMode = org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD)
  void noFileHasTheServerAskAnAddressThatStandsInIt() throws Exception {
    try (java.net.ServerSocket asked = new java.net.ServerSocket(0)) {
      asked.setSoTimeout(300);
      String address = "http://127.0.0.1:" + asked.getLocalPort() + "/x.xsd";
      FileSet ours = FileSet.in(Path.of(""));
      for (FileSet.File file : ours.files()) {
        if (!file.name().matches("processes/(reminders\\.bpmn|plan-approval\\.dmn)")) {
          continue;
        }
        String text = new String(file.bytes(), StandardCharsets.UTF_8);
        String root =
            " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:evil=\"urn:evil\""
                + " xmlns:xi=\"http://www.w3.org/2001/XInclude\""
                + " xsi:schemaLocation=\"urn:evil %1$s http://www.omg.org/spec/BPMN/20100524/MODEL %1$s\""
                + " xsi:noNamespaceSchemaLocation=\"%1$s\" evil:a=\"b\">"
                + "<evil:thing/><xi:include href=\"%1$s\" parse=\"text\"/>";
        String hostile =
            text.replaceFirst(
                    "(<(?:bpmn:)?definitions[^>]*?)(?: xmlns:xsi=\"[^\"]*\")?([^>]*?)>",
                    "$1$2" + java.util.regex.Matcher.quoteReplacement(root.formatted(address)))
                .replaceFirst(
                    "\\?>", "?><?xml-stylesheet href=\"" + address + "\" type=\"text/xsl\"?>");
        assertThat(hostile).contains("evil:thing", "xml-stylesheet");
        FileSet set =
            FileSet.of(
                List.of(new FileSet.File(file.name(), hostile.getBytes(StandardCharsets.UTF_8))));
        try {
          FileSet read = UploadedFiles.checked(set);
          new FileCheck(new Catalogue()).faults(ours.with(read), ours);
        } catch (Refused refused) {
          // Better still.
        }
      }
      assertThatThrownBy(asked::accept).isInstanceOf(java.net.SocketTimeoutException.class);
    }
  }
}
