package io.rolloutoperator.gitsync.writeback;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Where {@code images} stands in a text, and the text with other ones. */
final class ImagesBlock {

  private final String text;
  private final String lineBreak;
  private final Optional<NodeTuple> images;

  ImagesBlock(String text, LoadSettings settings) {
    this.text = text;
    this.lineBreak = text.contains("\r\n") ? "\r\n" : "\n";
    this.images =
        new Compose(settings)
            .composeString(text)
            .filter(MappingNode.class::isInstance)
            .flatMap(root -> tuple((MappingNode) root, "images"));
  }

  /** The entries of these names replaced or added, the list sorted. */
  String with(List<ImageEntry> wanted) {
    if (images.isEmpty()) {
      return ended(text) + "images:" + lineBreak + join(replaced(new TreeMap<>(), wanted));
    }
    Node value = images.get().getValueNode();
    return value instanceof SequenceNode list
            && list.getFlowStyle() == FlowStyle.BLOCK
            && !list.getValue().isEmpty()
        ? withLines(list, wanted)
        : withoutFlow(value, wanted);
  }

  /** Lines of entries that are not wanted stay as they are, with the comments above them. */
  private String withLines(SequenceNode list, List<ImageEntry> wanted) {
    int begin = lineEnd(end(images.orElseThrow().getKeyNode()));
    int end = lineEnd(lastByte(list));
    List<Node> items = list.getValue();
    Map<String, String> chunks = new TreeMap<>();
    Map<String, ImageEntry> byName = byName(wanted);
    int from = begin;
    for (int i = 0; i < items.size(); i++) {
      int to = i + 1 < items.size() ? chunkStart(start(items.get(i + 1)), from) : end;
      String name = field(items.get(i), "name");
      ImageEntry image = byName.get(name);
      chunks.putIfAbsent(
          name, image == null ? text.substring(from, to) : edited(items.get(i), from, to, image));
      from = to;
    }
    String indent = indent(items.getFirst());
    wanted.stream()
        .filter(image -> !chunks.containsKey(image.name()))
        .forEach(image -> chunks.put(image.name(), lines(image.fields(), indent)));
    return text.substring(0, begin) + join(chunks) + text.substring(end);
  }

  private String withoutFlow(Node value, List<ImageEntry> wanted) {
    Map<String, String> chunks = new TreeMap<>();
    if (value instanceof SequenceNode list) {
      list.getValue()
          .forEach(item -> chunks.putIfAbsent(field(item, "name"), lines(fields(item), "")));
    }
    int key = end(images.orElseThrow().getKeyNode());
    int end = Math.max(end(value), text.indexOf(':', key) + 1);
    String rest = text.substring(end, lineEnd(end));
    return text.substring(0, key)
        + ":"
        + ended(rest.isEmpty() ? lineBreak : rest)
        + join(replaced(chunks, wanted))
        + text.substring(lineEnd(end));
  }

  private Map<String, String> replaced(Map<String, String> chunks, List<ImageEntry> wanted) {
    wanted.forEach(image -> chunks.put(image.name(), lines(image.fields(), "")));
    return chunks;
  }

  /**
   * Values are replaced where they stand if the fields stay the same ones; else the lines are new.
   */
  private String edited(Node item, int from, int to, ImageEntry image) {
    Map<String, String> fields = image.fields();
    if (!fields(item).keySet().equals(fields.keySet())) {
      return text.substring(from, lineStart(start(item))) + lines(image.fields(), indent(item));
    }
    StringBuilder chunk = new StringBuilder(text.substring(from, to));
    List<NodeTuple> tuples = ((MappingNode) item).getValue();
    for (NodeTuple tuple : tuples.reversed()) {
      ScalarNode value = (ScalarNode) tuple.getValueNode();
      String wanted = fields.getOrDefault(scalar(tuple.getKeyNode()), "");
      if (!wanted.equals(value.getValue())) {
        chunk.replace(start(value) - from, end(value) - from, PlainYaml.scalar(wanted));
      }
    }
    return chunk.toString();
  }

  /** What stands before the hyphen. */
  private String indent(Node item) {
    int line = lineStart(start(item));
    return text.substring(line, text.indexOf('-', line));
  }

  private String lines(Map<String, String> fields, String indent) {
    List<String> lines = new ArrayList<>();
    fields.forEach(
        (key, value) ->
            lines.add(
                indent + (lines.isEmpty() ? "- " : "  ") + key + ": " + PlainYaml.scalar(value)));
    return String.join(lineBreak, lines) + lineBreak;
  }

  private String join(Map<String, String> chunks) {
    StringBuilder joined = new StringBuilder();
    chunks.values().forEach(chunk -> joined.append(ended(chunk)));
    return joined.toString();
  }

  private String ended(String lines) {
    return lines.isEmpty() || lines.endsWith("\n") ? lines : lines + lineBreak;
  }

  private static Map<String, ImageEntry> byName(List<ImageEntry> images) {
    Map<String, ImageEntry> byName = new LinkedHashMap<>();
    images.forEach(image -> byName.put(image.name(), image));
    return byName;
  }

  private static Optional<NodeTuple> tuple(MappingNode map, String key) {
    return map.getValue().stream()
        .filter(tuple -> scalar(tuple.getKeyNode()).equals(key))
        .findFirst();
  }

  private static Map<String, String> fields(Node item) {
    Map<String, String> fields = new LinkedHashMap<>();
    if (item instanceof MappingNode map) {
      map.getValue().forEach(t -> fields.put(scalar(t.getKeyNode()), scalar(t.getValueNode())));
    }
    return fields;
  }

  private static String field(Node item, String key) {
    return fields(item).getOrDefault(key, "");
  }

  private static String scalar(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : "";
  }

  /** The line of an entry, or that of the first comment right above it. */
  private int chunkStart(int entry, int least) {
    int start = lineStart(entry);
    while (start > least && isComment(lineStart(start - 1), start)) {
      start = lineStart(start - 1);
    }
    return start;
  }

  private boolean isComment(int from, int to) {
    return text.substring(from, to).strip().startsWith("#");
  }

  /** A block's own end is where the next thing begins, behind blank lines and comments. */
  private int lastByte(Node node) {
    return switch (node) {
      case MappingNode map when isBlock(map) -> lastByte(map.getValue().getLast().getValueNode());
      case SequenceNode list when isBlock(list) -> lastByte(list.getValue().getLast());
      default -> end(node);
    };
  }

  private static boolean isBlock(CollectionNode<?> node) {
    return node.getFlowStyle() == FlowStyle.BLOCK && !node.getValue().isEmpty();
  }

  private int lineStart(int at) {
    return text.lastIndexOf('\n', at - 1) + 1;
  }

  /** Behind the line's break. */
  private int lineEnd(int at) {
    int lineBreakAt = text.indexOf('\n', at);
    return lineBreakAt < 0 ? text.length() : lineBreakAt + 1;
  }

  private int start(Node node) {
    return offset(node.getStartMark().orElseThrow());
  }

  private int end(Node node) {
    return offset(node.getEndMark().orElseThrow());
  }

  /** Marks count code points. */
  private int offset(Mark mark) {
    return text.offsetByCodePoints(0, mark.getIndex());
  }
}
