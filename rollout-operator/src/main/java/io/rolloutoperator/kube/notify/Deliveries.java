package io.rolloutoperator.kube.notify;

import io.rolloutoperator.analysis.expression.Value;
import io.rolloutoperator.kube.events.ObjectReference;
import io.rolloutoperator.kube.metrics.NotificationMetrics;
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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes the message of an entry and tries once to deliver it. Blocks for as long as that takes. */
record Deliveries(
    Supplier<Courier> courier, Origins origins, NotificationMetrics metrics, InstantSource clock) {

  /** How often the receiver of an entry must hear what lasts. */
  static Optional<Duration> remindedEvery(Entry entry, NotificationConfig config) {
    return Optional.ofNullable(config.services().get(entry.destination().service()))
        .flatMap(
            definition ->
                Services.of(definition)
                        instanceof Services.Reading.Usable(NotificationService service)
                    ? service.remindedEvery()
                    : Optional.empty());
  }

  /**
   * Tries, and counts.
   *
   * @param shown the object as it is now: a message that waited tells the truth
   */
  Next attempt(Entry entry, NotificationConfig config, Sighting shown) {
    Instant begin = clock.instant();
    Next next = tried(entry, config, shown);
    Duration took = Duration.between(begin, clock.instant());
    ToldReason told = ToldReason.of(entry.trigger());
    switch (next) {
      case Next.Done _ -> metrics.sent(shown.reference(), told.type(), told.reason(), took);
      case Next.Again _, Next.GiveUp _ ->
          metrics.failed(shown.reference(), told.type(), told.reason(), took);
    }
    return next;
  }

  private Next tried(Entry entry, NotificationConfig config, Sighting shown) {
    Destination destination = entry.destination();
    ServiceDefinition definition = config.services().get(destination.service());
    if (definition == null) {
      return new Next.GiveUp("service '" + destination.service() + "' is not configured");
    }
    return switch (Services.of(definition)) {
      case Services.Reading.Refused(String reason) -> new Next.GiveUp(reason);
      case Services.Reading.Usable(NotificationService service) -> {
        Map<String, Value> variables = shown.from(origins).variables(config);
        Composition composed =
            new MessageComposer(config)
                .compose(entry.templates(), Variables.to(destination, variables), clock.instant());
        yield switch (composed) {
          case Composition.Failed(String reason) -> new Next.GiveUp(reason);
          case Composition.Composed(Message message) ->
              courier
                  .get()
                  .attempt(
                      service.prepare(occasion(entry, shown.reference(), message)),
                      new Attempt(entry.attempts() + 1, entry.due(), clock.instant()))
                  .next();
        };
      }
    };
  }

  private static Occasion occasion(Entry entry, ObjectReference about, Message message) {
    return new Occasion(
        message,
        entry.destination(),
        new Subject(about.kind(), about.namespace(), about.name()),
        entry.trigger(),
        entry.idempotencyKey(),
        entry.due(),
        Optional.empty());
  }
}
