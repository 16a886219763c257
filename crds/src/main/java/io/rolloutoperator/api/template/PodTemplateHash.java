package io.rolloutoperator.api.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The hash of a pod template, which names its ReplicaSet and stands in the label {@code
 * rollouts-pod-template-hash}.
 *
 * <p>It is taken of the bytes that the Go types of Kubernetes 1.34 give for the template as
 * written, without defaults. Another version of those types can give another hash for the same
 * template, therefore it only gives names: whether two templates are the same is for {@link
 * TemplateEquality} to say.
 */
public final class PodTemplateHash {

  private static final GoKind KIND = new GoKind.Struct("PodTemplateSpec");
  private static final GoValue GO = new GoValue(GoTypes.POD_TEMPLATE, GoValue.Purpose.HASH);

  private PodTemplateHash() {}

  /**
   * The hash of a template.
   *
   * @param template the PodTemplateSpec as written by its user; null, missing or of a wrong type:
   *     the empty template
   * @param collisionCount how often the hash has met a foreign ReplicaSet of its name; absent
   *     differs from 0
   * @return up to ten characters of {@code bcdfghjklmnpqrstvwxz2456789}
   */
  public static String of(JsonNode template, @Nullable Integer collisionCount) {
    NameHash hash = new NameHash().add(GoJson.bytes(encoded(template)));
    if (collisionCount != null) {
      hash.add(
          ByteBuffer.allocate(Long.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putInt(collisionCount)
              .array());
    }
    return hash.text();
  }

  /** The template in the form whose bytes are hashed. */
  static JsonNode encoded(JsonNode template) {
    return GO.of(KIND, template.isObject() ? template : NullNode.instance);
  }
}
