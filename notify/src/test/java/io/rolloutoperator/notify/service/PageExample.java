package io.rolloutoperator.notify.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.analysis.expression.Value;
import io.rolloutoperator.notify.config.ConfigReader;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.config.Owner;
import io.rolloutoperator.notify.config.ServiceDefinition;
import io.rolloutoperator.notify.defaults.DefaultNotifications;
import io.rolloutoperator.notify.message.Message;
import io.rolloutoperator.notify.message.MessageComposer;
import io.rolloutoperator.notify.message.Variables;
import io.rolloutoperator.notify.outbox.Entry;
import io.rolloutoperator.notify.outbox.NotificationPlanner;
import io.rolloutoperator.notify.outbox.Outbox;
import io.rolloutoperator.notify.outbox.Situation;
import io.rolloutoperator.notify.outbox.Situation.RolloutIdentity;
import io.rolloutoperator.notify.outbox.Source;
import io.rolloutoperator.notify.outbox.StateHappenings;
import io.rolloutoperator.notify.service.Occasion.Subject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The example of a page, as the controller goes through it when its Rollout is aborted, and when a
 * new revision has put that right.
 */
final class PageExample {

  private static final Instant NOW = Instant.parse("2026-03-04T15:04:05Z");
  private static final Instant LATER = NOW.plusSeconds(600);
  private static final String UID = "u-1";
  private static final String ABORTED =
      """
      phase: Degraded
      abort: true
      abortedAt: "2026-03-04T15:04:05Z"
      message: "RolloutAborted: Rollout aborted update to revision 7: Metric \\"success-rate\\" assessed Failed due to failed (2) > failureLimit (1)"
      """;
  private static final String HEALTHY = "phase: Healthy";

  private final NotificationConfig config;
  private final ServicePage.Example example;

  PageExample(ServicePage.Example example) {
    this.example = example;
    config = ConfigReader.read(DefaultNotifications.under(example.config()), example.secrets());
  }

  /** What a service is told. */
  record Sending(ServiceDefinition service, Occasion occasion) {}

  NotificationConfig config() {
    return config;
  }

  /** The service that the page is about. */
  ServiceDefinition service() {
    return sendings().getFirst().service();
  }

  /** The abort, and its end if the trigger is of what lasts. */
  List<Sending> sendings() {
    Outbox aborted = plan(rollout(ABORTED), NOW, Outbox.EMPTY);
    Outbox arrived = aborted;
    for (Entry entry : aborted.pending()) {
      arrived = arrived.settled(entry, NOW);
    }
    Outbox over = plan(rollout(HEALTHY), LATER, arrived);
    return Stream.concat(
            aborted.pending().stream().map(entry -> sending(entry, rollout(ABORTED))),
            over.pending().stream().map(entry -> sending(entry, rollout(HEALTHY))))
        .toList();
  }

  private JsonNode rollout(String status) {
    ObjectNode rollout = example.rollout().deepCopy();
    rollout.set("status", ServiceCase.yaml(status));
    return rollout;
  }

  /** The problems of the plan are errors here. */
  private Outbox plan(JsonNode rollout, Instant now, Outbox before) {
    Map<String, String> annotations = new LinkedHashMap<>();
    rollout
        .at("/metadata/annotations")
        .properties()
        .forEach(entry -> annotations.put(entry.getKey(), entry.getValue().asText()));
    NotificationPlanner.Plan plan =
        NotificationPlanner.plan(
            new Situation(
                List.of(new Source(Owner.OPERATOR, config, variables(rollout))),
                new RolloutIdentity("prod", UID, "7", Map.of(), annotations),
                StateHappenings.of(rollout, List.of(), now),
                now),
            before);
    if (!plan.problems().isEmpty()) {
      throw new IllegalArgumentException(plan.problems().toString());
    }
    return plan.outbox();
  }

  private Sending sending(Entry entry, JsonNode rollout) {
    ServiceDefinition service = config.services().get(entry.destination().service());
    if (service == null) {
      throw new IllegalArgumentException("no service " + entry.destination());
    }
    Map<String, Value> variables = Variables.to(entry.destination(), variables(rollout));
    return switch (new MessageComposer(config).compose(entry.templates(), variables, entry.due())) {
      case MessageComposer.Composition.Failed(String reason) ->
          throw new IllegalArgumentException(reason);
      case MessageComposer.Composition.Composed(Message message) ->
          new Sending(
              service,
              new Occasion(
                  message,
                  entry.destination(),
                  new Subject("prod", "shop"),
                  entry.trigger(),
                  entry.idempotencyKey(),
                  entry.due(),
                  entry.incident(UID),
                  Optional.empty()));
    };
  }

  private Map<String, Value> variables(JsonNode rollout) {
    return Variables.of(rollout, List.of(), config);
  }
}
