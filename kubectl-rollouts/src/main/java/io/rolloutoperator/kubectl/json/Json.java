package io.rolloutoperator.kubectl.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Trees from and to JSON by the streaming parser alone: the data binding of Jackson takes longer to
 * load than a request to the API server.
 */
public final class Json {

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Bookkeeping of the API server that is a third of an object and that nobody is shown. */
  private static final String MANAGED_FIELDS = "managedFields";

  private Json() {}

  /**
   * Reads one value.
   *
   * @throws IOException if this is no JSON, or on a broken connection
   */
  public static JsonNode read(InputStream in) throws IOException {
    try (JsonParser parser = FACTORY.createParser(in)) {
      parser.nextToken();
      return value(parser, false);
    }
  }

  /** Reads one value; {@code managedFields} are left out wherever they stand. */
  public static JsonNode readTrimmed(InputStream in) throws IOException {
    try (JsonParser parser = FACTORY.createParser(in)) {
      parser.nextToken();
      return value(parser, true);
    }
  }

  /**
   * Reads one value.
   *
   * @throws IOException if this is no JSON
   */
  public static JsonNode read(String text) throws IOException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      parser.nextToken();
      return value(parser, false);
    }
  }

  /** A parser for a stream of values, such as a watch sends them. */
  public static JsonParser values(InputStream in) throws IOException {
    return FACTORY.createParser(in).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
  }

  /** The next value of such a stream, trimmed; null at its end. */
  public static @Nullable JsonNode next(JsonParser values) throws IOException {
    return values.nextToken() == null ? null : value(values, true);
  }

  private static JsonNode value(JsonParser parser, boolean trimmed) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      return NODES.missingNode();
    }
    return switch (token) {
      case START_OBJECT -> object(parser, trimmed);
      case START_ARRAY -> array(parser, trimmed);
      case VALUE_STRING -> NODES.textNode(parser.getText());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> DecimalNode.valueOf(parser.getDecimalValue());
      case VALUE_NULL, NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          NODES.nullNode();
    };
  }

  private static JsonNode integer(JsonParser parser) throws IOException {
    return switch (parser.getNumberType()) {
      case INT -> NODES.numberNode(parser.getIntValue());
      case LONG -> NODES.numberNode(parser.getLongValue());
      case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> NODES.numberNode(parser.getBigIntegerValue());
    };
  }

  private static ObjectNode object(JsonParser parser, boolean trimmed) throws IOException {
    ObjectNode object = NODES.objectNode();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      if (trimmed && name.equals(MANAGED_FIELDS)) {
        parser.skipChildren();
      } else {
        object.set(name, value(parser, trimmed));
      }
    }
    return object;
  }

  private static ArrayNode array(JsonParser parser, boolean trimmed) throws IOException {
    ArrayNode array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(parser, trimmed));
    }
    return array;
  }

  /** In one line without spaces, the way requests are sent. */
  public static String compact(JsonNode tree) {
    return written(tree, false);
  }

  /** Indented by four spaces, as kubectl prints objects; ends without a line feed. */
  public static String pretty(JsonNode tree) {
    return written(tree, true);
  }

  private static String written(JsonNode tree, boolean pretty) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      if (pretty) {
        out.setPrettyPrinter(new Indented());
      }
      write(tree, out);
    } catch (IOException e) {
      throw new UncheckedIOException("a tree cannot be written to memory", e);
    }
    return PlainText.escaped(text.toString());
  }

  private static void write(JsonNode tree, JsonGenerator out) throws IOException {
    switch (tree.getNodeType()) {
      case OBJECT, POJO -> {
        out.writeStartObject();
        for (var field : tree.properties()) {
          out.writeFieldName(field.getKey());
          write(field.getValue(), out);
        }
        out.writeEndObject();
      }
      case ARRAY -> {
        out.writeStartArray();
        for (JsonNode element : tree) {
          write(element, out);
        }
        out.writeEndArray();
      }
      case STRING, BINARY -> out.writeString(tree.textValue());
      case BOOLEAN -> out.writeBoolean(tree.booleanValue());
      case NUMBER -> out.writeNumber(tree.asText());
      case NULL, MISSING -> out.writeNull();
    }
  }

  /** {@code "name": value}, objects and lists each element on a line of its own. */
  private static final class Indented extends DefaultPrettyPrinter {

    private static final long serialVersionUID = 1;

    Indented() {
      super(
          Separators.createDefaultInstance()
              .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
              .withObjectEmptySeparator("")
              .withArrayEmptySeparator(""));
      DefaultIndenter indenter = new DefaultIndenter("    ", "\n");
      indentObjectsWith(indenter);
      indentArraysWith(indenter);
    }

    @Override
    public DefaultPrettyPrinter createInstance() {
      return new Indented();
    }
  }
}
