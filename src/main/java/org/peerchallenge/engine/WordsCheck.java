package org.peerchallenge.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.peerchallenge.engine.FileCheck.Fault;
import org.peerchallenge.engine.FileCheck.Severity;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Checks the words beside forms, {@code guidance.yaml} and {@code receipts.yaml}: they name forms
 * and answers, and what names none is never shown.
 */
final class WordsCheck {

  private final Map<String, FormSchema> forms;
  private final List<Fault> faults = new ArrayList<>();

  private WordsCheck(Map<String, FormSchema> forms) {
    this.forms = forms;
  }

  /**
   * What is wrong with the words in a folder {@code forms}.
   *
   * @throws IOException when a file cannot be read
   */
  static List<Fault> faults(Path folder, FileSet files) throws IOException {
    Map<String, FormSchema> forms = new TreeMap<>();
    FormCheck read = new FormCheck(org.peerchallenge.kernel.JsonText.mapper(), new ArrayList<>());
    files.ending("form").forEach(read::check);
    forms.putAll(read.forms());
    WordsCheck check = new WordsCheck(forms);
    for (String name : List.of("forms/guidance.yaml", "forms/receipts.yaml")) {
      Path file = folder.resolve(name);
      if (Files.exists(file)) {
        check.check(name, Files.readString(file));
      }
    }
    return check.faults;
  }

  private void check(String name, String text) {
    Object read;
    try {
      read = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    } catch (YAMLException e) {
      faults.add(
          new Fault(
              name,
              "",
              "cannot be read: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
              "write it as the entries before and after it are written"));
      return;
    }
    if (!(read instanceof Collection<?> entries)
        || !entries.stream().allMatch(Map.class::isInstance)) {
      faults.add(
          new Fault(name, "", "is no list of entries", "begin each entry with a dash and a blank"));
      return;
    }
    for (Object entry : entries) {
      Map<?, ?> words = (Map<?, ?>) entry;
      if (words.get("forms") instanceof Collection<?> several) {
        several.forEach(form -> checkForm(name, String.valueOf(form)));
      } else if (words.get("form") != null) {
        checkForm(name, String.valueOf(words.get("form")));
        checkAnswer(name, String.valueOf(words.get("form")), words.get("when"));
      }
    }
  }

  private void checkForm(String name, String form) {
    if (!forms.containsKey(form)) {
      say(
          name,
          form,
          "there is no forms/%s.form: these words are never shown".formatted(form),
          "write the name of a form without its ending, or delete the words");
    }
  }

  private void checkAnswer(String name, String form, Object when) {
    if (when == null || !forms.containsKey(form)) {
      return;
    }
    String key = String.valueOf(when).replaceFirst("=.*", "");
    String answer = String.valueOf(when).replaceFirst("^[^=]*=?", "");
    Set<String> answers =
        forms.get(form).fields().stream()
            .filter(field -> field.key().equals(key))
            .flatMap(
                field ->
                    field.type().equals("checkbox")
                        ? java.util.stream.Stream.of("true", "false")
                        : field.answers().stream())
            .collect(Collectors.toSet());
    boolean asked = forms.get(form).fields().stream().anyMatch(f -> f.key().equals(key));
    if (!asked || !answers.isEmpty() && !answers.contains(answer)) {
      say(
          name,
          form,
          "“%s” is no answer of this form: these words are never shown".formatted(when),
          asked
              ? "write one of " + String.join(", ", answers)
              : "write the key of a field, =, and one of its answers");
    }
  }

  private void say(String name, String element, String problem, String click) {
    faults.add(new Fault(name, element, problem, click, Severity.WARNING));
  }
}
