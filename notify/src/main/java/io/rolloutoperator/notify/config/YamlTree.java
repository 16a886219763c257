package io.rolloutoperator.notify.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Trees from YAML in values of ConfigMaps and annotations. JSON is YAML too. */
public final class YamlTree {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MOST_ALIASES = 50;
  private static final int MOST_CHARACTERS = 1024 * 1024;
  private static final int DEEPEST = 100;

  private YamlTree() {}

  /** What reading ends in. */
  public sealed interface Reading {
    record Read(JsonNode tree) implements Reading {}

    /**
     * This is no YAML, or too large.
     *
     * @param message one line with the place
     */
    record Unreadable(String message) implements Reading {}
  }

  /** Reads one document; an empty one is null. */
  public static Reading read(String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setMaxAliasesForCollections(MOST_ALIASES)
            .setCodePointLimit(MOST_CHARACTERS)
            .setAllowDuplicateKeys(false)
            .setAllowRecursiveKeys(false)
            .build();
    try {
      return new Reading.Read(tree(new Load(settings).loadFromString(text), 0));
    } catch (YamlEngineException e) {
      return new Reading.Unreadable(oneLine(e));
    } catch (TooDeep _) {
      return new Reading.Unreadable("nested deeper than " + DEEPEST);
    }
  }

  private static String oneLine(YamlEngineException e) {
    if (e instanceof MarkedYamlEngineException marked && marked.getProblemMark().isPresent()) {
      return "line " + (marked.getProblemMark().get().getLine() + 1) + ": " + marked.getProblem();
    }
    String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("cannot be read");
    // A template without quotes is a mapping whose key is a mapping: nobody means that.
    return first.startsWith("Non scalar key")
        ? "a text that begins with {{ must stand in quotes"
        : first;
  }

  private static JsonNode tree(@Nullable Object value, int depth) {
    if (depth > DEEPEST) {
      throw new TooDeep();
    }
    return switch (value) {
      case null -> NODES.nullNode();
      case Map<?, ?> map -> {
        ObjectNode object = NODES.objectNode();
        map.forEach((key, entry) -> object.set(String.valueOf(key), tree(entry, depth + 1)));
        yield object;
      }
      case Iterable<?> list -> {
        ArrayNode array = NODES.arrayNode();
        list.forEach(element -> array.add(tree(element, depth + 1)));
        yield array;
      }
      case Boolean bool -> NODES.booleanNode(bool);
      case Integer number -> NODES.numberNode(number);
      case Long number -> NODES.numberNode(number);
      case BigInteger number -> NODES.numberNode(number);
      case Double number -> NODES.numberNode(number);
      default -> NODES.textNode(value.toString());
    };
  }

  private static final class TooDeep extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooDeep() {
      super("too deep", null, false, false);
    }
  }
}
