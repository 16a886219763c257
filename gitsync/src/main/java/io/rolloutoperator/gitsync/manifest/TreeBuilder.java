package io.rolloutoperator.gitsync.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.parser.Parser;

/** Makes the tree of one YAML document from the parser's events. An alias becomes a copy. */
final class TreeBuilder {

  private static final String MERGE = "<<";

  /** A node under a name; how many nodes it is, and how many levels of them. */
  private record Anchored(JsonNode node, int nodes, int levels) {}

  private final Parser events;
  private final Budget budget;
  private final KeyLines lines;
  private final Map<String, Anchored> anchors = new HashMap<>();

  /** The deepest level within the node that is being built. */
  private int deepest;

  TreeBuilder(Parser events, Budget budget, KeyLines lines) {
    this.events = events;
    this.budget = budget;
    this.lines = lines;
  }

  /** Line of an event, from 1. */
  static int line(Event event) {
    return event.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }

  JsonNode root() {
    return node(events.next(), 0);
  }

  private JsonNode node(Event event, int depth) {
    return event instanceof AliasEvent alias
        ? resolve(alias, depth)
        : written((NodeEvent) event, depth);
  }

  private JsonNode written(NodeEvent event, int depth) {
    // While a node is being built its name means nothing, so that it cannot contain itself.
    event.getAnchor().map(Anchor::getValue).ifPresent(anchors::remove);
    int nodesBefore = budget.nodes();
    int deepestOutside = deepest;
    deepest = depth;
    budget.add(1);
    JsonNode node =
        event instanceof ScalarEvent scalar
            ? scalar(scalar)
            : collection((CollectionStartEvent) event, depth + 1);
    Anchored anchored = new Anchored(node, budget.nodes() - nodesBefore, deepest - depth);
    event.getAnchor().map(Anchor::getValue).ifPresent(name -> anchors.put(name, anchored));
    deepest = Math.max(deepest, deepestOutside);
    return node;
  }

  private JsonNode resolve(AliasEvent alias, int depth) {
    budget.alias();
    String name = alias.getAlias().getValue();
    Anchored anchored = anchors.get(name);
    if (anchored == null) {
      throw error(alias, "alias \"" + name + "\" has no anchor before it");
    }
    descend(alias, depth + anchored.levels());
    budget.add(anchored.nodes());
    return anchored.node().deepCopy();
  }

  private void descend(Event event, int depth) {
    budget.depth(line(event), depth);
    deepest = Math.max(deepest, depth);
  }

  private JsonNode collection(CollectionStartEvent event, int depth) {
    descend(event, depth);
    boolean isMapping = event instanceof MappingStartEvent;
    String tag = Tags.of(event.getTag());
    if (!Tags.fits(tag, isMapping ? "map" : "seq")) {
      throw unsupported(event, tag);
    }
    return isMapping ? mapping(event, depth) : sequence(depth);
  }

  private ArrayNode sequence(int depth) {
    ArrayNode sequence = JsonNodeFactory.instance.arrayNode();
    for (Event next = events.next(); !ends(next, Event.ID.SequenceEnd); next = events.next()) {
      sequence.add(node(next, depth));
    }
    return sequence;
  }

  private ObjectNode mapping(Event start, int depth) {
    ObjectNode mapping = JsonNodeFactory.instance.objectNode();
    Map<String, Integer> keyLines = new LinkedHashMap<>();
    List<JsonNode> merged = new ArrayList<>();
    for (Event next = events.next(); !ends(next, Event.ID.MappingEnd); next = events.next()) {
      String key = key(next);
      if (keyLines.put(key, line(next)) != null) {
        throw error(next, "duplicate key \"" + key + "\"");
      }
      JsonNode value = node(events.next(), depth);
      if (isMerge(next)) {
        merged.addAll(mergeSources(next, value));
      } else {
        mapping.set(key, value);
      }
    }
    // What is written in the mapping wins over what is merged, and the first source over the next.
    merged.forEach(source -> source.forEachEntry(mapping::putIfAbsent));
    lines.add(mapping, line(start), keyLines);
    return mapping;
  }

  private static boolean ends(Event event, Event.ID end) {
    return event.getEventId() == end;
  }

  /** A number or boolean as a key is the text that is written. */
  private String key(Event event) {
    JsonNode key = event instanceof CollectionStartEvent ? null : node(event, 0);
    if (key == null || key.isContainerNode() || key.isNull()) {
      throw error(event, "a key must be text");
    }
    return event instanceof ScalarEvent scalar ? scalar.getValue() : key.asText();
  }

  private static boolean isMerge(Event key) {
    return key instanceof ScalarEvent scalar
        && scalar.isPlain()
        && scalar.getTag().isEmpty()
        && scalar.getValue().equals(MERGE);
  }

  private List<JsonNode> mergeSources(Event key, JsonNode value) {
    List<JsonNode> sources = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(sources::add);
    } else {
      sources.add(value);
    }
    if (!sources.stream().allMatch(JsonNode::isObject)) {
      throw error(key, "only mappings can be merged");
    }
    return sources;
  }

  private JsonNode scalar(ScalarEvent event) {
    String text = WholeText.of(event.getValue());
    String tag = Tags.of(event.getTag());
    if (tag.equals(Tags.NONE)) {
      return event.isPlain() ? plain(event, text) : JsonNodeFactory.instance.textNode(text);
    }
    if (!Tags.ofScalars(tag)) {
      throw unsupported(event, tag);
    }
    return Tags.typed(tag, text)
        .orElseThrow(() -> error(event, "value is not of type " + Tags.written(tag)));
  }

  private JsonNode plain(ScalarEvent event, String text) {
    return PlainScalar.of(text).orElseThrow(() -> error(event, "a number must be finite"));
  }

  private BuildException unsupported(Event event, String tag) {
    return error(event, "tag " + Tags.written(tag) + " is not supported");
  }

  private BuildException error(Event event, String message) {
    return budget.error(line(event), message);
  }
}
