package org.peerchallenge.tasklist;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** YAML file of words for people, which analysts write beside the forms. */
final class WordsFile {

  private WordsFile() {}

  /**
   * Reads the entries of a file of the class path.
   *
   * @throws IllegalStateException with what to look for when it cannot be read
   */
  static <T> List<T> read(String name, ObjectMapper json, TypeReference<List<T>> type) {
    try (InputStream file = new ClassPathResource(name).getInputStream()) {
      return json.convertValue(
          new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(file), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          name + " cannot be read. Mind the indents, and put a line in quotes that has a colon.",
          e);
    }
  }
}
