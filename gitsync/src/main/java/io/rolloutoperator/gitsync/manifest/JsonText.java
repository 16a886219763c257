package io.rolloutoperator.gitsync.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Objects written as JSON, one after the other. The YAML engine would do but for tabs, which it
 * never takes for space between tokens.
 */
final class JsonText {

  private static final JsonFactory FACTORY = new JsonFactory();

  private final String text;
  private final Budget budget;

  JsonText(String text, Budget budget) {
    this.text = text;
    this.budget = budget;
  }

  /** Whether it is worth a try. */
  static boolean looksLike(String text) {
    return text.stripLeading().startsWith("{");
  }

  /**
   * @throws IOException if it is not JSON
   */
  List<YamlDocument> documents() throws IOException {
    List<YamlDocument> documents = new ArrayList<>();
    try (JsonParser tokens = FACTORY.createParser(text)) {
      while (tokens.nextToken() != null) {
        budget.document();
        KeyLines lines = new KeyLines(line(tokens));
        JsonNode root = node(tokens, lines, 0);
        documents.add(new YamlDocument(root, budget.origin(lines.first(root)), lines));
      }
    }
    return documents;
  }

  private JsonNode node(JsonParser tokens, KeyLines lines, int depth) throws IOException {
    budget.add(1);
    return switch (tokens.currentToken()) {
      case START_OBJECT -> object(tokens, lines, depth + 1);
      case START_ARRAY -> array(tokens, lines, depth + 1);
      case VALUE_TRUE -> BooleanNode.TRUE;
      case VALUE_FALSE -> BooleanNode.FALSE;
      case VALUE_NULL -> NullNode.getInstance();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(tokens);
      default -> new TextNode(WholeText.of(tokens.getText()));
    };
  }

  private ObjectNode object(JsonParser tokens, KeyLines lines, int depth) throws IOException {
    int start = line(tokens);
    budget.depth(start, depth);
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    Map<String, Integer> keyLines = new LinkedHashMap<>();
    while (tokens.nextToken() != JsonToken.END_OBJECT) {
      String key = WholeText.of(tokens.currentName());
      budget.add(1);
      if (keyLines.put(key, line(tokens)) != null) {
        throw budget.error(line(tokens), "duplicate key \"" + key + "\"");
      }
      tokens.nextToken();
      object.set(key, node(tokens, lines, depth));
    }
    lines.add(object, start, keyLines);
    return object;
  }

  private ArrayNode array(JsonParser tokens, KeyLines lines, int depth) throws IOException {
    budget.depth(line(tokens), depth);
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    while (tokens.nextToken() != JsonToken.END_ARRAY) {
      array.add(node(tokens, lines, depth));
    }
    return array;
  }

  private JsonNode number(JsonParser tokens) throws IOException {
    return NumberText.parse(tokens.getText())
        .orElseThrow(() -> budget.error(line(tokens), "a number must be finite"));
  }

  private static int line(JsonParser tokens) {
    return tokens.currentTokenLocation().getLineNr();
  }
}
