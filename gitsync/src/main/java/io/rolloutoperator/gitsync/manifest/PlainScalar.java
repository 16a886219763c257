package io.rolloutoperator.gitsync.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;

/** The type of a scalar without quotes, as kustomize's YAML library sees it. */
public final class PlainScalar {

  private PlainScalar() {}

  /** Its value; empty for infinity and not-a-number, which JSON does not have. */
  public static Optional<JsonNode> of(String text) {
    return switch (text) {
      case "", "~", "null", "Null", "NULL" -> Optional.of(NullNode.getInstance());
      case "true", "True", "TRUE" -> Optional.of(BooleanNode.TRUE);
      case "false", "False", "FALSE" -> Optional.of(BooleanNode.FALSE);
      case ".inf",
          ".Inf",
          ".INF",
          "+.inf",
          "+.Inf",
          "+.INF",
          "-.inf",
          "-.Inf",
          "-.INF",
          ".nan",
          ".NaN",
          ".NAN" ->
          Optional.empty();
      default -> Optional.of(numberOrText(text));
    };
  }

  private static JsonNode numberOrText(String text) {
    char first = text.charAt(0);
    boolean numeric =
        first == '.' || first == '+' || first == '-' || (first >= '0' && first <= '9');
    if (!numeric) {
      return new TextNode(text);
    }
    return Timestamp.inJson(text)
        .<JsonNode>map(TextNode::new)
        .or(() -> NumberText.parse(text))
        .orElseGet(() -> new TextNode(text));
  }
}
