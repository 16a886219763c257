package io.rolloutoperator.kubectl.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** How the pieces that every page is made of are written in JSON. */
final class PageJson {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private PageJson() {}

  static ObjectNode object() {
    return NODES.objectNode();
  }

  /** {@code [{"text": "Paused", "tone": "waiting"}]}: a line in its pieces. */
  static ArrayNode line(Line line) {
    ArrayNode spans = NODES.arrayNode();
    line.spans()
        .forEach(span -> spans.addObject().put("text", span.text()).put("tone", of(span.tone())));
    return spans;
  }

  static ObjectNode health(Health health) {
    return object()
        .put("word", health.word())
        .put("icon", health.icon())
        .put("tone", of(health.tone()));
  }

  static String of(Tone tone) {
    return tone.name().toLowerCase(Locale.ROOT);
  }

  static ArrayNode texts(Collection<String> texts) {
    ArrayNode array = NODES.arrayNode();
    texts.forEach(array::add);
    return array;
  }

  static ArrayNode all(Collection<? extends JsonNode> nodes) {
    return NODES.arrayNode().addAll(nodes.stream().map(JsonNode.class::cast).toList());
  }

  /** In RFC 3339; null if there is none. */
  static JsonNode time(Optional<Instant> time) {
    return time.<JsonNode>map(instant -> NODES.textNode(instant.toString()))
        .orElse(NODES.nullNode());
  }

  /** A node of the tree with those below it. */
  static ObjectNode tree(TreeNode node) {
    ObjectNode json = object().put("icon", node.icon()).put("name", node.name());
    json.put("kind", node.kind()).put("tone", of(node.tone()));
    json.set("status", line(node.status()));
    json.set("info", line(node.info()));
    json.set("created", time(node.created()));
    json.set("keptUntil", time(node.keptUntil()));
    json.set("children", all(node.children().stream().map(PageJson::tree).toList()));
    return json;
  }
}
