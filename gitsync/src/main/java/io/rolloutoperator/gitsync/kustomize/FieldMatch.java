package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.rolloutoperator.gitsync.manifest.BuildException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The places that a replacement's field path leads to: {@code spec.containers.[name=app].image},
 * {@code rules.0.host}, {@code spec.*.name}.
 */
final class FieldMatch {

  /** What is made at the end of a path that is missing. */
  private final @Nullable JsonNode leaf;

  private final List<Slot> found = new ArrayList<>();

  private FieldMatch(@Nullable JsonNode leaf) {
    this.leaf = leaf;
  }

  /**
   * Finds them.
   *
   * @param leaf makes missing fields, with a copy of it at the end; null: none are made
   * @throws BuildException if the path goes on where there is no mapping or list
   */
  static List<Slot> find(JsonNode object, List<String> steps, @Nullable JsonNode leaf) {
    FieldMatch match = new FieldMatch(leaf);
    match.walk(new Slot.Root(object), steps);
    return match.found;
  }

  private void walk(Slot slot, List<String> steps) {
    if (steps.isEmpty()) {
      found.add(slot);
      return;
    }
    String step = steps.getFirst();
    List<String> rest = steps.subList(1, steps.size());
    if (isIndex(step)) {
      index(list(slot, step), Integer.parseInt(step), rest);
    } else if (isCondition(step)) {
      condition(list(slot, step), step, rest);
    } else if (step.equals("*")) {
      ArrayNode list = list(slot, step);
      for (int i = 0; i < list.size(); i++) {
        walk(new Slot.Item(list, i), rest);
      }
    } else {
      field(slot, step, rest);
    }
  }

  private void field(Slot slot, String key, List<String> rest) {
    JsonNode node = slot.get();
    if (Nodes.absent(node)) {
      return;
    }
    if (!(node instanceof ObjectNode mapping)) {
      throw new BuildException("there is no mapping that has \"" + key + "\"");
    }
    if (!mapping.has(key)) {
      if (leaf == null) {
        return;
      }
      mapping.set(key, made(rest));
    }
    walk(new Slot.Member(mapping, key), rest);
  }

  private void index(ArrayNode list, int index, List<String> rest) {
    if (index == list.size() && leaf != null) {
      list.add(made(rest));
    }
    if (index >= list.size()) {
      throw new BuildException("there is no item " + index);
    }
    walk(new Slot.Item(list, index), rest);
  }

  private void condition(ArrayNode list, String step, List<String> rest) {
    int equals = step.indexOf('=');
    if (equals < 0) {
      throw new BuildException(step + " must read [field=value]");
    }
    String key = step.substring(1, equals);
    String value = step.substring(equals + 1, step.length() - 1);
    Pattern pattern = pattern(value);
    boolean any = false;
    for (int i = 0; i < list.size(); i++) {
      JsonNode own = key.isEmpty() ? list.get(i) : list.get(i).get(key);
      if (own != null && pattern.matcher(own.asText()).find()) {
        any = true;
        // A scalar has nothing below it, whatever the path says.
        walk(new Slot.Item(list, i), key.isEmpty() ? List.of() : rest);
      }
    }
    if (!any && leaf != null) {
      list.add(
          key.isEmpty()
              ? Nodes.FACTORY.textNode(value)
              : Nodes.FACTORY.objectNode().put(key, value));
      walk(new Slot.Item(list, list.size() - 1), key.isEmpty() ? List.of() : rest);
    }
  }

  private static Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new BuildException("\"" + text + "\" is no valid expression");
    }
  }

  private static ArrayNode list(Slot slot, String step) {
    if (slot.get() instanceof ArrayNode list) {
      return list;
    }
    throw new BuildException("there is no list for " + step);
  }

  private JsonNode made(List<String> rest) {
    if (rest.isEmpty()) {
      return leaf == null || !leaf.isContainerNode()
          ? Nodes.FACTORY.missingNode()
          : leaf.deepCopy();
    }
    String next = rest.getFirst();
    return isIndex(next) || isCondition(next)
        ? Nodes.FACTORY.arrayNode()
        : Nodes.FACTORY.objectNode();
  }

  static boolean isIndex(String step) {
    return !step.isEmpty()
        && step.length() < 10
        && step.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  static boolean isCondition(String step) {
    return step.startsWith("[") && step.endsWith("]");
  }
}
