package org.peerchallenge.engine;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.peerchallenge.kernel.FormValues;
import org.springframework.core.ResolvableType;
import org.springframework.lang.Nullable;

/**
 * What a {@link TaskForm} shows and reads, key by key: read from its records alone, so that files
 * can be checked without an application.
 *
 * @param type the class, for messages
 * @param keepsTheRest whether it takes fields that its records do not name
 */
record FormContract(
    String type, FormRef ref, Map<String, Key> shown, Map<String, Key> sent, boolean keepsTheRest) {

  /** What a value is, on both sides. */
  enum Kind {
    TEXT("a text"),
    NUMBER("a number"),
    YES_NO("yes or no"),
    DATE("a date"),
    TIME("a time"),
    TEXTS("a list of answers"),
    ROWS("a list of rows"),
    OPTIONS("a list of options");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /**
   * One key.
   *
   * @param answers the only answers that Java can read; empty when any can be read
   * @param row the keys of a row
   */
  record Key(
      String name,
      Kind kind,
      boolean mayBeEmpty,
      boolean flag,
      Set<String> answers,
      Map<String, Key> row) {

    /** In another record, which may stay empty as a whole. */
    private Key in(String prefix, boolean whole) {
      return new Key(prefix + name, kind, mayBeEmpty || whole, flag, answers, row);
    }
  }

  /** Reads a class. */
  static FormContract of(Class<?> type) {
    FormRef ref = type.getAnnotation(FormRef.class);
    if (ref == null) {
      throw new IllegalStateException(type.getName() + " does not say which form it is: @FormRef");
    }
    Class<?> shown = generic(type, 0);
    Class<?> sent = generic(type, 1);
    return new FormContract(type.getSimpleName(), ref, keys(shown), keys(sent), keepsTheRest(sent));
  }

  static Class<?> generic(Class<?> type, int index) {
    return ResolvableType.forClass(type).as(TaskForm.class).getGeneric(index).resolve(Record.class);
  }

  private static boolean keepsTheRest(Class<?> sent) {
    for (RecordComponent one : sent.getRecordComponents()) {
      if (one.getType() == FormValues.class) {
        return true;
      }
    }
    return false;
  }

  private static Map<String, Key> keys(Class<?> record) {
    Map<String, Key> keys = new LinkedHashMap<>();
    for (RecordComponent one : record.getRecordComponents()) {
      JsonUnwrapped unwrapped = one.getAccessor().getAnnotation(JsonUnwrapped.class);
      if (unwrapped != null) {
        boolean whole = one.getAccessor().isAnnotationPresent(Nullable.class);
        keys(raw(bare(one.getGenericType())))
            .forEach(
                (name, key) ->
                    keys.put(unwrapped.prefix() + name, key.in(unwrapped.prefix(), whole)));
      } else if (one.getType() != FormValues.class) {
        Key key = key(one);
        keys.put(key.name(), key);
      }
    }
    return keys;
  }

  private static Key key(RecordComponent component) {
    Type type = component.getGenericType();
    Class<?> raw = raw(bare(type));
    boolean list = List.class.isAssignableFrom(raw);
    Class<?> one = list ? raw(((ParameterizedType) bare(type)).getActualTypeArguments()[0]) : raw;
    boolean mayBeEmpty =
        list
            || raw == boolean.class
            || raw(type) == Optional.class
            || component.getAccessor().isAnnotationPresent(Nullable.class);
    return new Key(
        name(component.getAccessor(), component.getName()),
        list ? kindOfList(one) : kind(one, component),
        mayBeEmpty,
        component.isAnnotationPresent(Flag.class),
        answers(one),
        list && one.isRecord() && one != TaskForm.Option.class ? keys(one) : Map.of());
  }

  private static Kind kindOfList(Class<?> one) {
    if (one == TaskForm.Option.class) {
      return Kind.OPTIONS;
    }
    return one.isRecord() ? Kind.ROWS : Kind.TEXTS;
  }

  private static Kind kind(Class<?> type, RecordComponent component) {
    if (type == String.class || type.isEnum()) {
      return Kind.TEXT;
    }
    if (type == boolean.class || type == Boolean.class) {
      return Kind.YES_NO;
    }
    if (type == LocalDate.class) {
      return Kind.DATE;
    }
    if (type == LocalTime.class) {
      return Kind.TIME;
    }
    if (type == int.class || type == long.class || Number.class.isAssignableFrom(type)) {
      return Kind.NUMBER;
    }
    throw new IllegalStateException(
        "A form has no values of the type of "
            + component
            + " in "
            + component.getDeclaringRecord());
  }

  private static Set<String> answers(Class<?> type) {
    Set<String> answers = new TreeSet<>();
    if (type.isEnum()) {
      for (Object constant : type.getEnumConstants()) {
        String name = ((Enum<?>) constant).name();
        try {
          answers.add(name(type.getField(name), name));
        } catch (NoSuchFieldException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    return answers;
  }

  private static String name(AnnotatedElement element, String otherwise) {
    JsonProperty named = element.getAnnotation(JsonProperty.class);
    return named == null || named.value().isEmpty() ? otherwise : named.value();
  }

  private static Type bare(Type type) {
    return raw(type) == Optional.class
        ? ((ParameterizedType) type).getActualTypeArguments()[0]
        : type;
  }

  private static Class<?> raw(Type type) {
    return type instanceof ParameterizedType generic
        ? (Class<?>) generic.getRawType()
        : (Class<?>) type;
  }
}
