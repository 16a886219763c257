package io.rolloutoperator.notify.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.analysis.expression.Value;
import io.rolloutoperator.analysis.providers.Redactor;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.message.MessageRenderer.RenderFailure;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Makes messages of the templates that a trigger sends. */
public final class MessageComposer {

  private final NotificationConfig config;
  private final Redactor redactor;

  public MessageComposer(NotificationConfig config) {
    this.config = config;
    this.redactor = Redactor.of(config.secrets().values());
  }

  /** What composing ends in. */
  public sealed interface Composition {
    record Composed(Message message) implements Composition {}

    /**
     * There is no message.
     *
     * @param reason one line that names the template, without values of the Secret
     */
    record Failed(String reason) implements Composition {}
  }

  /**
   * One message of all these templates, later ones above earlier ones.
   *
   * @param variables of the destination, see {@link Variables}
   */
  public Composition compose(List<String> templates, Map<String, Value> variables, Instant now) {
    Message message = Message.of("");
    for (String name : templates) {
      JsonNode template = config.templates().get(name);
      if (template == null) {
        return new Composition.Failed("template '" + name + "' is not configured");
      }
      try {
        message =
            message.merge(new MessageRenderer(name, variables, redactor, now).render(template));
      } catch (RenderFailure failure) {
        return new Composition.Failed(String.valueOf(failure.getMessage()));
      }
    }
    return new Composition.Composed(message);
  }
}
