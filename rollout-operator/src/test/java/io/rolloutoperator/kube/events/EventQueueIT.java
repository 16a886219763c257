package io.rolloutoperator.kube.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kube.client.ApiClients;
import io.rolloutoperator.kube.client.ObjectApi;
import io.rolloutoperator.kube.fence.LeaseFence;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@RequiresCluster
class EventQueueIT {
  private static final int BURST = 60;
  private static final int REPEATS = 40;

  private final TestNamespace namespace;

  EventQueueIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @Test
  void aBurstOfOneObjectIsAllThereInOrderAndRepeatsAreCounted() {
    ObjectReference web =
        new ObjectReference(
            "argoproj.io/v1alpha1", "Rollout", namespace.name(), "web", "3f6c", "1");
    try (ApiClients clients =
            ApiClients.open(
                namespace.client().getConfiguration(),
                "rollout-operator/test",
                LeaseFence.unfenced("test"),
                (_, _) -> {},
                Optional.empty());
        EventQueue queue = EventQueue.open(
                new ObjectApi(clients), "rollouts-controller", "test", () -> false)) {
      long begin = System.nanoTime();
      for (int i = 0; i < BURST; i++) {
        queue.emit(web, EventType.NORMAL, "Burst", "event " + i);
      }
      long emitted = System.nanoTime();
      assertThat(queue.flush(Duration.ofSeconds(60))).isZero();
      long written = System.nanoTime();
      System.out.printf(
          "events: %d emitted in %d us, written in %d ms%n",
          BURST,
          TimeUnit.NANOSECONDS.toMicros(emitted - begin),
          TimeUnit.NANOSECONDS.toMillis(written - emitted));
      for (int i = 0; i < REPEATS; i++) {
        queue.emit(web, EventType.NORMAL, "Repeat", "a");
        queue.emit(web, EventType.NORMAL, "Repeat", "b");
      }
      assertThat(queue.flush(Duration.ofSeconds(60))).isZero();
    }

    assertThat(messages("Burst"))
        .containsExactlyElementsOf(IntStream.range(0, BURST).mapToObj(i -> "event " + i).toList());
    assertThat(messages("Repeat")).containsExactlyInAnyOrder("a", "b");
    assertThat(events("Repeat")).allMatch(event -> event.path("count").asInt() == REPEATS);
    assertThat(events("Burst"))
        .allMatch(
            event -> event.path("source").path("component").asText().equals("rollouts-controller"))
        .allMatch(event -> event.path("involvedObject").path("name").asText().equals("web"))
        .allMatch(event -> event.path("count").asInt() == 1);
  }

  private List<String> messages(String reason) {
    return events(reason).stream().map(event -> event.path("message").asText()).toList();
  }

  private List<JsonNode> events(String reason) {
    return namespace.events().stream()
        .filter(event -> event.path("reason").asText().equals(reason))
        .sorted(
            Comparator.comparingLong(
                event -> event.path("metadata").path("resourceVersion").asLong()))
        .toList();
  }
}
