package io.rolloutoperator.notify.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.analysis.expression.Value;
import io.rolloutoperator.notify.config.ConfigReader;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.config.Owner;
import io.rolloutoperator.notify.config.ServiceDefinition;
import io.rolloutoperator.notify.defaults.DefaultNotifications;
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

/** The example of a page, as the controller goes through it when its Rollout is aborted. */
final class PageExample {

  private static final Instant NOW = Instant.parse("2026-03-04T15:04:05Z");
  private static final String ABORTED =
      """
      phase: Degraded
      abort: true
      abortedAt: "2026-03-04T15:04:05Z"
      message: "RolloutAborted: Rollout aborted update to revision 7: Metric \\"success-rate\\" assessed Failed due to failed (2) > failureLimit (1)"
      """;

  private final NotificationConfig config;
  private final JsonNode rollout;

  PageExample(ServicePage.Example example) {
    config = ConfigReader.read(DefaultNotifications.under(example.config()), example.secrets());
    ObjectNode aborted = example.rollout().deepCopy();
    aborted.set("status", ServiceCase.yaml(ABORTED));
    rollout = aborted;
  }

  NotificationConfig config() {
    return config;
  }

  /** What is due; the problems of the plan are errors here. */
  List<Entry> due() {
    Map<String, String> annotations = new LinkedHashMap<>();
    rollout
        .at("/metadata/annotations")
        .properties()
        .forEach(entry -> annotations.put(entry.getKey(), entry.getValue().asText()));
    NotificationPlanner.Plan plan =
        NotificationPlanner.plan(
            new Situation(
                List.of(new Source(Owner.OPERATOR, config, variables())),
                new RolloutIdentity("prod", "u-1", "7", Map.of(), annotations),
                StateHappenings.of(rollout, List.of(), NOW),
                NOW),
            Outbox.EMPTY);
    if (!plan.problems().isEmpty()) {
      throw new IllegalArgumentException(plan.problems().toString());
    }
    return plan.outbox().pending();
  }

  ServiceDefinition definition(Entry entry) {
    ServiceDefinition definition = config.services().get(entry.destination().service());
    if (definition == null) {
      throw new IllegalArgumentException("no service " + entry.destination());
    }
    return definition;
  }

  Occasion occasion(Entry entry) {
    MessageComposer.Composition composition =
        new MessageComposer(config)
            .compose(
                entry.templates(), Variables.to(entry.destination(), variables()), entry.due());
    return switch (composition) {
      case MessageComposer.Composition.Failed(String reason) ->
          throw new IllegalArgumentException(reason);
      case MessageComposer.Composition.Composed(var message) ->
          new Occasion(
              message,
              entry.destination(),
              new Subject("prod", "shop"),
              entry.trigger(),
              entry.idempotencyKey(),
              entry.due(),
              Optional.empty());
    };
  }

  private Map<String, Value> variables() {
    return Variables.of(rollout, List.of(), config);
  }
}
