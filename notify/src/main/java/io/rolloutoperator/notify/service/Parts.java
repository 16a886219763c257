package io.rolloutoperator.notify.service;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Parts of bodies. */
final class Parts {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String CUT = "…";

  private Parts() {}

  /** Leaves where a text of a template is no JSON. */
  static final class NoJson extends Exception {
    private static final long serialVersionUID = 1L;

    NoJson(String message) {
      super(message, null, false, false);
    }
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * The tree of a text.
   *
   * @param what it is, such as {@code slack attachments}
   */
  static JsonNode json(String text, String what) throws NoJson {
    try {
      return MAPPER.readTree(text);
    } catch (JacksonException e) {
      throw new NoJson(
          what
              + " are not JSON: line "
              + e.getLocation().getLineNr()
              + ", column "
              + e.getLocation().getColumnNr());
    }
  }

  /** At most so many characters. */
  static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - CUT.length()) + CUT;
  }

  /** A text of a part, or another one. */
  static String text(JsonNode part, String field, String otherwise) {
    String text = part.path(field).asText();
    return text.isEmpty() ? otherwise : text;
  }

  /** Sets a field, unless it would be empty. */
  static void put(ObjectNode object, String field, String text) {
    if (!text.isEmpty()) {
      object.put(field, text);
    }
  }

  /** An address without the slash at its end. */
  static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
