package io.rolloutoperator.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.cli.Arguments;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.Flags;
import io.rolloutoperator.kubectl.cli.Session;
import io.rolloutoperator.kubectl.json.Json;
import io.rolloutoperator.kubectl.json.YamlText;
import io.rolloutoperator.kubectl.view.At;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.OptionSpec;

/** In which form a result is printed: {@code -o}. */
enum Output {
  SCREEN,
  WIDE,
  JSON,
  YAML,
  NAME;

  private static final String FLAG = "--output";

  /** Wide enough for any name: nothing is cut. */
  private static final int UNLIMITED = 1_000;

  static OptionSpec flag() {
    return Flags.text("FORMAT", "json, yaml, name or wide", "-o", FLAG);
  }

  static Output of(Arguments arguments) throws CommandFailure {
    String format = arguments.text(FLAG).orElse("screen");
    for (Output output : values()) {
      if (output.name().toLowerCase(Locale.ROOT).equals(format)) {
        return output;
      }
    }
    throw new CommandFailure(
        "unknown output format \"%s\": there are json, yaml, name and wide".formatted(format));
  }

  /** Whether objects are printed as they are, for programs. */
  boolean raw() {
    return switch (this) {
      case JSON, YAML, NAME -> true;
      case SCREEN, WIDE -> false;
    };
  }

  /** How wide a screen may be now. */
  int columns(Session session) {
    return this == WIDE ? UNLIMITED : session.around().terminal().columns();
  }

  /** Prints one object. */
  void print(Kind kind, JsonNode object, PrintStream out) {
    JsonNode shown = withoutManagedFields(object);
    switch (this) {
      case JSON -> out.println(Json.pretty(shown));
      case YAML -> out.print(YamlText.of(shown));
      case NAME ->
          out.println(
              kind.name().toLowerCase(Locale.ROOT) + "." + kind.group() + "/" + At.name(object));
      case SCREEN, WIDE -> throw new IllegalStateException("a screen has no one form");
    }
  }

  /** Prints a list as kubectl does: one object of kind List, or a name a line. */
  void print(Kind kind, List<JsonNode> objects, PrintStream out) {
    if (this == NAME) {
      objects.forEach(object -> print(kind, object, out));
      return;
    }
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.put("apiVersion", "v1");
    ArrayNode items = list.putArray("items");
    for (JsonNode object : objects) {
      items.add(typed(kind, object));
    }
    list.put("kind", "List");
    print(kind, list, out);
  }

  /** An object of a list, which may not say its type. */
  static JsonNode typed(Kind kind, JsonNode object) {
    ObjectNode typed = JsonNodeFactory.instance.objectNode();
    typed.put("apiVersion", kind.apiVersion()).put("kind", kind.name());
    object.properties().forEach(field -> typed.set(field.getKey(), field.getValue()));
    return typed;
  }

  /** Prints entries of a configuration by their names, or the names alone. */
  void print(Map<String, ? extends JsonNode> entries, PrintStream out) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    entries.forEach(tree::set);
    switch (this) {
      case JSON -> out.println(Json.pretty(tree));
      case YAML -> out.print(YamlText.of(tree));
      case NAME -> entries.keySet().forEach(out::println);
      case SCREEN, WIDE -> throw new IllegalStateException("a screen has no one form");
    }
  }

  private static JsonNode withoutManagedFields(JsonNode object) {
    ObjectNode copy = object.deepCopy();
    if (copy.get("metadata") instanceof ObjectNode metadata) {
      metadata.remove("managedFields");
    }
    return copy;
  }
}
