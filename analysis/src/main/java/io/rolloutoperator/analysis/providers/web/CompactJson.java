package io.rolloutoperator.analysis.providers.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.TreeMap;

/**
 * Writes JSON as the API's reference client shows results: without spaces, keys sorted, all numbers
 * as 64-bit floats.
 */
final class CompactJson {

  private static final double FROM_EXPONENT = 1e21;
  private static final double BELOW_EXPONENT = 1e-6;

  private CompactJson() {}

  static String text(JsonNode tree) {
    StringBuilder out = new StringBuilder();
    write(tree, out);
    return out.toString();
  }

  private static void write(JsonNode node, StringBuilder out) {
    switch (node.getNodeType()) {
      case NUMBER -> out.append(number(node.doubleValue()));
      case STRING -> out.append(quoted(node.textValue()));
      case BOOLEAN -> out.append(node.booleanValue());
      case ARRAY -> {
        String separator = "[";
        for (JsonNode item : node) {
          write(item, out.append(separator));
          separator = ",";
        }
        out.append(node.isEmpty() ? "[]" : "]");
      }
      case OBJECT -> writeObject(node, out);
      case NULL, MISSING, BINARY, POJO -> out.append("null");
    }
  }

  private static void writeObject(JsonNode node, StringBuilder out) {
    TreeMap<String, JsonNode> sorted = new TreeMap<>();
    node.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
    out.append('{');
    for (Iterator<java.util.Map.Entry<String, JsonNode>> fields = sorted.entrySet().iterator();
        fields.hasNext(); ) {
      java.util.Map.Entry<String, JsonNode> field = fields.next();
      write(field.getValue(), out.append(quoted(field.getKey())).append(':'));
      out.append(fields.hasNext() ? "," : "");
    }
    out.append('}');
  }

  private static String quoted(String text) {
    return TextNode.valueOf(text)
        .toString()
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  private static String number(double number) {
    double size = Math.abs(number);
    if (size == 0) {
      return 1 / number > 0 ? "0" : "-0";
    }
    if (Double.isInfinite(size)) {
      return "null";
    }
    BigDecimal shortest = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    if (size >= BELOW_EXPONENT && size < FROM_EXPONENT) {
      return shortest.toPlainString();
    }
    int exponent = shortest.precision() - shortest.scale() - 1;
    return shortest.scaleByPowerOfTen(-exponent).toPlainString()
        + "e"
        + (exponent > 0 ? "+" : "")
        + exponent;
  }
}
