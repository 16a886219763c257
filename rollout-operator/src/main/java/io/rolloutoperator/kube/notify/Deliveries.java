package io.rolloutoperator.kube.notify;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.analysis.expression.Value;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.config.ServiceDefinition;
import io.rolloutoperator.notify.delivery.Courier;
import io.rolloutoperator.notify.delivery.DeliveryPlanner.Attempt;
import io.rolloutoperator.notify.delivery.DeliveryPlanner.Next;
import io.rolloutoperator.notify.message.Message;
import io.rolloutoperator.notify.message.MessageComposer;
import io.rolloutoperator.notify.message.MessageComposer.Composition;
import io.rolloutoperator.notify.message.Variables;
import io.rolloutoperator.notify.outbox.Entry;
import io.rolloutoperator.notify.service.NotificationService;
import io.rolloutoperator.notify.service.Occasion;
import io.rolloutoperator.notify.service.Occasion.Subject;
import io.rolloutoperator.notify.service.Services;
import io.rolloutoperator.notify.subscription.Destination;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes the message of an entry and tries once to deliver it. Blocks for as long as that takes. */
record Deliveries(Supplier<Courier> courier, InstantSource clock) {

  /**
   * Tries.
   *
   * @param rollout and its runs as they are now: a message that waited tells the truth
   */
  Next attempt(Entry entry, NotificationConfig config, JsonNode rollout, List<JsonNode> runs) {
    Destination destination = entry.destination();
    ServiceDefinition definition = config.services().get(destination.service());
    if (definition == null) {
      return new Next.GiveUp("service '" + destination.service() + "' is not configured");
    }
    return switch (Services.of(definition)) {
      case Services.Reading.Refused(String reason) -> new Next.GiveUp(reason);
      case Services.Reading.Usable(NotificationService service) -> {
        Map<String, Value> variables = Variables.of(rollout, runs, config);
        Composition composed =
            new MessageComposer(config)
                .compose(entry.templates(), Variables.to(destination, variables), clock.instant());
        yield switch (composed) {
          case Composition.Failed(String reason) -> new Next.GiveUp(reason);
          case Composition.Composed(Message message) ->
              courier
                  .get()
                  .attempt(
                      service.prepare(occasion(entry, rollout, message)),
                      new Attempt(entry.attempts() + 1, entry.due(), clock.instant()))
                  .next();
        };
      }
    };
  }

  private Occasion occasion(Entry entry, JsonNode rollout, Message message) {
    JsonNode metadata = rollout.path("metadata");
    return new Occasion(
        message,
        entry.destination(),
        new Subject(metadata.path("namespace").asText(), metadata.path("name").asText()),
        entry.trigger(),
        entry.idempotencyKey(),
        entry.due(),
        Optional.empty());
  }
}
