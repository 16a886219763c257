package io.rolloutoperator.kube.objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;

/** RFC 7386 merge patches. */
public final class MergePatch {

  /** A number is the same whether it was read as a short or as a long one. */
  private static final Comparator<JsonNode> BY_VALUE =
      (one, other) -> one.equals(other) || sameNumber(one, other) ? 0 : 1;

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
    } else if (before == null || !after.equals(BY_VALUE, before)) {
      patch.set(name, after);
    }
  }

  private static boolean sameNumber(JsonNode one, JsonNode other) {
    return one.isIntegralNumber()
        && other.isIntegralNumber()
        && one.bigIntegerValue().equals(other.bigIntegerValue());
  }
}
