package org.peerchallenge.improvement.process;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.improvement.Action;
import org.peerchallenge.improvement.Support;
import org.peerchallenge.improvement.Theme;

/** The lists of the plan's forms, to and fro. */
final class Rows {

  private Rows() {}

  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> of(Map<String, Object> values, String list) {
    Object rows = values.get(list);
    return rows == null ? List.of() : (List<Map<String, Object>>) rows;
  }

  static Map<String, Object> option(String label, String value) {
    return Map.of("label", label, "value", value);
  }

  static Theme theme(Map<String, Object> row) {
    List<?> findings = row.get("findings") == null ? List.of() : (List<?>) row.get("findings");
    return new Theme(
        text(row, "title"),
        text(row, "summary"),
        findings.stream().map(number -> Integer.valueOf(number.toString())).toList());
  }

  static Map<String, Object> row(Theme theme) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("title", theme.title());
    row.put("summary", theme.summary().isEmpty() ? null : theme.summary());
    row.put("findings", theme.findings().stream().map(String::valueOf).toList());
    return row;
  }

  static Action action(Map<String, Object> row) {
    return new Action(
        text(row, "theme"),
        text(row, "what"),
        text(row, "owner"),
        Optional.of(text(row, "entry")).filter(key -> !key.isEmpty()).map(EntryKey::of),
        LocalDate.parse(text(row, "due")),
        text(row, "measure"));
  }

  static Map<String, Object> row(Action action) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("theme", action.theme().isEmpty() ? null : action.theme());
    row.put("what", action.what());
    row.put("owner", action.owner());
    row.put("entry", action.entry().map(EntryKey::value).orElse(null));
    row.put("due", action.due().toString());
    row.put("measure", action.measure());
    return row;
  }

  static Support support(Map<String, Object> row) {
    return new Support(
        text(row, "what"),
        text(row, "who"),
        text(row, "when"),
        Optional.ofNullable(row.get("cost")).map(cost -> new BigDecimal(cost.toString())));
  }

  static Map<String, Object> row(Support support) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("what", support.what());
    row.put("who", support.forWhom());
    row.put("when", support.when());
    row.put("cost", support.cost().map(BigDecimal::doubleValue).orElse(null));
    return row;
  }

  /** Every text of the lists that will be published. */
  static List<String> texts(List<Map<String, Object>> rows, String... fields) {
    List<String> texts = new ArrayList<>();
    for (Map<String, Object> row : rows) {
      for (String field : fields) {
        texts.add(text(row, field));
      }
    }
    return texts;
  }

  static String text(Map<String, Object> row, String key) {
    Object value = row.get(key);
    return value == null ? "" : value.toString();
  }
}
