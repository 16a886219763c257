package io.rolloutoperator.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;

/**
 * A value that is written either as a 32-bit number or as a text, such as {@code 5} or {@code
 * "25%"}.
 */
@JsonSerialize(using = IntOrString.Writer.class)
@JsonDeserialize(using = IntOrString.Reader.class)
public sealed interface IntOrString {

  /** Written as a number. */
  record Int(int value) implements IntOrString {
    @Override
    public String toString() {
      return Integer.toString(value);
    }
  }

  /** Written as a text. */
  record Text(String value) implements IntOrString {
    @Override
    public String toString() {
      return value;
    }
  }

  static IntOrString of(int value) {
    return new Int(value);
  }

  static IntOrString of(String value) {
    return new Text(value);
  }

  /** Writes the value as it was read. */
  final class Writer extends StdSerializer<IntOrString> {
    Writer() {
      super(IntOrString.class);
    }

    @Override
    public void serialize(IntOrString value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      switch (value) {
        case Int number -> out.writeNumber(number.value());
        case Text text -> out.writeString(text.value());
      }
    }
  }

  /** Accepts whole 32-bit numbers and texts. */
  final class Reader extends StdDeserializer<IntOrString> {
    Reader() {
      super(IntOrString.class);
    }

    @Override
    public IntOrString deserialize(JsonParser in, DeserializationContext context)
        throws IOException {
      if (in.currentToken() == JsonToken.VALUE_NUMBER_INT) {
        return new Int(in.getIntValue());
      }
      if (in.currentToken() == JsonToken.VALUE_STRING) {
        return new Text(in.getText());
      }
      return (IntOrString) context.handleUnexpectedToken(IntOrString.class, in);
    }
  }
}
