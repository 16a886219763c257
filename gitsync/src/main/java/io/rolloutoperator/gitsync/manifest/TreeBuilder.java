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

/**
 * Makes the tree of one document from the parser's events, so that limits hold before anything is
 * built: a node is counted, and its depth looked at, when it starts.
 */
final class TreeBuilder {

  private static final String MERGE = "<<";

  /** A node under a name; how many nodes it is, and how many levels of them. */
  private record Anchored(JsonNode node, int nodes, int levels) {}

  private final String file;
  private final Parser events;
  private final YamlLimits limits;
  private final NodeCount unit;
  private final NodeCount document;
  private final KeyLines lines;
  private final Map<String, Anchored> anchors = new HashMap<>();
  private int aliases;
  private int deepest;

  TreeBuilder(String file, Parser events, YamlLimits limits, NodeCount unit, KeyLines lines) {
    this.file = file;
    this.events = events;
    this.limits = limits;
    this.unit = unit;
    this.document = new NodeCount(limits.documentNodes(), "document expands");
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
    if (event instanceof AliasEvent alias) {
      return resolve(alias, depth);
    }
    int before = document.count();
    int outerDeepest = deepest;
    deepest = depth;
    count(1);
    JsonNode node =
        event instanceof ScalarEvent scalar
            ? scalar(scalar)
            : collection((CollectionStartEvent) event, depth + 1);
    int levels = deepest - depth;
    ((NodeEvent) event)
        .getAnchor()
        .ifPresent(
            anchor ->
                anchors.put(
                    anchor.getValue(), new Anchored(node, document.count() - before, levels)));
    deepest = Math.max(deepest, outerDeepest);
    return node;
  }

  private JsonNode collection(CollectionStartEvent event, int depth) {
    checkDepth(event, depth);
    checkTag(event);
    event.getAnchor().map(Anchor::getValue).ifPresent(anchors::remove);
    return event instanceof MappingStartEvent ? mapping(event, depth) : sequence(depth);
  }

  private void checkDepth(Event event, int depth) {
    if (depth > limits.nesting()) {
      throw error(event, "nesting is deeper than " + limits.nesting());
    }
    deepest = Math.max(deepest, depth);
  }

  private void checkTag(CollectionStartEvent event) {
    String expected = event instanceof MappingStartEvent ? "map" : "seq";
    event
        .getTag()
        .filter(tag -> !Tags.isPlain(tag) && !Tags.isCore(tag, expected))
        .ifPresent(
            tag -> {
              throw error(event, "tag " + Tags.written(tag) + " is not supported");
            });
  }

  private ArrayNode sequence(int depth) {
    ArrayNode sequence = JsonNodeFactory.instance.arrayNode();
    for (Event event = events.next();
        event.getEventId() != Event.ID.SequenceEnd;
        event = events.next()) {
      sequence.add(node(event, depth));
    }
    return sequence;
  }

  private ObjectNode mapping(Event start, int depth) {
    ObjectNode mapping = JsonNodeFactory.instance.objectNode();
    Map<String, Integer> keyLines = new LinkedHashMap<>();
    List<JsonNode> merged = new ArrayList<>();
    for (Event key = events.next(); key.getEventId() != Event.ID.MappingEnd; key = events.next()) {
      String name = key(key);
      if (keyLines.put(name, line(key)) != null) {
        throw error(key, "duplicate key \"" + name + "\"");
      }
      JsonNode value = node(events.next(), depth);
      if (isMerge(key)) {
        merged.addAll(merge(key, value));
      } else {
        mapping.set(name, value);
      }
    }
    merged.forEach(from -> from.forEachEntry(mapping::putIfAbsent));
    lines.add(mapping, keyLines.isEmpty() ? Map.of("", line(start)) : keyLines);
    return mapping;
  }

  private String key(Event event) {
    if (event instanceof AliasEvent alias) {
      JsonNode key = resolve(alias, 0);
      if (key.isValueNode() && !key.isNull()) {
        return key.asText();
      }
    } else if (event instanceof ScalarEvent scalar) {
      count(1);
      JsonNode key = scalar(scalar);
      scalar.getAnchor().ifPresent(a -> anchors.put(a.getValue(), new Anchored(key, 1, 0)));
      if (!key.isNull()) {
        return scalar.getValue();
      }
    }
    throw error(event, "a key must be text");
  }

  private static boolean isMerge(Event key) {
    return key instanceof ScalarEvent scalar
        && scalar.isPlain()
        && scalar.getTag().isEmpty()
        && scalar.getValue().equals(MERGE);
  }

  private List<JsonNode> merge(Event key, JsonNode value) {
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

  private JsonNode resolve(AliasEvent alias, int depth) {
    if (++aliases > limits.aliases()) {
      throw BuildException.in(file, "too many aliases");
    }
    String name = alias.getAlias().getValue();
    Anchored anchored = anchors.get(name);
    if (anchored == null) {
      throw error(alias, "alias \"" + name + "\" has no anchor before it");
    }
    checkDepth(alias, depth + anchored.levels());
    count(anchored.nodes());
    return anchored.node().deepCopy();
  }

  private JsonNode scalar(ScalarEvent event) {
    String text = event.getValue();
    String tag = event.getTag().orElse("");
    if (tag.isEmpty()) {
      return event.isPlain() ? plain(event) : JsonNodeFactory.instance.textNode(text);
    }
    return Tags.typed(tag, text)
        .orElseThrow(() -> error(event, "tag " + Tags.written(tag) + " is not supported"));
  }

  private JsonNode plain(ScalarEvent event) {
    return PlainScalar.of(event.getValue())
        .orElseThrow(() -> error(event, "a number must be finite"));
  }

  private void count(int nodes) {
    document.add(file, nodes);
    unit.add(file, nodes);
  }

  private BuildException error(Event event, String message) {
    return BuildException.at(new Origin(file, line(event)), message);
  }
}
