package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.peerchallenge.engine.FileCheck.Fault;
import org.peerchallenge.engine.FormContract.Key;

/**
 * Every form that has a class, changed in every way that would part the two: each change is told
 * with file and field. No engine runs.
 */
class FormContractTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Catalogue CATALOGUE = new Catalogue();
  private static final Pattern TAG = Pattern.compile("\\{\\{.*?}}");

  private final Map<String, JsonNode> forms = forms();
  private int planted;

  @AfterEach
  void sayHowMany(TestInfo test) {
    System.out.printf(
        "Planted in %d forms: %d, %s%n", forms.size(), planted, test.getDisplayName());
  }

  @Test
  void anUntouchedFormAndItsClassAgree() {
    forms.forEach((form, file) -> assertThat(faults(form, file)).as(form).isEmpty());
    assertThat(forms).isNotEmpty();
  }

  @Test
  void aFieldThatWasRenamedIsTold() {
    everyField(
        (form, field) -> {
          String key = keyOf(field);
          field.put(keyName(field), key + "X");
          told(form, key);
        });
    assertThat(planted).isGreaterThan(forms.size());
  }

  @Test
  void aFieldThatWasRemovedIsTold() {
    everyField(
        (form, field) -> {
          String key = keyOf(field);
          // What remains stands in its place.
          field.removeAll();
          field.put("type", "spacer").put("id", "Field_gone");
          told(form, key);
        });
    assertThat(planted).isGreaterThan(forms.size());
  }

  @Test
  void aFieldOfAnotherTypeIsTold() {
    everyField(
        (form, field) -> {
          if (isSent(field)) {
            field.put("type", field.path("type").asText().equals("number") ? "checkbox" : "number");
            if (field.has("path")) {
              field.put("key", field.path("path").asText());
            }
            told(form, keyOf(field));
          }
        });
    assertThat(planted).isGreaterThan(forms.size());
  }

  @Test
  void anAnswerThatJavaCannotReadIsTold() {
    everyField(
        (form, field) -> {
          Key key = sent(form.id).get(form.place);
          if (key != null && !key.answers().isEmpty()) {
            ((ObjectNode) field.path("values").get(0)).put("value", "somethingElse");
            told(form, "somethingElse");
          }
        });
    assertThat(planted).isPositive();
  }

  @Test
  void aFieldThatMayStayEmptyAndIsNeededIsTold() {
    everyField(
        (form, field) -> {
          Key key = sent(form.id).get(form.place);
          if (key != null && !key.mayBeEmpty() && isSent(field)) {
            ((ObjectNode) field.path("validate")).put("required", false);
            told(form, "may stay empty");
          }
        });
    assertThat(planted).isPositive();
  }

  @Test
  void aFlagOfOneSideAloneIsTold() {
    everyField(
        (form, field) -> {
          if (field.path("properties").path("engine").asText().equals("flag")) {
            field.remove("properties");
            told(form, keyOf(field));
          } else if (isSent(field) && !form.place.contains(".")) {
            field.putObject("properties").put("engine", "flag");
            told(form, keyOf(field));
          }
        });
    assertThat(planted).isGreaterThan(forms.size());
  }

  @Test
  void aNameThatTheFormAsksForOtherwiseIsTold() {
    forms.forEach(
        (form, file) ->
            shown(form)
                .forEach(
                    (place, key) -> {
                      JsonNode copy = file.deepCopy();
                      if (replace(copy, key.name(), key.name() + "X")) {
                        told(new Planted(form, copy, place), key.name());
                      }
                    }));
    assertThat(planted).isGreaterThan(forms.size());
  }

  @Test
  void aValueThatTheFormShowsNoMoreIsTold() {
    forms.forEach(
        (form, file) ->
            shown(form)
                .forEach(
                    (place, key) -> {
                      JsonNode copy = file.deepCopy();
                      drop(copy, key.name());
                      // What showed a cell may have been all that showed its list.
                      told(new Planted(form, copy, place), key.name(), place.split("\\.")[0]);
                    }));
    assertThat(planted).isGreaterThan(forms.size());
  }

  @Test
  void aValueThatJavaShowsNoMoreIsToldWhereTheFormAsksForIt() {
    forms.forEach(
        (form, file) -> {
          FormContract contract = CATALOGUE.forms().get(form);
          for (String name : contract.shown().keySet()) {
            boolean prefilled = contract.sent().containsKey(name);
            Map<String, Key> less = new LinkedHashMap<>(contract.shown());
            boolean options = less.remove(name).kind() == FormContract.Kind.OPTIONS;
            if (!prefilled || options) {
              List<Fault> faults =
                  faults(
                      form,
                      file,
                      new FormContract(
                          contract.type(), contract.ref(), less, contract.sent(), false));
              planted++;
              assertThat(faults)
                  .as("%s without %s", form, name)
                  .anySatisfy(fault -> assertThat(fault.toString()).contains(name));
            }
          }
        });
    assertThat(planted).isPositive();
  }

  @Test
  void aFieldThatOnlyTheFormKnowsStopsNobody() {
    forms.forEach(
        (form, file) -> {
          JsonNode copy = file.deepCopy();
          ((ArrayNode) copy.path("components"))
              .add(
                  JSON.createObjectNode()
                      .put("type", "textarea")
                      .put("key", "remarkOfMine")
                      .put("label", "Remark"));
          assertThat(faults(form, copy))
              .as(form)
              .allSatisfy(
                  fault -> assertThat(fault.severity()).isEqualTo(FileCheck.Severity.WARNING));
        });
  }

  /** A copy of a form with one thing changed. */
  private record Planted(String id, JsonNode file, String place) {}

  private void everyField(BiConsumer<Planted, ObjectNode> change) {
    forms.forEach(
        (form, file) ->
            places(file)
                .forEach(
                    place -> {
                      JsonNode copy = file.deepCopy();
                      walk(
                          copy,
                          "",
                          (at, field) -> {
                            if (at.equals(place)) {
                              change.accept(new Planted(form, copy, place), field);
                            }
                          });
                    }));
  }

  private void told(Planted form, String... words) {
    planted++;
    assertThat(faults(form.id, form.file))
        .as("%s, %s", form.id, form.place)
        .isNotEmpty()
        .anySatisfy(
            fault -> {
              assertThat(fault.file()).isEqualTo("forms/" + form.id + ".form");
              assertThat(fault.element() + fault.problem()).containsAnyOf(words);
            });
  }

  private static List<Fault> faults(String id, JsonNode file) {
    return faults(id, file, CATALOGUE.forms().get(id));
  }

  private static List<Fault> faults(String id, JsonNode file, FormContract contract) {
    List<Fault> faults = new ArrayList<>();
    new FormContractCheck("forms/" + id + ".form", schema(file), contract, faults).check();
    return faults;
  }

  private static FormSchema schema(JsonNode file) {
    try {
      return FormSchema.read(new ByteArrayInputStream(JSON.writeValueAsBytes(file)), JSON);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Set<String> places(JsonNode file) {
    Set<String> places = new TreeSet<>();
    walk(file, "", (place, field) -> places.add(place));
    return places;
  }

  /** Every field with a key, rows inside their list. */
  private static void walk(JsonNode part, String in, BiConsumer<String, ObjectNode> visit) {
    List<JsonNode> parts = new ArrayList<>();
    part.path("components").forEach(parts::add);
    for (JsonNode one : parts) {
      String key = keyOf(one);
      walk(one, key.isEmpty() ? in : in + key + ".", visit);
      if (!key.isEmpty()) {
        visit.accept(in + key, (ObjectNode) one);
      }
    }
  }

  private static String keyName(JsonNode field) {
    return field.path("type").asText().equals("dynamiclist") ? "path" : "key";
  }

  private static String keyOf(JsonNode field) {
    return field.path(keyName(field)).asText("");
  }

  private static boolean isSent(JsonNode field) {
    return !field.path("readonly").asBoolean() && !field.path("disabled").asBoolean();
  }

  private static Map<String, Key> sent(String form) {
    return flat(CATALOGUE.forms().get(form).sent(), "");
  }

  private static Map<String, Key> shown(String form) {
    return flat(CATALOGUE.forms().get(form).shown(), "");
  }

  private static Map<String, Key> flat(Map<String, Key> keys, String in) {
    Map<String, Key> flat = new TreeMap<>();
    keys.forEach(
        (name, key) -> {
          flat.put(in + name, key);
          flat.putAll(flat(key.row(), in + name + "."));
        });
    return flat;
  }

  /** Writes a name otherwise in texts, expressions and sources; the keys of fields stay. */
  private static boolean replace(JsonNode node, String name, String by) {
    boolean[] found = {false};
    eachText(
        node,
        (text, write) -> {
          String other =
              text.startsWith("=")
                  ? text.replaceAll("\\b" + name + "\\b", by)
                  : TAG.matcher(text)
                      .replaceAll(tag -> tag.group().replaceAll("\\b" + name + "\\b", by));
          if (!other.equals(text)) {
            found[0] = true;
            write.accept(other);
          }
        });
    return found[0];
  }

  private static void eachText(JsonNode node, BiConsumer<String, Consumer<String>> visit) {
    if (node instanceof ObjectNode object) {
      new ArrayList<>(object.properties())
          .forEach(
              entry -> {
                if (entry.getValue().isTextual()) {
                  visit.accept(
                      entry.getValue().asText(),
                      text -> object.set(entry.getKey(), TextNode.valueOf(text)));
                } else {
                  eachText(entry.getValue(), visit);
                }
              });
    } else {
      node.forEach(one -> eachText(one, visit));
    }
  }

  /** Takes out every part and column that has to do with a name. */
  private static void drop(JsonNode node, String name) {
    if (node instanceof ArrayNode array) {
      for (int i = array.size() - 1; i >= 0; i--) {
        JsonNode bare = array.get(i).deepCopy();
        if (bare instanceof ObjectNode object) {
          object.remove("components");
          object.remove("columns");
        }
        if (bare.toString().matches("(?s).*\\b" + name + "\\b.*")) {
          array.remove(i);
        } else {
          drop(array.get(i), name);
        }
      }
    } else {
      node.forEach(one -> drop(one, name));
    }
  }

  private static Map<String, JsonNode> forms() {
    Map<String, JsonNode> forms = new TreeMap<>();
    for (FileSet.File file : PlantedFaultsTest.FILES.ending("form")) {
      if (CATALOGUE.forms().containsKey(file.stem())) {
        try {
          forms.put(file.stem(), JSON.readTree(file.bytes()));
        } catch (IOException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    return forms;
  }
}
