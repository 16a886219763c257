package io.rolloutoperator.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.cluster.Json;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The repository with an overlay for each environment, as the controller reads it. */
class GitOpsSamplesTest {

  private static final Path SAMPLES = Path.of("gitops");

  @ParameterizedTest
  @ValueSource(strings = {"dev", "staging", "production"})
  void theControllerAcceptsEveryOverlay(String environment) {
    assertThat(RenderedFolder.objects(SAMPLES.resolve("config"), "overlays/" + environment))
        .hasSize(5)
        .allSatisfy(
            object -> {
              assertThat(DocumentedObject.problems(Json.write(object))).isEmpty();
              assertThat(object.at("/metadata/namespace").asText())
                  .isEqualTo("my-app-" + environment);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "dev, 1, 0, my-app.dev.example.com",
    "staging, 2, 2, my-app.staging.example.com",
    "production, 10, 4, my-app.example.com"
  })
  void anOverlayChangesWhatIsItsOwn(String environment, int replicas, int steps, String host) {
    JsonNode rollout = object(environment, "Rollout");

    assertThat(rollout.at("/spec/replicas").asInt()).isEqualTo(replicas);
    assertThat(rollout.at("/spec/strategy/canary/steps")).hasSize(steps);
    assertThat(rollout.at("/spec/template/spec/containers/0/image").asText())
        .isEqualTo("myregistry/my-app:1.0.0");
    assertThat(object(environment, "HTTPRoute").at("/spec/hostnames/0").asText()).isEqualTo(host);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "staging", "production"})
  void theGitSyncOfAnEnvironmentIsAcceptedAndFollowsItsOverlay(String environment) {
    assertThat(RenderedFolder.objects(SAMPLES.resolve("sync"), environment))
        .filteredOn(object -> object.path("kind").asText().equals("GitSync"))
        .singleElement()
        .satisfies(
            sync -> {
              assertThat(DocumentedObject.problems(Json.write(sync))).isEmpty();
              assertThat(sync.at("/metadata/namespace").asText())
                  .isEqualTo("my-app-" + environment);
              assertThat(sync.at("/spec/path").asText()).isEqualTo("overlays/" + environment);
            });
  }

  private static JsonNode object(String environment, String kind) {
    return RenderedFolder.objects(SAMPLES.resolve("config"), "overlays/" + environment).stream()
        .filter(object -> object.path("kind").asText().equals(kind))
        .findFirst()
        .orElseThrow();
  }
}
