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

  @Test
  void everyPieceFitsOnA4WithLettersOfSevenPoints() throws Exception {
    for (FileSet.File file : FileSet.in(Path.of("")).ending("bpmn")) {
      DiagramPicture picture = new DiagramPicture(Diagram.read(file));
      assertThat(picture.pieces())
          .as(file.name())
          .isNotEmpty()
          .allSatisfy(
              piece -> {
                assertThat(piece.width()).isLessThanOrEqualTo(DiagramPicture.ROW);
                assertThat(piece.height()).isLessThanOrEqualTo(DiagramPicture.COLUMN);
              });
    }
  }

  /** A step is never cut in two. */
  @Test
  void everyStepStandsWholeInOnePiece() throws IOException, org.xml.sax.SAXException {
    for (FileSet.File file : FileSet.in(Path.of("")).ending("bpmn")) {
      Diagram diagram = Diagram.read(file);
      DiagramPicture picture = new DiagramPicture(diagram);
      for (Diagram.Node node : diagram.nodes()) {
        if (!node.is("subProcess")) {
          DiagramPicture.Box box = picture.boxes().get(node.id());
          assertThat(picture.pieces())
              .as(file.name() + ", " + node.title())
              .anyMatch(
                  piece ->
                      piece.x() <= box.x()
                          && box.right() <= piece.right()
                          && piece.y() <= box.y()
                          && box.bottom() <= piece.bottom());
        }
      }
    }
  }
}
