package io.rolloutoperator.kube.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.kube.events.ObjectReference;
import io.rolloutoperator.notify.message.Progress;
import java.util.List;
import org.junit.jupiter.api.Test;

class RolloutSightingTest {

  private static RolloutSighting sighting(String hash, boolean aborted, int step, int weight) {
    JsonNode rollout = rollout(hash, aborted, step, weight);
    ObjectReference reference =
        new ObjectReference("argoproj.io/v1alpha1", "Rollout", "shop", "web", "u", "1");
    return RolloutSighting.of(reference, rollout, List.of());
  }

  private static JsonNode rollout(String hash, boolean aborted, int step, int weight) {
    try {
      return new ObjectMapper()
          .readTree(
              """
              {"spec": {"strategy": {"canary": {"steps": [{}, {}, {}]}}},
               "status": {"currentPodHash": "%s", "abort": %s, "abortedAt": "a time", "currentStepIndex": %d,
                 "canary": {"weights": {"canary": {"weight": %d}}}}}
              """
                  .formatted(hash, aborted, step, weight));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(hash, e);
    }
  }

  private static Progress progress(Sighting sighting) {
    return ((RolloutSighting) sighting).release().progress();
  }

  @Test
  void anAbortDoesNotTakeBackHowFarItHadCome() {
    Sighting before = sighting("h", false, 2, 20);
    Sighting aborted = sighting("h", true, 0, 0).after(before);

    assertThat(progress(aborted)).isEqualTo(new Progress("2", "3", "20"));
    assertThat(progress(sighting("h", true, 0, 0).after(aborted)))
        .isEqualTo(new Progress("2", "3", "20"));
    assertThat(progress(sighting("h", false, 1, 10).after(aborted)))
        .isEqualTo(new Progress("1", "3", "10"));
  }

  @Test
  void anotherRevisionHasComeAsFarAsItSays() {
    assertThat(progress(sighting("i", true, 0, 0).after(sighting("h", false, 2, 20))))
        .isEqualTo(Progress.UNKNOWN);
  }

  @Test
  void whatIsStoredOfItIsWhatItWasThoughAnotherRevisionFollowed() {
    Sighting aborted = sighting("h", true, 0, 0).after(sighting("h", false, 2, 20));
    Sighting then = sighting("i", false, 1, 10).at(aborted.moment());

    assertThat(progress(then)).isEqualTo(new Progress("2", "3", "20"));
    assertThat(then.tree().path("status"))
        .isEqualTo(((ObjectNode) aborted.tree().path("status")).set("canary", canary(10)));
    assertThat(then.moment()).isEqualTo(aborted.moment());
  }

  private static JsonNode canary(int weight) {
    return rollout("", false, 0, weight).at("/status/canary");
  }

  @Test
  void aRolloutIsBehindWhileItsStatusIsOfAnEarlierSpec() {
    assertThat(RolloutSighting.of(observed(2, "2"), List.of()).isBehind()).isFalse();
    assertThat(RolloutSighting.of(observed(2, "1"), List.of()).isBehind()).isTrue();
    assertThat(RolloutSighting.of(observed(1, ""), List.of()).isBehind())
        .as("a new one, whose first revision is told")
        .isFalse();
  }

  private static Rollout observed(long generation, String observed) {
    Rollout rollout = new Rollout();
    rollout.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace("shop")
            .withName("web")
            .withUid("u")
            .withGeneration(generation)
            .build());
    rollout.setStatus(new ObjectMapper().createObjectNode().put("observedGeneration", observed));
    return rollout;
  }
}
