package org.peerchallenge.tasklist;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.springframework.stereotype.Component;

/** What people are told before, during and after a step; analysts write it in one file. */
@Component
public class Guidance {

  /** Beside the forms, where who changes a form finds it. */
  static final String FILE = "forms/guidance.yaml";

  /** The words for some forms; a part may be left out. */
  public record Words(
      List<String> forms,
      List<String> before,
      List<String> during,
      List<String> after,
      List<Topic> topics) {

    public Words {
      forms = given(forms);
      before = given(before);
      during = given(during);
      after = given(after);
      topics = given(topics);
    }
  }

  /**
   * Help with one part of a form.
   *
   * @param id the fragment of its address
   * @param ask questions that lead to an honest answer
   * @param evidence what good evidence looks like
   * @param activity an invented example of what was done
   * @param impact the same example told by what it changed
   */
  public record Topic(
      String id,
      String title,
      List<String> ask,
      List<String> evidence,
      String activity,
      String impact) {

    public Topic {
      ask = given(ask);
      evidence = given(evidence);
    }
  }

  private static final Words NONE = new Words(null, null, null, null, null);

  private final List<Words> all;

  Guidance(ObjectMapper json) {
    all = WordsFile.read(FILE, json, new TypeReference<>() {});
  }

  private static <T> List<T> given(List<T> lines) {
    return lines == null ? List.of() : List.copyOf(lines);
  }

  /** Every form that the file names. */
  List<String> forms() {
    return all.stream().flatMap(words -> words.forms().stream()).toList();
  }

  /** Whether the file has words for a form. */
  public boolean isFor(String form) {
    return forms().contains(form);
  }

  /** The words for a form; none when the file does not name it. */
  public Words of(String form) {
    return all.stream().filter(words -> words.forms().contains(form)).findFirst().orElse(NONE);
  }
}
