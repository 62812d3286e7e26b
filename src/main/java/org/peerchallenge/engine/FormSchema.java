package org.peerchallenge.engine;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.peerchallenge.kernel.FormValues;

/** A Camunda Form as the server reads it: its fields and what each allows. */
final class FormSchema {

  /** Where a field's value goes. */
  enum Destination {
    /** To our tables: the rule for everything that a form does not declare otherwise. */
    CONTENT,
    /** To the process, as a variable that a gateway reads. */
    FLAG,
    /** To the process, as the business key of the instance that a start form starts. */
    BUSINESS_KEY
  }

  /** One part of a form; only parts with a key hold a value. */
  record Field(JsonNode node) {

    String type() {
      return node.path("type").asText();
    }

    String key() {
      return node.path(type().equals("dynamiclist") || type().equals("group") ? "path" : "key")
          .asText("");
    }

    /** The name that a person sees, for messages. */
    String label() {
      String label = node.path("label").asText("").trim();
      return label.isEmpty() || label.startsWith("=") ? key() : label;
    }

    JsonNode rule(String name) {
      return node.path("validate").path(name);
    }

    Optional<String> hiddenWhen() {
      String hide = node.path("conditional").path("hide").asText("");
      return hide.isBlank() ? Optional.empty() : Optional.of(hide.replaceFirst("^=", ""));
    }

    /** The field, and the fields of its rows. */
    Stream<Field> withRows() {
      return Stream.concat(Stream.of(this), children().stream().flatMap(Field::withRows));
    }

    boolean isRequired() {
      return rule("required").asBoolean();
    }

    /** The values that a choice offers; empty when they come from elsewhere. */
    Set<String> answers() {
      Set<String> answers = new TreeSet<>();
      node.path("values").forEach(one -> answers.add(one.path("value").asText()));
      return answers;
    }

    Destination destination() {
      return switch (node.path("properties").path("engine").asText("")) {
        case "flag" -> Destination.FLAG;
        case "businessKey" -> Destination.BUSINESS_KEY;
        default -> Destination.CONTENT;
      };
    }

    List<Field> children() {
      List<Field> children = new ArrayList<>();
      node.path("components").forEach(child -> children.add(new Field(child)));
      return children;
    }

    /** A group without a path is only a frame: its fields are the form's own. */
    boolean isFrame() {
      return type().equals("group") && key().isEmpty();
    }

    boolean isSentByPeople() {
      return !key().isEmpty()
          && !type().equals("expression")
          && !isTrue(node.path("disabled"))
          && !isTrue(node.path("readonly"));
    }

    private static boolean isTrue(JsonNode value) {
      return value.isBoolean() ? value.booleanValue() : !value.asText("").isBlank();
    }
  }

  private final JsonNode root;

  private FormSchema(JsonNode root) {
    this.root = root;
  }

  /**
   * Reads a form file.
   *
   * @throws UncheckedIOException when it is not JSON
   */
  static FormSchema read(InputStream file, ObjectMapper json) {
    try (file) {
      return new FormSchema(
          json.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readTree(file));
    } catch (IOException e) {
      throw new UncheckedIOException("The form is not readable JSON", e);
    }
  }

  String id() {
    return root.path("id").asText();
  }

  String type() {
    return root.path("type").asText();
  }

  /** The form's parts as they stand in the file. */
  List<Field> parts() {
    return new Field(root).children();
  }

  /** The form's fields, frames opened, in reading order; rows of lists stay inside their list. */
  List<Field> fields() {
    return fields(parts()).toList();
  }

  static Stream<Field> fields(List<Field> parts) {
    return parts.stream()
        .flatMap(part -> part.isFrame() ? fields(part.children()) : Stream.of(part));
  }

  /** A frame's condition hides everything in it: the fields that stand when it is applied. */
  List<Field> visible(FormValues values, Conditions conditions) {
    return visible(parts(), values, conditions).toList();
  }

  static Stream<Field> visible(List<Field> parts, FormValues values, Conditions conditions) {
    return parts.stream()
        .filter(part -> part.hiddenWhen().map(c -> !conditions.holds(c, values)).orElse(true))
        .flatMap(
            part ->
                part.isFrame() ? visible(part.children(), values, conditions) : Stream.of(part));
  }

  Map<String, Destination> destinations() {
    Map<String, Destination> destinations = new LinkedHashMap<>();
    fields().stream()
        .filter(field -> !field.key().isEmpty())
        .forEach(field -> destinations.put(field.key(), field.destination()));
    return destinations;
  }
}
