package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Renders {@code docs/processes} at each build: what is committed is what the files say. */
class ProcessPagesTest {

  private static final Path FOLDER = Path.of("docs/processes");

  private static List<FileSet.File> laidOut() throws IOException {
    return FileSet.in(Path.of("")).ending("bpmn");
  }

  @Test
  void thePicturesAndTablesAreThoseOfTheFiles() throws Exception {
    Map<String, String> pages = new ProcessPages(FileSet.in(Path.of("")), new Catalogue()).pages();
    Map<String, String> kept = new TreeMap<>();
    Files.createDirectories(FOLDER);
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.toList()) {
        kept.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    List<String> changed = new ArrayList<>();
    for (Map.Entry<String, String> page : pages.entrySet()) {
      if (!page.getValue().equals(kept.remove(page.getKey()))) {
        Files.writeString(FOLDER.resolve(page.getKey()), page.getValue());
        changed.add(page.getKey());
      }
    }
    for (String old : kept.keySet()) {
      Files.delete(FOLDER.resolve(old));
      changed.add(old);
    }
    assertThat(changed)
        .as("rendered anew in docs/processes: look at them and commit them")
        .isEmpty();
  }

  /** Modeler reads this folder beside the folders of the files. */
  @Test
  void theElementTemplatesAreThoseOfTheDelegates() throws Exception {
    List<Diagram> diagrams = new ArrayList<>();
    for (FileSet.File file : FileSet.in(Path.of("")).ending("bpmn")) {
      diagrams.add(Diagram.read(file));
    }
    String json = new ElementTemplates(new Catalogue(), diagrams).json();
    Path path = Path.of(".camunda/element-templates/peer-challenge.json");
    String kept = Files.exists(path) ? Files.readString(path) : "";
    if (!json.equals(kept)) {
      Files.createDirectories(path.getParent());
      Files.writeString(path, json);
    }
    assertThat(kept).as("made anew: commit %s", path).isEqualTo(json);
  }

  @Test
  void everyDiagramIsReadableOnOneA4Page() throws Exception {
    for (FileSet.File file : laidOut()) {
      assertThat(DiagramPicture.planes(Diagram.read(file)))
          .as(file.name())
          .isNotEmpty()
          .allSatisfy(
              plane -> {
                assertThat(plane.points()).as(plane.plane()).isGreaterThanOrEqualTo(7);
                assertThat(plane.hidden()).as(plane.plane()).isEmpty();
              });
    }
  }

  @Test
  void everyTaskSaysInTheDiagramWhoDoesIt() throws Exception {
    for (FileSet.File file : laidOut()) {
      Diagram diagram = Diagram.read(file);
      Map<String, String> notes = new TreeMap<>();
      Diagram.list(diagram.document().getElementsByTagNameNS(Diagram.BPMN, "textAnnotation"))
          .forEach(note -> notes.put(note.getAttribute("id"), note.getTextContent().strip()));
      diagram
          .all("userTask")
          .forEach(
              task ->
                  assertThat(notes.get(DiagramPicture.NOTE + task.id()))
                      .as(file.name() + ", " + task.title())
                      .isEqualTo(DiagramPicture.who(task)));
    }
  }

  /**
   * Laid out by the program, and not touched by hand since: mvn exec:java -Dexec.args=--layout=.
   */
  @Test
  void theLayoutIsStable() throws Exception {
    for (FileSet.File file : FileSet.in(Path.of("")).ending("bpmn")) {
      String text = new String(file.bytes(), java.nio.charset.StandardCharsets.UTF_8);
      String name = file.name().replace("processes/", "");
      String once = LayoutCommand.laidOut(name, text);
      assertThat(LayoutCommand.laidOut(name, once)).as(file.name()).isEqualTo(once);
    }
  }

  /** Who reads a diagram sees where ways meet and where they part. */
  @Test
  void waysMeetAndPartAtGatewaysAloneAndChoicesAreNamed() throws Exception {
    for (FileSet.File file : laidOut()) {
      Diagram diagram = Diagram.read(file);
      for (Diagram.Node node : diagram.nodes()) {
        int in = diagram.in(node).size();
        int out = diagram.out(node).size();
        if (!node.kind().endsWith("Gateway")) {
          assertThat(in).as(file.name() + ", ways into " + node.title()).isLessThan(2);
          assertThat(out).as(file.name() + ", ways out of " + node.title()).isLessThan(2);
          continue;
        }
        assertThat(in > 1 && out > 1)
            .as(file.name() + ", meets and parts: " + node.title())
            .isFalse();
        if (node.is("exclusiveGateway") && out > 1) {
          assertThat(diagram.out(node))
              .as(file.name() + ", " + node.title())
              .allSatisfy(way -> assertThat(way.name()).isNotBlank());
        }
      }
    }
  }

  /** Each message that is awaited comes from a pool, drawn on the plane of the process. */
  @Test
  void everySenderOfAMessageIsAPool() throws Exception {
    for (FileSet.File file : laidOut()) {
      Diagram diagram = Diagram.read(file);
      Map<String, String> drawn = new TreeMap<>();
      Diagram.list(diagram.document().getElementsByTagNameNS(Diagram.BPMN, "messageFlow"))
          .forEach(
              flow ->
                  drawn.put(
                      flow.getAttribute("id"),
                      flow.getAttribute("sourceRef") + " to " + flow.getAttribute("targetRef")));
      Map<String, String> told = new TreeMap<>();
      SenderPools.of(diagram)
          .forEach(
              flow ->
                  told.put(
                      flow.id(), SenderPools.participant(flow.sender()) + " to " + flow.target()));
      assertThat(drawn).as(file.name()).isEqualTo(told);
      assertThat(SenderPools.drawn(diagram).isEmpty()).as(file.name()).isEqualTo(told.isEmpty());
    }
  }

  /** A step is never cut in two. */
  @Test
  void everyStepStandsWholeInOnePiece() throws IOException, org.xml.sax.SAXException {
    for (FileSet.File file : FileSet.in(Path.of("")).ending("bpmn")) {
      Diagram diagram = Diagram.read(file);
      for (DiagramPicture picture : DiagramPicture.planes(diagram)) {
        picture
            .steps()
            .forEach(
                (id, box) ->
                    assertThat(picture.pieces())
                        .as(file.name() + ", " + id)
                        .anyMatch(
                            piece ->
                                piece.x() <= box.x()
                                    && box.right() <= piece.right()
                                    && piece.y() <= box.y()
                                    && box.bottom() <= piece.bottom()));
      }
    }
  }
}
