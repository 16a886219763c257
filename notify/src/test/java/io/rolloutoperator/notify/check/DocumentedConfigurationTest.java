package io.rolloutoperator.notify.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rolloutoperator.analysis.expression.Value;
import io.rolloutoperator.notify.config.ConfigReader;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.config.YamlTree;
import io.rolloutoperator.notify.message.MessageComposer;
import io.rolloutoperator.notify.message.MessageComposer.Composition;
import io.rolloutoperator.notify.message.Variables;
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
  void anExampleHasNoProblemAndItsTemplatesCanBeFilledIn(Map<String, String> data) {
    NotificationConfig config = config(data);
    Destination destination = new Destination("slack", "releases");

    assertThat(ConfigurationCheck.problems(config)).isEmpty();
    assertThat(config.templates().keySet())
        .allSatisfy(
            template ->
                assertThat(
                        new MessageComposer(config)
                            .compose(
                                List.of(template),
                                Variables.to(destination, variables(config)),
                                NOW))
                    .isInstanceOf(Composition.Composed.class));
  }

  @Test
  void thePageHasExamples() throws IOException {
    assertThat(examples().flatMap(data -> data.keySet().stream()))
        .contains("trigger.on-purple", "template.aborted", "defaultTriggers");
  }
}
