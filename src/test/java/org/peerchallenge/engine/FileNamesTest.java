package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are called otherwise than they should, in copies of the real folders. */
class FileNamesTest {

  private static final String REPORT = "processes/report-back.bpmn";
  private static final String FACTS = "forms/check-facts.form";
  private static final String APPROVAL = "processes/plan-approval.dmn";

  /**
   * A file under another name.
   *
   * @param moved whether the file with the right name is gone
   * @param problem some of the words
   */
  record Named(String kind, String file, String as, boolean moved, String problem) {

    @Override
    public String toString() {
      return kind;
    }
  }

  @TempDir private Path folder;

  static Stream<Named> names() {
    String other = "is not read";
    String same = "holds the same as";
    String left = "was left behind by an editor";
    return Stream.of(
        new Named("a diagram saved as .bpmn.xml", REPORT, REPORT + ".xml", false, other),
        new Named("a diagram renamed to .bpmn.xml", REPORT, REPORT + ".xml", true, other),
        new Named("capitals at the end", REPORT, "processes/report-back.BPMN", false, other),
        new Named("a table with capitals", APPROVAL, "processes/plan-approval.DMN", false, other),
        new Named("a form saved as .form.json", FACTS, FACTS + ".json", false, other),
        new Named("a form saved as .json", FACTS, "forms/check-facts.json", false, other),
        new Named(
            "a table as .dmn11.xml", APPROVAL, "processes/plan-approval.dmn11.xml", false, other),
        new Named(
            "rules as .yml", SafeguardCheck.FILE, "processes/never-skipped.yml", false, other),
        new Named("a download's number", REPORT, "processes/report-back (1).bpmn", false, same),
        new Named("a copy with a blank", REPORT, "processes/report-back copy.bpmn", false, same),
        new Named("a copy with an umlaut", REPORT, "processes/rückmeldung.bpmn", false, same),
        new Named("a copy with another name", REPORT, "processes/diagram_1.bpmn", false, same),
        new Named("a form among the diagrams", FACTS, "processes/check-facts.form", false, same),
        new Named("a diagram among the forms", REPORT, "forms/report-back.bpmn", false, same),
        new Named(
            "a number in place of the file",
            REPORT,
            "processes/report-back (1).bpmn",
            true,
            "is called otherwise than what is in it"),
        new Named(
            "capitals at the beginning",
            REPORT,
            "processes/Report-Back.bpmn",
            true,
            "is called otherwise than what is in it"),
        new Named("a swap file", REPORT, "processes/.report-back.bpmn.swp", false, left),
        new Named("a copy that an editor kept", REPORT, REPORT + "~", false, left),
        new Named("what a merge left", FACTS, FACTS + ".orig", false, left),
        new Named(
            "a folder of its own",
            REPORT,
            "processes/old/report-back.bpmn",
            false,
            "lies in a folder"),
        new Named(
            "something else", REPORT, "processes/set.zip", false, "is no diagram, table or form"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void isTold(Named named) throws IOException {
    List<FileCheck.Fault> faults = faults(named, folder);

    assertThat(faults.get(0).file()).isEqualTo(named.as());
    assertThat(faults.get(0).problem()).contains(named.problem());
    assertThat(faults.get(0).click()).isNotBlank();
    if (!named.moved() || named.problem().contains("called otherwise")) {
      assertThat(faults).as("what is wrong is told once").hasSize(1);
    }
  }

  @Test
  void ourFoldersAndWhatSystemsAndPeoplePutThereAreRight() throws IOException {
    assertThat(FileNames.besides(FileSet.besides(Path.of("")))).isEmpty();
    assertThat(
            FileNames.besides(
                List.of(
                    "processes/report-back.png",
                    "processes/README.md",
                    "forms/.DS_Store",
                    "forms/guidance.yaml")))
        .isEmpty();
  }

  @Test
  void wordsThatNameNoFormAndNoAnswerAreTold() throws IOException {
    FileSet ours = FileSet.in(Path.of(""));
    assertThat(WordsCheck.faults(Path.of(""), ours)).isEmpty();
    Path forms = Files.createDirectory(folder.resolve("forms"));
    Files.writeString(
        forms.resolve("receipts.yaml"),
        """
        - form: check-facts
          when: factCheck=yes
        - form: chek-facts
        """);
    Files.writeString(forms.resolve("guidance.yaml"), "- forms: [write-contxt]\n  before\n  - x\n");
    assertThat(WordsCheck.faults(folder, ours))
        .extracting(FileCheck.Fault::file, FileCheck.Fault::problem)
        .satisfiesExactly(
            broken -> assertThat(broken.toList().get(1).toString()).contains("cannot be read"),
            answer ->
                assertThat(answer.toList().get(1).toString())
                    .contains("“factCheck=yes” is no answer of this form"),
            form ->
                assertThat(form.toList().get(1).toString()).contains("no forms/chek-facts.form"));
  }

  static List<FileCheck.Fault> faults(Named named, Path folder) throws IOException {
    byte[] bytes = Files.readAllBytes(Path.of(named.file()));
    for (FileSet.File file : PlantedFaultsTest.FILES.files()) {
      if (!named.moved() || !file.name().equals(named.file())) {
        write(folder, file.name(), file.bytes());
      }
    }
    write(folder, named.as(), bytes);
    List<FileCheck.Fault> faults = new ArrayList<>(FileNames.besides(FileSet.besides(folder)));
    faults.addAll(PlantedFaultsTest.CHECK.faults(FileSet.in(folder), PlantedFaultsTest.FILES));
    return faults;
  }

  private static void write(Path folder, String name, byte[] bytes) throws IOException {
    Path to = folder.resolve(name);
    Files.createDirectories(to.getParent());
    Files.write(to, bytes);
  }

  /** In the built folders of this module, and what a start says of a list of names. */
  @Test
  void aStartRefusesWhatNothingReadsBecauseOfItsName() {
    assertThat(FileSet.besidesBuilt()).contains("forms/guidance.yaml");
    Deployer.refuseMisnamed(FileSet.besidesBuilt());

    assertThatThrownBy(
            () -> Deployer.refuseMisnamed(List.of("forms/guidance.yaml", REPORT + ".xml")))
        .isInstanceOf(FilesRefused.class)
        .hasMessageContaining(REPORT + ".xml")
        .hasMessageContaining("is not read");
    Deployer.refuseMisnamed(List.of(REPORT + "~"));
  }
}
