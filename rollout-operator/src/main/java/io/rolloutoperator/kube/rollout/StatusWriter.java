package io.rolloutoperator.kube.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.Encoder;
import io.rolloutoperator.api.rollout.RolloutStatus;
import io.rolloutoperator.kube.client.ObjectApi;
import io.rolloutoperator.kube.fence.ObjectKey;
import io.rolloutoperator.kube.fence.WriteFence;
import io.rolloutoperator.kube.objects.Kinds;
import io.rolloutoperator.kube.objects.MergePatch;
import io.rolloutoperator.kube.pass.DifferenceWriter;
import io.rolloutoperator.kube.pass.StatusOutcome;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the status of a Rollout. The difference is taken between the statuses as this version
 * understands them: what others wrote beside stays.
 */
final class StatusWriter {

  private static final Logger log = LoggerFactory.getLogger(StatusWriter.class);

  private final CounterDelay counters = new CounterDelay();
  private final DifferenceWriter writer;

  StatusWriter(ObjectApi api, WriteFence fence) {
    this.writer = new DifferenceWriter(api, fence, Kinds.ROLLOUT, "status");
  }

  /**
   * How long a write that would only move counters waits for more to say; empty if there is nothing
   * to wait for.
   *
   * @param urgent whether even moved counters cannot wait
   */
  Optional<Duration> delay(Reading reading, RolloutStatus status, boolean urgent) {
    ObjectNode difference = difference(reading, status);
    if (difference.isEmpty() || urgent) {
      counters.forget(reading.key());
      return Optional.empty();
    }
    return counters.left(reading.key(), difference, reading.snapshot().now());
  }

  /** Nothing is left to be said of a Rollout that is gone. */
  void forget(ObjectKey key) {
    counters.forget(key);
  }

  StatusOutcome write(Reading reading, RolloutStatus status) {
    String name = reading.key().name();
    String version =
        reading
            .written(Kinds.ROLLOUT, name)
            .orElse(reading.handle(Kinds.ROLLOUT, name).resourceVersion());
    ObjectNode difference = difference(reading, status);
    StatusOutcome outcome = writer.write(reading.key(), version, difference);
    if (outcome instanceof StatusOutcome.Written) {
      log.debug("{}: status {}", reading.key(), difference);
    }
    return outcome;
  }

  private static ObjectNode difference(Reading reading, RolloutStatus status) {
    JsonNode stored = reading.snapshot().rollout().tree().path("status");
    ObjectNode before = Encoder.encode(reading.snapshot().rollout().status());
    for (String always : new String[] {"canary", "blueGreen"}) {
      if (!stored.has(always) && !status.currentPodHash().isEmpty()) {
        before.remove(always);
      }
    }
    return MergePatch.between(before, Encoder.encode(status));
  }
}
