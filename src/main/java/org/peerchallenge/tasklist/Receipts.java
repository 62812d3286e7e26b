package org.peerchallenge.tasklist;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import org.peerchallenge.kernel.FormValues;
import org.springframework.stereotype.Component;

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

    boolean fits(String sent, FormValues values) {
      return form.equals(sent) && (when.isEmpty() || values.text(field()).equals(answer()));
    }

    String field() {
      return when.substring(0, when.indexOf('='));
    }

    String answer() {
      return when.substring(when.indexOf('=') + 1);
    }
  }

  private final List<Receipt> all;

  Receipts(ObjectMapper json) {
    all = WordsFile.read(FILE, json, new TypeReference<>() {});
  }

  List<Receipt> all() {
    return all;
  }

  /** The words for a form as it was sent; empty when the file has none. */
  public Optional<Receipt> of(String form, FormValues values) {
    return all.stream().filter(receipt -> receipt.fits(form, values)).findFirst();
  }
}
