package org.peerchallenge.engine;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.stereotype.Service;
import org.xml.sax.SAXException;

/** Draws the deployed version of a diagram with what one process instance did on it. */
@Service
public class HistoryPicture {

  /**
   * What happened at one step.
   *
   * @param done passages that came to their end
   * @param open tokens that are there now
   * @param ended passages that were ended without being done
   * @param took how long the longest took; empty where nobody would ask
   */
  public record Passage(long done, long open, long ended, String took) {

    String words() {
      StringBuilder words = new StringBuilder();
      add(words, open, " now");
      add(words, done, "×");
      add(words, ended, " ended");
      return took.isEmpty() ? words.toString() : words + ", " + took;
    }

    private static void add(StringBuilder words, long count, String what) {
      if (count > 0) {
        words.append(words.isEmpty() ? "" : ", ").append(count).append(what);
      }
    }
  }

  private final RepositoryService repository;
  private final EngineAsSystem asSystem;

  HistoryPicture(RepositoryService repository, EngineAsSystem asSystem) {
    this.repository = repository;
    this.asSystem = asSystem;
  }

  /**
   * The picture as SVG.
   *
   * @param passages by the id of the step
   * @return empty when the diagram is not there any more, or cannot be drawn
   */
  public Optional<String> svg(String definition, Map<String, Passage> passages) {
    Map<String, DiagramPicture.Mark> marks = new HashMap<>();
    passages.forEach(
        (id, passage) ->
            marks.put(
                id,
                new DiagramPicture.Mark(
                    passage.words(), passage.open() > 0 ? "#f2c14e" : "#bcdcc8")));
    return asSystem.run(
        () -> {
          try (InputStream xml = repository.getProcessModel(definition)) {
            // A diagram knows its own pool by its file, which is called after its process.
            String file = repository.getProcessDefinition(definition).getKey() + ".bpmn";
            return Optional.of(
                DiagramPicture.marked(
                    Diagram.read(new FileSet.File(file, xml.readAllBytes())), marks));
          } catch (SAXException | IOException | RuntimeException e) {
            return Optional.empty();
          }
        });
  }
}
