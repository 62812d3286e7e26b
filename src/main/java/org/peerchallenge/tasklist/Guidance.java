package org.peerchallenge.tasklist;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What people are told before, during and after a step; analysts write it in one file. */
@Component
public class Guidance {

  /** Beside the forms, where who changes a form finds it. */
  static final String FILE = "forms/guidance.yaml";

  /** The words for some forms; a part may be left out. */
  public record Words(
      List<String> forms, List<String> before, List<String> during, List<String> after) {

    public Words {
      forms = forms == null ? List.of() : List.copyOf(forms);
      before = before == null ? List.of() : List.copyOf(before);
      during = during == null ? List.of() : List.copyOf(during);
      after = after == null ? List.of() : List.copyOf(after);
    }
  }

  private static final Words NONE = new Words(null, null, null, null);

  private final List<Words> all;

  Guidance(ObjectMapper json) {
    try (InputStream file = new ClassPathResource(FILE).getInputStream()) {
      Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
      all = json.convertValue(read, new TypeReference<List<Words>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          FILE + " cannot be read. Mind the indents, and put a line in quotes that has a colon.",
          e);
    }
  }

  /** Every form that the file names. */
  List<String> forms() {
    return all.stream().flatMap(words -> words.forms().stream()).toList();
  }

  /** The words for a form; none when the file does not name it. */
  public Words of(String form) {
    return all.stream().filter(words -> words.forms().contains(form)).findFirst().orElse(NONE);
  }
}
