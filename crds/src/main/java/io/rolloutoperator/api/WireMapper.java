package io.rolloutoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.rolloutoperator.api.schema.Field;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How records are read from and written to JSON: no silent conversion of types, and nothing written
 * that is absent.
 */
final class WireMapper {

  static final JsonMapper MAPPER = create();

  private WireMapper() {}

  private static JsonMapper create() {
    SimpleModule times = new SimpleModule();
    times.addSerializer(Instant.class, new TimeWriter());
    times.addDeserializer(Instant.class, new TimeReader());
    JsonMapper.Builder builder =
        JsonMapper.builder()
            .addModule(times)
            .annotationIntrospector(new Presence())
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);
    builder.withCoercionConfigDefaults(
        config -> config.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail));
    builder.withCoercionConfig(
        LogicalType.Textual,
        config ->
            config
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
    return builder.build();
  }

  /**
   * Which components are written: numbers, truth values and texts that mean "absent" only where the
   * API wants them.
   */
  private static final class Presence extends JacksonAnnotationIntrospector {
    @Override
    public JsonInclude.Value findPropertyInclusion(Annotated annotated) {
      return JsonInclude.Value.empty().withValueInclusion(inclusion(annotated));
    }

    private static JsonInclude.Include inclusion(Annotated annotated) {
      Class<?> type = annotated.getRawType();
      Field field = annotated.getAnnotation(Field.class);
      boolean required = field != null && field.required();
      if (type.isPrimitive()) {
        return required ? JsonInclude.Include.ALWAYS : JsonInclude.Include.NON_DEFAULT;
      }
      if (type == String.class && required) {
        return JsonInclude.Include.ALWAYS;
      }
      boolean emptyIsAbsent =
          (type == String.class && !isNullable(annotated))
              || Collection.class.isAssignableFrom(type)
              || Map.class.isAssignableFrom(type);
      return emptyIsAbsent ? JsonInclude.Include.NON_EMPTY : JsonInclude.Include.NON_NULL;
    }

    /** A nullable text tells absent from empty. */
    private static boolean isNullable(Annotated annotated) {
      AnnotatedElement element = annotated.getAnnotated();
      return switch (element) {
        case Method method -> method.getAnnotatedReturnType().isAnnotationPresent(Nullable.class);
        case java.lang.reflect.Field field ->
            field.getAnnotatedType().isAnnotationPresent(Nullable.class);
        case null, default -> false;
      };
    }
  }

  private static final class TimeWriter extends StdSerializer<Instant> {
    TimeWriter() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(DateTimeFormatter.ISO_INSTANT.format(value.truncatedTo(ChronoUnit.SECONDS)));
    }
  }

  private static final class TimeReader extends StdDeserializer<Instant> {
    TimeReader() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
      if (in.currentToken() != JsonToken.VALUE_STRING) {
        return (Instant) context.handleUnexpectedToken(Instant.class, in);
      }
      try {
        return OffsetDateTime.parse(in.getText()).toInstant();
      } catch (DateTimeException e) {
        return (Instant) context.handleWeirdStringValue(Instant.class, in.getText(), "not a time");
      }
    }
  }
}
