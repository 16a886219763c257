package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.template.GoJson;
import java.util.ArrayList;
import java.util.List;

/** JSON in lines, two spaces a level, as Go's {@code json.MarshalIndent} writes it. */
final class IndentedJson {

  private IndentedJson() {}

  static String of(JsonNode node) {
    return text(node, "\n");
  }

  private static String text(JsonNode node, String newLine) {
    if (!node.isContainerNode() || node.isEmpty()) {
      return GoJson.text(node);
    }
    String inner = newLine + "  ";
    List<String> parts = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(item -> parts.add(inner + text(item, inner)));
    } else {
      node.properties()
          .forEach(
              member ->
                  parts.add(
                      inner
                          + GoJson.text(Nodes.FACTORY.textNode(member.getKey()))
                          + ": "
                          + text(member.getValue(), inner)));
    }
    String all = String.join(",", parts) + newLine;
    return node.isArray() ? "[" + all + "]" : "{" + all + "}";
  }
}
