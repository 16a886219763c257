package io.rolloutoperator.kube.objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** RFC 7386 merge patches. */
public final class MergePatch {

  private MergePatch() {}

  /** The smallest patch that makes {@code after} of {@code before}; empty if they are equal. */
  public static ObjectNode between(ObjectNode before, ObjectNode after) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    before
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!after.has(name)) {
                patch.putNull(name);
              }
            });
    after
        .properties()
        .forEach(field -> add(patch, field.getKey(), before.get(field.getKey()), field.getValue()));
    return patch;
  }

  private static void add(
      ObjectNode patch,
      String name,
      @org.jspecify.annotations.Nullable JsonNode before,
      JsonNode after) {
    if (before instanceof ObjectNode from && after instanceof ObjectNode to) {
      ObjectNode inner = between(from, to);
      if (!inner.isEmpty()) {
        patch.set(name, inner);
      }
    } else if (!after.equals(before)) {
      patch.set(name, after);
    }
  }
}
