package org.peerchallenge.engine;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.time.LocalTime;
import java.util.List;
import org.peerchallenge.engine.FormSchema.Field;
import org.peerchallenge.kernel.FormValues;
import org.peerchallenge.kernel.Refused;

/** Turns the values of a form into a record and back. */
final class FormMapper {

  private static final ObjectMapper JSON = mapper();

  private FormMapper() {}

  /**
   * What a form shows; what is empty is null. Of values that the record holds whole, each is a
   * field of the form, in place of what the record says besides.
   */
  static FormValues values(Record shown) {
    FormValues values = JSON.convertValue(shown, FormValues.class);
    for (RecordComponent one : shown.getClass().getRecordComponents()) {
      if (one.getType() == FormValues.class) {
        Object whole = values.fields().get(one.getName());
        values = values.without(one.getName()).with(JSON.convertValue(whole, FormValues.class));
      }
    }
    return values;
  }

  /**
   * What a form sent, checked by {@link SentForm}: an empty field is null or an empty {@link
   * java.util.Optional}, an empty list is empty, a box that is not ticked is {@code false}. A
   * component of this type holds all that was sent, also what the record does not name.
   *
   * @param form for the names of fields in messages
   * @throws Refused when a value cannot be read as the record wants it; it names the field
   */
  static <S> S record(FormValues values, Class<S> type, FormSchema form) {
    FormValues all = values;
    for (RecordComponent one : type.getRecordComponents()) {
      if (one.getType() == FormValues.class) {
        all = all.with(one.getName(), values);
      }
    }
    try {
      return JSON.convertValue(all, type);
    } catch (IllegalArgumentException e) {
      if (e.getCause() instanceof JsonMappingException wrong) {
        throw new Refused(
            "Nothing was saved yet. %s cannot be read as it was sent."
                .formatted(place(wrong.getPath(), form)));
      }
      throw e;
    }
  }

  /** “Due” in row 2 of “Actions”, as people see it. */
  private static String place(List<JsonMappingException.Reference> path, FormSchema form) {
    List<Field> fields = form.fields();
    String place = "";
    for (JsonMappingException.Reference step : path) {
      if (step.getFieldName() == null) {
        place = " in row %d of %s".formatted(step.getIndex() + 1, place);
        continue;
      }
      Field field =
          fields.stream().filter(f -> f.key().equals(step.getFieldName())).findFirst().orElse(null);
      place = "“" + (field == null ? step.getFieldName() : field.label()) + "”" + place;
      fields = field == null ? List.of() : FormSchema.fields(field.children()).toList();
    }
    return place.isEmpty() ? "Something" : place;
  }

  private static ObjectMapper mapper() {
    JsonMapper mapper =
        JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule(), times())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            // A form may ask more than Java reads: it is kept all the same.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            // A record's components are its keys, and nothing else that it can tell.
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .build();
    mapper
        .configOverride(List.class)
        .setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY, Nulls.SKIP));
    return mapper;
  }

  /** Hours and minutes; some browsers add seconds or a zone to them. */
  private static SimpleModule times() {
    return new SimpleModule()
        .addSerializer(LocalTime.class, new ToStringSerializer(LocalTime.class))
        .addDeserializer(
            LocalTime.class,
            new StdDeserializer<LocalTime>(LocalTime.class) {
              private static final long serialVersionUID = 1;

              @Override
              public LocalTime deserialize(JsonParser parser, DeserializationContext context)
                  throws IOException {
                return LocalTime.parse(parser.getText().substring(0, 5));
              }
            });
  }
}
