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
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Trees from YAML in values of ConfigMaps and annotations. JSON is YAML too.
 *
 * <p>Tenants write them: what a text stands for is counted before it is built, and again while its
 * aliases are replaced by copies.
 */
public final class YamlTree {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MOST_ALIASES = 50;
  private static final int MOST_CHARACTERS = 1024 * 1024;
  private static final int MOST_NODES = 10_000;
  private static final int DEEPEST = 100;

  private int nodes;

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

  /**
   * Reads one document; an empty one is null.
   *
   * @param text at most 1 MiB, 50 aliases, 10,000 nodes once they are copied, nested at most 100
   *     deep
   */
  public static Reading read(String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setMaxAliasesForCollections(MOST_ALIASES)
            .setCodePointLimit(MOST_CHARACTERS)
            .setAllowDuplicateKeys(false)
            .setAllowRecursiveKeys(false)
            .build();
    try {
      new YamlTree().count(new Parse(settings).parseString(text));
      return new Reading.Read(new YamlTree().tree(new Load(settings).loadFromString(text), 0));
    } catch (YamlEngineException e) {
      return new Reading.Unreadable(oneLine(e));
    } catch (TooLarge e) {
      return new Reading.Unreadable(String.valueOf(e.getMessage()));
    }
  }

  /** What is built of a node takes a hundred times its text. */
  private void count(Iterable<Event> events) {
    int depth = 0;
    for (Event event : events) {
      switch (event) {
        case CollectionStartEvent _ -> enter(depth++);
        case CollectionEndEvent _ -> depth--;
        case ScalarEvent _, AliasEvent _ -> enter(depth);
        default -> {
          // Marks where documents begin and end.
        }
      }
    }
  }

  private void enter(int depth) {
    if (depth > DEEPEST) {
      throw new TooLarge("nested deeper than " + DEEPEST);
    }
    if (++nodes > MOST_NODES) {
      throw new TooLarge("more than " + MOST_NODES + " values, those of aliases included");
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

  private JsonNode tree(@Nullable Object value, int depth) {
    enter(depth);
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

  private static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLarge(String message) {
      super(message, null, false, false);
    }
  }
}
