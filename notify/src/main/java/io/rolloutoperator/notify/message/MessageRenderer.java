package io.rolloutoperator.notify.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rolloutoperator.analysis.expression.Value;
import io.rolloutoperator.analysis.providers.Redactor;
import io.rolloutoperator.notify.template.Template;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/**
 * Fills in one template of the configuration. Every text in it is a template.
 *
 * <p>Values of the Secret are hidden wherever people read; only what a webhook gets may hold them,
 * because a receiver may ask for a token in its path or body.
 */
final class MessageRenderer {

  private static final int MOST_BYTES = 64 * 1024;

  private final String name;
  private final Map<String, Value> variables;
  private final Redactor redactor;
  private final Instant now;
  private long bytes;

  MessageRenderer(String name, Map<String, Value> variables, Redactor redactor, Instant now) {
    this.name = name;
    this.variables = variables;
    this.redactor = redactor;
    this.now = now;
  }

  /** Leaves at the first text that cannot be made. */
  static final class RenderFailure extends Exception {
    private static final long serialVersionUID = 1L;

    RenderFailure(String message) {
      super(message, null, false, false);
    }
  }

  Message render(JsonNode template) throws RenderFailure {
    ObjectNode rendered = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> entry : template.properties()) {
      boolean hides = !entry.getKey().equals("webhook");
      rendered.set(entry.getKey(), render(entry.getValue(), hides));
    }
    return new Message(rendered);
  }

  private JsonNode render(JsonNode node, boolean hides) throws RenderFailure {
    return switch (node) {
      case TextNode text -> TextNode.valueOf(text(text.asText(), hides));
      case ObjectNode object -> {
        ObjectNode rendered = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
          rendered.set(entry.getKey(), render(entry.getValue(), hides));
        }
        yield rendered;
      }
      case ArrayNode array -> {
        ArrayNode rendered = JsonNodeFactory.instance.arrayNode();
        for (JsonNode element : array) {
          rendered.add(render(element, hides));
        }
        yield rendered;
      }
      default -> node;
    };
  }

  private String text(String source, boolean hides) throws RenderFailure {
    String text =
        switch (Template.parse(name, source)) {
          case Template.Parsing.Refused(String message) -> throw new RenderFailure(message);
          case Template.Parsing.Parsed(Template template) ->
              switch (template.render(variables, now)) {
                case Template.Rendering.Failed(String message) ->
                    throw new RenderFailure(redactor.redact(message));
                case Template.Rendering.Rendered(String rendered) -> rendered;
              };
        };
    bytes += text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MOST_BYTES) {
      throw new RenderFailure(
          "template \"" + name + "\": output larger than " + MOST_BYTES / 1024 + " KiB");
    }
    return hides ? redactor.redact(text) : text;
  }
}
