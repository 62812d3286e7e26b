package org.peerchallenge.tasklist;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What people are told after they sent a form; analysts write it in one file. */
@Component
public class Receipts {

  /** Beside the forms, where who changes a form finds it. */
  static final String FILE = "forms/receipts.yaml";

  /**
   * The words for one answer of one form.
   *
   * @param when a field and its answer, as "answer=accept"; empty for whatever was answered
   * @param title what the person did
   * @param next what happens now
   */
  public record Receipt(String form, String when, String title, List<String> next) {

    public Receipt {
      when = when == null ? "" : when;
      next = next == null ? List.of() : List.copyOf(next);
    }

    boolean fits(String sent, Map<String, Object> values) {
      return form.equals(sent)
          && (when.isEmpty() || field(values).filter(answer()::equals).isPresent());
    }

    String field() {
      return when.substring(0, when.indexOf('='));
    }

    String answer() {
      return when.substring(when.indexOf('=') + 1);
    }

    private Optional<String> field(Map<String, Object> values) {
      return Optional.ofNullable(values.get(field())).map(Object::toString);
    }
  }

  private final List<Receipt> all;

  Receipts(ObjectMapper json) {
    try (InputStream file = new ClassPathResource(FILE).getInputStream()) {
      Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
      all = json.convertValue(read, new TypeReference<List<Receipt>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          FILE + " cannot be read. Mind the indents, and put a line in quotes that has a colon.",
          e);
    }
  }

  List<Receipt> all() {
    return all;
  }

  /** The words for a form as it was sent; empty when the file has none. */
  public Optional<Receipt> of(String form, Map<String, Object> values) {
    return all.stream().filter(receipt -> receipt.fits(form, values)).findFirst();
  }
}
