package io.rolloutoperator.notify.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Puts values of the Secret where texts refer to them: {@code $name}. */
final class SecretReferences {

  /** A text can name a large value again and again. */
  private static final int MOST_CHARACTERS = 1024 * 1024;

  private final Map<String, String> secrets;
  private final Set<String> unknown = new TreeSet<>();
  private int characters;

  SecretReferences(Map<String, String> secrets) {
    this.secrets = secrets;
  }

  /** Names that were referred to and that the Secret does not have. */
  Set<String> unknown() {
    return unknown;
  }

  /** Whether the values of all references together are larger than 1 MiB, and were left out. */
  boolean isTooLarge() {
    return characters > MOST_CHARACTERS;
  }

  /** The tree with values in all its texts. */
  JsonNode resolve(JsonNode tree) {
    return switch (tree) {
      case ObjectNode object -> {
        ObjectNode resolved = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(e -> resolved.set(e.getKey(), resolve(e.getValue())));
        yield resolved;
      }
      case ArrayNode array -> {
        ArrayNode resolved = JsonNodeFactory.instance.arrayNode();
        array.forEach(element -> resolved.add(resolve(element)));
        yield resolved;
      }
      case TextNode text -> TextNode.valueOf(resolve(text.asText()));
      default -> tree;
    };
  }

  private String resolve(String text) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    int dollar = text.indexOf('$');
    while (dollar >= 0) {
      int end = dollar + 1;
      while (end < text.length() && isNamePart(text.charAt(end))) {
        end++;
      }
      out.append(text, at, dollar).append(value(text.substring(dollar, end)));
      at = end;
      dollar = text.indexOf('$', end);
    }
    return out.append(text.substring(at)).toString();
  }

  /** A reference to what there is not stays as it is. */
  private String value(String reference) {
    if (reference.length() == 1) {
      return reference;
    }
    String name = reference.substring(1);
    String value = secrets.get(name);
    if (value == null) {
      unknown.add(name);
      return reference;
    }
    characters = Math.min(characters, MOST_CHARACTERS) + value.length();
    return isTooLarge() ? reference : value;
  }

  private static boolean isNamePart(char c) {
    return c == '-' || c == '_' || (c < 0x80 && Character.isLetterOrDigit(c));
  }
}
