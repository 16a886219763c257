package io.rolloutoperator.notify.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rolloutoperator.analysis.expression.Value;
import io.rolloutoperator.notify.config.ConfigReader;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.config.ServiceDefinition;
import io.rolloutoperator.notify.config.YamlTree;
import io.rolloutoperator.notify.message.MessageComposer;
import io.rolloutoperator.notify.message.MessageComposer.Composition;
import io.rolloutoperator.notify.message.Variables;
import io.rolloutoperator.notify.service.NotificationService;
import io.rolloutoperator.notify.service.Occasion;
import io.rolloutoperator.notify.service.Prepared;
import io.rolloutoperator.notify.service.Services;
import io.rolloutoperator.notify.subscription.Destination;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What users copy from the page about notifications works. */
class DocumentedConfigurationTest {

  private static final Path PAGE = Path.of("..", "docs", "notifications.md");
  private static final Instant NOW = Instant.parse("2026-03-04T15:04:05Z");

  private static final String ROLLOUT =
      """
      {"metadata": {"name": "shop", "namespace": "prod", "uid": "u-1",
         "annotations": {"repository": "https://github.com/acme/shop", "commit": "0a1b2c"}},
       "status": {"phase": "Degraded", "message": "why"}}
      """;

  /** Recipients that the page's services have. */
  private static final Map<String, String> RECIPIENTS =
      Map.of("email", "a@example.com", "pagerdutyv2", "on-call", "opsgenie", "team-a");

  static Stream<Map<String, String>> examples() throws IOException {
    List<Map<String, String>> examples = new ArrayList<>();
    for (String block : Files.readString(PAGE).split("```yaml\n", -1)) {
      String text = block.split("```", -1)[0];
      if (YamlTree.read(text) instanceof YamlTree.Reading.Read(JsonNode tree)
          && tree.path("kind").asText().equals("ConfigMap")) {
        Map<String, String> data = new LinkedHashMap<>();
        tree.path("data").properties().forEach(e -> data.put(e.getKey(), e.getValue().asText()));
        examples.add(data);
      }
    }
    return examples.stream();
  }

  /** Every name that is referred to has a value. */
  private static NotificationConfig config(Map<String, String> data) {
    Map<String, String> secrets = new LinkedHashMap<>();
    for (String name : String.join("\n", data.values()).split("\\$", -1)) {
      int end = 0;
      while (end < name.length()
          && (Character.isLetter(name.charAt(end)) || name.charAt(end) == '-')) {
        end++;
      }
      secrets.put(name.substring(0, end), "https://example.com/s3cr3t");
    }
    return ConfigReader.read(data, secrets);
  }

  private static Map<String, Value> variables(NotificationConfig config) {
    try {
      return Variables.of(new ObjectMapper().readTree(ROLLOUT), List.of(), config);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleHasNoProblemAndItsServicesCanSend(Map<String, String> data) {
    NotificationConfig config = config(data);
    assertThat(ConfigurationCheck.problems(config)).isEmpty();

    for (ServiceDefinition definition : config.services().values()) {
      Destination destination =
          new Destination(definition.name(), RECIPIENTS.getOrDefault(definition.type(), "ops"));
      assertThat(prepared(config, definition, destination)).isNotInstanceOf(Prepared.Refused.class);
    }
  }

  private static Prepared prepared(
      NotificationConfig config, ServiceDefinition definition, Destination destination) {
    Composition composition =
        new MessageComposer(config)
            .compose(List.of("aborted"), Variables.to(destination, variables(config)), NOW);
    if (!(composition instanceof Composition.Composed(var message))) {
      return new Prepared.Refused(composition.toString());
    }
    return switch (Services.of(definition)) {
      case Services.Reading.Refused(String reason) -> new Prepared.Refused(reason);
      case Services.Reading.Usable(NotificationService service) ->
          service.prepare(
              new Occasion(
                  message,
                  destination,
                  new Occasion.Subject("prod", "shop"),
                  "on-rollout-aborted",
                  "k",
                  NOW,
                  Optional.empty()));
    };
  }

  @Test
  void thePageHasAnExampleForEveryService() throws IOException {
    assertThat(examples().flatMap(data -> data.keySet().stream()))
        .contains("service.slack", "service.teams-workflows", "service.webhook.deploys")
        .contains("service.email", "service.pagerdutyv2", "service.opsgenie", "service.grafana")
        .contains("service.alertmanager", "service.github", "service.gitlab")
        .contains("service.mattermost", "service.googlechat", "service.discord")
        .contains("service.telegram");
  }
}
