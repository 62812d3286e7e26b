package org.peerchallenge.assessment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.FormValues;
import org.springframework.stereotype.Component;

/**
 * Rendering of a form's content as text, with the labels of the form in which it was written.
 *
 * <p>Page and Word document read it from here, so that a new question of a form shows in both
 * without a change of code.
 */
@Component
public class Narrative {

  /** What belongs together under a heading, which may be empty. */
  public record Passage(String heading, List<Line> lines) {}

  /**
   * One answer.
   *
   * @param key of the field, below that of its list and row
   */
  public record Line(String key, String label, String text) {

    /** Whether it stands in one row, as a grade or a date does. */
    public boolean isShort() {
      return text.length() <= 100 && !text.contains("\n");
    }
  }

  /** What the form shows for the writer alone. */
  private static final Set<String> NOT_CONTENT = Set.of("returnReason");

  private final ObjectMapper json;
  private final KeptForms kept;

  Narrative(ObjectMapper json, KeptForms kept) {
    this.json = json;
    this.kept = kept;
  }

  /** A missing node when there is no such form, or none any more. */
  private JsonNode form(String id) {
    String file = "/forms/" + id + ".form";
    try (InputStream in = Narrative.class.getResourceAsStream(file)) {
      return in == null ? MissingNode.getInstance() : json.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("The form " + file + " is not readable JSON", e);
    }
  }

  /**
   * The section in reading order, with the questions that were asked; what was left empty is left
   * out.
   */
  public List<Passage> passages(AskedSection section, FormValues content) {
    return passages(
        section.form().map(kept::find).orElseGet(() -> form(section.section().form())), content);
  }

  /** What was written in any of our forms, by the form's id; what was left empty is left out. */
  public List<Passage> passages(String form, FormValues content) {
    return passages(form(form), content);
  }

  private List<Passage> passages(JsonNode form, FormValues content) {
    Teller teller = new Teller(content);
    teller.tell(form.path("components"), content, "");
    teller.close();
    // A field that the form no longer has was signed all the same.
    List<Line> rest =
        content.fields().entrySet().stream()
            .filter(field -> !teller.told.contains(field.getKey()))
            .filter(field -> !NOT_CONTENT.contains(field.getKey()))
            .filter(field -> field.getValue() != null)
            .map(field -> new Line(field.getKey(), field.getKey(), field.getValue().toString()))
            .filter(line -> !line.text().isBlank() && !line.text().equals("[]"))
            .toList();
    if (!rest.isEmpty()) {
      teller.passages.add(new Passage("Asked in an earlier form", rest));
    }
    return teller.passages;
  }

  private static final class Teller {
    private final FormValues all;
    private final Set<String> told = new TreeSet<>();
    private final List<Passage> passages = new ArrayList<>();
    private String heading = "";
    private String row = "";
    private List<Line> lines = new ArrayList<>();

    Teller(FormValues all) {
      this.all = all;
    }

    void tell(JsonNode parts, FormValues content, String under) {
      for (JsonNode part : parts) {
        String type = part.path("type").asText();
        if (type.equals("group")) {
          head(part.path("label").asText(""));
          tell(part.path("components"), content, part.path("label").asText(""));
          head(under);
        } else if (type.equals("dynamiclist")) {
          rows(part, under);
        } else if (part.has("key") && !NOT_CONTENT.contains(part.path("key").asText())) {
          line(part, content);
        }
      }
    }

    private void rows(JsonNode list, String under) {
      String path = list.path("path").asText();
      told.add(path);
      int number = 0;
      for (FormValues cells : all.rows(path)) {
        number++;
        head("%s %d".formatted(singular(list.path("label").asText()), number));
        row = path + "/" + number + "/";
        tell(list.path("components"), cells, heading);
      }
      row = "";
      head(under);
    }

    private void line(JsonNode field, FormValues content) {
      String key = field.path("key").asText();
      told.add(key);
      String text = text(field, content.fields().get(key));
      if (!text.isBlank()) {
        String label = field.path("label").asText(field.path("dateLabel").asText(key));
        lines.add(new Line(row + key, label, text));
      }
    }

    private static String text(JsonNode field, Object value) {
      if (value == null) {
        return "";
      }
      if (value instanceof Boolean yes) {
        return yes ? "Yes" : "No";
      }
      if (value instanceof List<?> chosen) {
        return chosen.stream()
            .map(one -> option(field, one.toString()))
            .collect(Collectors.joining(", "));
      }
      if (field.path("type").asText().equals("datetime")) {
        return date(value.toString());
      }
      return option(field, value.toString());
    }

    /** A day as people write it; a time, or what is no date, as it was sent. */
    private static String date(String text) {
      try {
        return EnglishText.day(LocalDate.parse(text));
      } catch (DateTimeParseException e) {
        return text;
      }
    }

    private static String option(JsonNode field, String value) {
      for (JsonNode option : field.path("values")) {
        if (option.path("value").asText().equals(value)) {
          return option.path("label").asText();
        }
      }
      return value;
    }

    /** "Key issues" head the list, "Key issue 2" heads one of them. */
    private static String singular(String label) {
      return label.matches(".*[^s]s") ? label.substring(0, label.length() - 1) : label;
    }

    private void head(String next) {
      close();
      heading = next;
    }

    void close() {
      if (!lines.isEmpty()) {
        passages.add(new Passage(heading, List.copyOf(lines)));
      }
      lines = new ArrayList<>();
    }
  }
}
