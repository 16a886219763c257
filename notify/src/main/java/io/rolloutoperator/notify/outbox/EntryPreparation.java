package io.rolloutoperator.notify.outbox;

import io.rolloutoperator.analysis.expression.Value;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.config.ServiceDefinition;
import io.rolloutoperator.notify.message.Message;
import io.rolloutoperator.notify.message.MessageComposer;
import io.rolloutoperator.notify.message.MessageComposer.Composition;
import io.rolloutoperator.notify.message.Variables;
import io.rolloutoperator.notify.service.NotificationService;
import io.rolloutoperator.notify.service.Occasion;
import io.rolloutoperator.notify.service.Occasion.Subject;
import io.rolloutoperator.notify.service.Occasion.ThreadReference;
import io.rolloutoperator.notify.service.Prepared;
import io.rolloutoperator.notify.service.Services;
import java.util.Map;
import java.util.Optional;

/** Makes of an entry what its service sends. */
public final class EntryPreparation {

  private final NotificationConfig config;
  private final MessageComposer composer;

  public EntryPreparation(NotificationConfig config) {
    this.config = config;
    this.composer = new MessageComposer(config);
  }

  /**
   * What is sent, or why nothing ever can be.
   *
   * @param variables of the Rollout as it is now
   * @param thread where earlier messages to the same destination are
   */
  public Prepared prepare(
      Entry entry,
      Subject subject,
      Map<String, Value> variables,
      Optional<ThreadReference> thread) {
    ServiceDefinition definition = config.services().get(entry.destination().service());
    if (definition == null) {
      return new Prepared.Refused(
          "service '" + entry.destination().service() + "' is not configured");
    }
    Composition composition =
        composer.compose(
            entry.templates(), Variables.to(entry.destination(), variables), entry.due());
    return switch (composition) {
      case Composition.Failed(String reason) -> new Prepared.Refused(reason);
      case Composition.Composed(Message message) ->
          switch (Services.of(definition)) {
            case Services.Reading.Refused(String reason) -> new Prepared.Refused(reason);
            case Services.Reading.Usable(NotificationService service) ->
                service.prepare(
                    new Occasion(
                        message,
                        entry.destination(),
                        subject,
                        entry.trigger(),
                        entry.idempotencyKey(),
                        entry.due(),
                        thread));
          };
    };
  }
}
