package io.rolloutoperator.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.analysis.providers.Redactor;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.Session;
import io.rolloutoperator.kubectl.http.NotificationRequests;
import io.rolloutoperator.kubectl.view.At;
import io.rolloutoperator.notify.config.Credentials;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.config.ServiceDefinition;
import io.rolloutoperator.notify.delivery.AppTokens;
import io.rolloutoperator.notify.delivery.Courier;
import io.rolloutoperator.notify.delivery.DeliveryPlanner.Attempt;
import io.rolloutoperator.notify.delivery.DeliveryPlanner.Next;
import io.rolloutoperator.notify.delivery.MailSender;
import io.rolloutoperator.notify.delivery.ReasonText;
import io.rolloutoperator.notify.delivery.SlackPeople;
import io.rolloutoperator.notify.message.Message;
import io.rolloutoperator.notify.service.NotificationService;
import io.rolloutoperator.notify.service.Occasion;
import io.rolloutoperator.notify.service.Services;
import io.rolloutoperator.notify.subscription.Destination;
import java.util.Optional;

/** One attempt to send a message to a configured service, from here. */
final class NotificationAttempt {

  private final NotificationConfig config;
  private final Session session;

  NotificationAttempt(NotificationConfig config, Session session) {
    this.config = config;
    this.session = session;
  }

  /**
   * Sends it, or says why it did not arrive.
   *
   * @param trigger as the receiver comes to know it
   */
  void send(Message message, Destination destination, JsonNode rollout, String trigger)
      throws CommandFailure {
    Occasion occasion =
        new Occasion(
            message,
            destination,
            new Occasion.Subject(At.namespace(rollout), At.name(rollout)),
            trigger,
            "manual-" + session.now().toEpochMilli(),
            session.now(),
            Optional.empty());
    Courier courier =
        new Courier(
            new SlackPeople(
                new AppTokens(
                    new NotificationRequests(session.around().clock()), session.around().clock())),
            new MailSender((_, _) -> Optional.empty(), NotificationRequests.PATIENCE));
    Next next =
        courier
            .attempt(
                service(destination).prepare(occasion),
                new Attempt(1, session.now(), session.now()))
            .next();
    switch (next) {
      case Next.Done _ -> session.out().println("sent to " + destination);
      case Next.Again(var _, String reason) -> throw failure(destination, reason);
      case Next.GiveUp(String reason) -> throw failure(destination, reason);
    }
  }

  private NotificationService service(Destination destination) throws CommandFailure {
    ServiceDefinition definition = config.services().get(destination.service());
    if (definition == null) {
      String known =
          config.services().isEmpty() ? "none" : String.join(", ", config.services().keySet());
      throw failure(
          destination,
          "service '%s' is not configured (found %s)".formatted(destination.service(), known));
    }
    return switch (Services.of(definition)) {
      case Services.Reading.Usable(NotificationService service) -> service;
      case Services.Reading.Refused(String reason) -> throw failure(destination, reason);
    };
  }

  /** A receiver's answer may repeat what it was sent. */
  private CommandFailure failure(Destination destination, String reason) {
    Redactor redactor = Redactor.of(Credentials.of(config));
    return new CommandFailure(
        "failed to notify '%s': %s"
            .formatted(
                redactor.redact(destination.toString()),
                ReasonText.shortened(redactor.redact(reason))));
  }
}
