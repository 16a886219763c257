package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.template.GoJson;
import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.manifest.YamlDocument;
import io.rolloutoperator.gitsync.manifest.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A replacement's path that goes on inside of a text, as in a ConfigMap's file: {@code
 * data.config\.json.image.tag}. JSON is written anew as Go does; YAML, which kustomize writes anew
 * with its comments, needs the binary.
 *
 * @param create whether missing fields are made
 */
record StructuredText(JsonNode object, List<String> steps, JsonNode value, boolean create) {

  /**
   * Writes the value if the path leads into a text that has such a field.
   *
   * @return whether it was written
   */
  boolean write() {
    for (int i = 1; i < steps.size(); i++) {
      JsonNode text = lookup(steps.subList(0, i));
      if (text != null && Nodes.scalar(text)) {
        return text.isTextual() && write(text.asText(), i);
      }
    }
    return false;
  }

  private @Nullable JsonNode lookup(List<String> prefix) {
    try {
      return FieldLookup.find(object, prefix);
    } catch (BuildException e) {
      return null;
    }
  }

  private boolean write(String text, int depth) {
    List<YamlDocument> documents;
    try {
      documents = new YamlReader().read("value", text.getBytes(StandardCharsets.UTF_8));
    } catch (BuildException e) {
      return false;
    }
    if (documents.isEmpty() || !documents.getFirst().root().isContainerNode()) {
      return false;
    }
    JsonNode root = documents.getFirst().root();
    try {
      List<Slot> slots =
          FieldMatch.find(root, steps.subList(depth, steps.size()), create ? value : null);
      slots.forEach(slot -> slot.set(TypedText.replace(slot.get(), value)));
      if (slots.isEmpty()) {
        return false;
      }
    } catch (BuildException e) {
      return false;
    }
    place(depth).set(Nodes.FACTORY.textNode(rewritten(root, text)));
    return true;
  }

  private Slot place(int depth) {
    return FieldMatch.find(object, steps.subList(0, depth), null).getFirst();
  }

  private static String rewritten(JsonNode root, String text) {
    String start = text.strip();
    if (!start.startsWith("{") && !start.startsWith("[")) {
      throw new BinaryNeededException("a field of YAML inside of a text");
    }
    JsonNode sorted = sorted(root);
    return text.contains("\n") && text.contains("  ")
        ? IndentedJson.of(sorted)
        : GoJson.text(sorted);
  }

  private static JsonNode sorted(JsonNode node) {
    return switch (node) {
      case ObjectNode mapping -> {
        TreeMap<String, JsonNode> members = new TreeMap<>();
        mapping.properties().forEach(each -> members.put(each.getKey(), sorted(each.getValue())));
        yield Nodes.FACTORY.objectNode().setAll(members);
      }
      case ArrayNode list -> {
        ArrayNode items = Nodes.FACTORY.arrayNode();
        list.forEach(item -> items.add(sorted(item)));
        yield items;
      }
      default -> node;
    };
  }
}
