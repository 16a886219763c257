package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.template.GoJson;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/**
 * The hash in the names of generated objects: the first ten hex digits of the SHA-256 of their
 * content as Go writes it, in an alphabet that makes no words.
 *
 * <p>The content has a member {@code name} which is always empty: kustomize looks for a field
 * literally called {@code metadata/name}. So two objects with equal data have equal hashes.
 */
final class ContentHash {

  private static final int DIGITS = 10;

  private ContentHash() {}

  /** The hash of a ConfigMap, a Secret, or what a patch has made of one. */
  static String of(ObjectNode object) {
    String kind = Nodes.text(object.get("kind"));
    ObjectNode content = Nodes.FACTORY.objectNode();
    boolean secret = kind.equals("Secret");
    content.set("data", orEmpty(object.get("data")));
    String optional = secret ? "stringData" : "binaryData";
    if (object.path(optional).isObject()) {
      content.set(optional, object.get(optional));
    }
    content.put("kind", kind).put("name", "");
    if (secret) {
      content.set("type", orEmpty(object.get("type")));
    }
    return encode(sha256(GoJson.bytes(sorted(content))));
  }

  private static JsonNode orEmpty(JsonNode node) {
    return Nodes.absent(node) ? Nodes.FACTORY.textNode("") : node;
  }

  private static JsonNode sorted(JsonNode node) {
    if (!node.isObject()) {
      return node;
    }
    ObjectNode result = Nodes.FACTORY.objectNode();
    TreeMap<String, JsonNode> members = new TreeMap<>();
    node.properties().forEach(each -> members.put(each.getKey(), sorted(each.getValue())));
    result.setAll(members);
    return result;
  }

  private static String encode(String hex) {
    return hex.substring(0, DIGITS)
        .replace('0', 'g')
        .replace('1', 'h')
        .replace('3', 'k')
        .replace('a', 'm')
        .replace('e', 't');
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
