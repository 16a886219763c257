package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.gitsync.manifest.BuildException;

/** Scalars that keep their type while their text changes. */
final class TypedText {

  private TypedText() {}

  /**
   * What stands in a place after a value was written there: a scalar keeps its type and takes the
   * text, anything else becomes the value.
   *
   * @throws BuildException if the text does not fit the type
   */
  static JsonNode replace(JsonNode old, JsonNode value) {
    if (old.isMissingNode()) {
      return value.isContainerNode() ? value.deepCopy() : PlainValue.of(value.asText());
    }
    if (old.isContainerNode()) {
      return value.deepCopy();
    }
    return like(old, Nodes.text(value));
  }

  /** A scalar of the same type with another text. */
  static JsonNode like(JsonNode type, String text) {
    if (type.isTextual()) {
      return Nodes.FACTORY.textNode(text);
    }
    JsonNode plain = PlainValue.of(text);
    boolean fits =
        type.isIntegralNumber()
            ? plain.isIntegralNumber()
            : type.getNodeType() == plain.getNodeType();
    if (!fits) {
      // Never the value itself: it may come from a Secret.
      throw new BuildException("the value does not fit where there is " + name(type) + " now");
    }
    return plain;
  }

  private static String name(JsonNode type) {
    return type.isNumber() ? "a number" : type.isBoolean() ? "true or false" : "null";
  }
}
