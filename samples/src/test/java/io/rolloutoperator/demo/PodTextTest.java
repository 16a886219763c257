package io.rolloutoperator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.cluster.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodTextTest {

  @Test
  void rowShowsWantedAndMeasuredShareSideBySide() {
    assertThat(new PodRow(20, "1.29", 1, 5).line().plain())
        .isEqualTo("      20 %    20.0 %  █████░░░░░░░░░░░░░░░░░░░░   1 of 5 run 1.29");
  }

  @Test
  void rowOfNoPodsAtAllIsNotANumber() {
    assertThat(new PodRow(20, "bad", 0, 0).line().plain()).contains("  0.0 %").contains("0 of 0");
  }

  @ParameterizedTest
  @CsvSource({"0, 20", "1, 20", "2, 50", "3, 50", "4, 100"})
  void wantedShareIsThatOfTheLastWeightUpToTheStep(int index, int weight) {
    assertThat(AskedWeight.of(Json.parse(rollout("currentStepIndex", index)))).hasValue(weight);
  }

  @Test
  void wantedShareOfAnAbortedReleaseIsNothing() {
    assertThat(AskedWeight.of(Json.parse(rollout("abort", true)))).hasValue(0);
    assertThat(AskedWeight.of(Json.parse(rollout("replicas", 5)))).isEmpty();
  }

  @Test
  void manifestOfAVersionHasItsImageAndItsDeadline() {
    var rollout = Json.parse(new PodManifest(Image.DEFAULT, "bad", 15).yaml()).path("spec");

    assertThat(rollout.path("replicas").asInt()).isEqualTo(PodManifest.PODS);
    assertThat(rollout.path("progressDeadlineSeconds").asInt()).isEqualTo(15);
    var pod = rollout.path("template").path("spec");
    assertThat(pod.path("containers").path(0).path("image").asText())
        .isEqualTo("nginxinc/nginx-unprivileged:bad");
    assertThat(pod.path("securityContext").path("runAsNonRoot").asBoolean()).isTrue();
  }

  @Test
  void nothingIsDemandedOfAnImageOfTheUsers() {
    Image image = new Image("nginx", "1", "2");

    var pod =
        Json.parse(new PodManifest(image, "1", 120).yaml())
            .path("spec")
            .path("template")
            .path("spec");

    assertThat(pod.has("securityContext")).isFalse();
    assertThat(pod.path("containers").path(0).has("securityContext")).isFalse();
    assertThat(pod.path("containers").path(0).path("image").asText()).isEqualTo("nginx:1");
  }

  private static String rollout(String field, Object value) {
    return """
    {"spec": {"strategy": {"canary": {"steps": [
        {"setWeight": 20}, {"pause": {}}, {"setWeight": 50}, {"pause": {}}]}}},
     "status": {"%s": %s}}
    """
        .formatted(field, value);
  }
}
