package io.rolloutoperator.notify.service;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

  /** The host of an address; empty if it has none, or there is no address. */
  static Optional<String> host(@Nullable String url) {
    try {
      return url == null ? Optional.empty() : Optional.ofNullable(new URI(url).getHost());
    } catch (URISyntaxException _) {
      return Optional.empty();
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

  /** At most so many characters; those outside the basic plane count twice and are never halved. */
  static String cut(String text, int most) {
    return text.length() <= most ? text : whole(text, most - CUT.length()) + CUT;
  }

  /** At most so many bytes of UTF-8. */
  static String cutToBytes(String text, int most) {
    if (bytes(text) <= most) {
      return text;
    }
    int end = 0;
    int left = most - bytes(CUT);
    while (left >= width(text.codePointAt(end))) {
      left -= width(text.codePointAt(end));
      end += Character.charCount(text.codePointAt(end));
    }
    return text.substring(0, end) + CUT;
  }

  /** How long a text is in UTF-8. */
  static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String whole(String text, int end) {
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
  }

  private static int width(int character) {
    if (character < 0x80) {
      return 1;
    }
    return character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
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
