package io.rolloutoperator.kubectl.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Trees from YAML 1.2. JSON is YAML too. */
public final class Yaml {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Far above any manifest; below it a file of aliases of aliases stays small. */
  private static final int MOST_ALIASES = 200;

  private static final int MOST_CHARACTERS = 16 * 1024 * 1024;

  private Yaml() {}

  /**
   * All documents of a file; empty ones are left out.
   *
   * @throws IOException with one line that names the place, if this is no YAML
   */
  public static List<JsonNode> documents(String text) throws IOException {
    LoadSettings settings =
        LoadSettings.builder()
            .setMaxAliasesForCollections(MOST_ALIASES)
            .setCodePointLimit(MOST_CHARACTERS)
            .build();
    try {
      List<JsonNode> documents = new ArrayList<>();
      for (Object document : new Load(settings).loadAllFromString(text)) {
        JsonNode tree = tree(document);
        if (!tree.isNull()) {
          documents.add(tree);
        }
      }
      return documents;
    } catch (YamlEngineException e) {
      throw new IOException(oneLine(e), e);
    } catch (StackOverflowError e) {
      throw new IOException("nested too deeply", e);
    }
  }

  private static String oneLine(YamlEngineException e) {
    if (e instanceof MarkedYamlEngineException marked && marked.getProblemMark().isPresent()) {
      return "line " + (marked.getProblemMark().get().getLine() + 1) + ": " + marked.getProblem();
    }
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("cannot be read");
  }

  /** No pattern switch: every command reads a kubeconfig, and a first switch costs milliseconds. */
  private static JsonNode tree(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = NODES.objectNode();
      map.forEach((key, entry) -> object.set(String.valueOf(key), tree(entry)));
      return object;
    }
    if (value instanceof Iterable<?> list) {
      ArrayNode array = NODES.arrayNode();
      list.forEach(element -> array.add(tree(element)));
      return array;
    }
    return value == null ? NODES.nullNode() : scalar(value);
  }

  private static JsonNode scalar(Object value) {
    if (value instanceof Boolean bool) {
      return NODES.booleanNode(bool);
    }
    if (value instanceof Integer number) {
      return NODES.numberNode(number);
    }
    if (value instanceof Long number) {
      return NODES.numberNode(number);
    }
    if (value instanceof BigInteger number) {
      return NODES.numberNode(number);
    }
    return value instanceof Double number
        ? NODES.numberNode(number)
        : NODES.textNode(value.toString());
  }
}
