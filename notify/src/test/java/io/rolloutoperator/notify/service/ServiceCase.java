package io.rolloutoperator.notify.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.analysis.expression.Value;
import io.rolloutoperator.notify.GoldenFile;
import io.rolloutoperator.notify.config.ConfigReader;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.config.ServiceDefinition;
import io.rolloutoperator.notify.config.YamlTree;
import io.rolloutoperator.notify.message.Message;
import io.rolloutoperator.notify.message.MessageComposer;
import io.rolloutoperator.notify.message.MessageComposer.Composition;
import io.rolloutoperator.notify.service.Incident.State;
import io.rolloutoperator.notify.service.Occasion.Subject;
import io.rolloutoperator.notify.service.Occasion.ThreadReference;
import io.rolloutoperator.notify.subscription.Destination;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A message to a service, of {@code services.yaml}.
 *
 * @param file of {@code services} that has what is sent
 * @param name of the case
 */
record ServiceCase(String file, String name, ServiceDefinition definition, Occasion occasion) {

  private static final Instant NOW = Instant.parse("2026-03-04T15:04:05Z");

  static JsonNode yaml(String text) {
    return switch (YamlTree.read(text)) {
      case YamlTree.Reading.Read(JsonNode tree) -> tree;
      case YamlTree.Reading.Unreadable(String message) ->
          throw new IllegalArgumentException(message);
    };
  }

  /** All of them, those of one file together. */
  static Stream<ServiceCase> all() {
    return yaml(GoldenFile.read("services.yaml")).properties().stream()
        .flatMap(entry -> of(entry.getKey(), entry.getValue()).stream());
  }

  private static List<ServiceCase> of(String file, JsonNode service) {
    List<ServiceCase> cases = new ArrayList<>();
    for (JsonNode each : service.path("cases")) {
      NotificationConfig config =
          ConfigReader.read(
              Map.of(
                  "service." + service.path("type").asText(),
                  service.path("options").toString(),
                  "template.t",
                  each.path("template").toString()),
              Map.of("token", "s3cr3t"));
      ServiceDefinition definition = config.services().values().iterator().next();
      cases.add(
          new ServiceCase(
              file,
              each.path("name").asText(),
              definition,
              occasion(config, definition.name(), each)));
    }
    return cases;
  }

  private static Occasion occasion(NotificationConfig config, String service, JsonNode each) {
    Map<String, Value> variables = Map.of("name", Value.of("shop"));
    Composition composition = new MessageComposer(config).compose(List.of("t"), variables, NOW);
    Optional<ThreadReference> thread =
        each.has("thread")
            ? Optional.of(new ThreadReference("C42", each.path("thread").asText()))
            : Optional.empty();
    Optional<Incident> incident =
        each.has("incident")
            ? Optional.of(new Incident("i-1", State.valueOf(each.path("incident").asText())))
            : Optional.empty();
    Message message =
        composition instanceof Composition.Composed(Message composed) ? composed : Message.of("?");
    return new Occasion(
        message,
        new Destination(service, each.path("to").asText()),
        new Subject("prod", "shop"),
        "on-rollout-aborted",
        "k-1",
        NOW,
        incident,
        thread);
  }
}
