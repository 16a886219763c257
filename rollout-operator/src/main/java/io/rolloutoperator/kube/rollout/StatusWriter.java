package io.rolloutoperator.kube.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.Encoder;
import io.rolloutoperator.api.rollout.RolloutStatus;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.client.ObjectApi;
import io.rolloutoperator.kube.fence.ObjectKey;
import io.rolloutoperator.kube.fence.WriteFence;
import io.rolloutoperator.kube.objects.Kinds;
import io.rolloutoperator.kube.objects.MergePatch;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what changed in a status, on the version that the pass saw, and nothing when nothing
 * changed.
 *
 * <p>The difference is taken between the statuses as this version understands them: what others
 * wrote beside stays.
 */
final class StatusWriter {

  private static final Logger log = LoggerFactory.getLogger(StatusWriter.class);

  /** How a status write went. */
  sealed interface Result {

    /** It was the same already. */
    record Unchanged() implements Result {}

    /** It is written. */
    record Written() implements Result {}

    /**
     * It only moves counters and waits for more.
     *
     * @param left how long at most
     */
    record Delayed(Duration left) implements Result {}

    /**
     * It is not written, or nobody knows.
     *
     * @param answer why
     */
    record Failed(ApiAnswer answer) implements Result {}
  }

  private final ObjectApi api;
  private final WriteFence fence;
  private final CounterDelay counters = new CounterDelay();

  StatusWriter(ObjectApi api, WriteFence fence) {
    this.api = api;
    this.fence = fence;
  }

  /**
   * Writes the status if it is another one.
   *
   * @param urgent whether even moved counters cannot wait
   */
  Result write(Reading reading, RolloutStatus status, boolean urgent) {
    ObjectNode difference = difference(reading, status);
    if (difference.isEmpty()) {
      counters.forget(reading.key());
      return new Result.Unchanged();
    }
    Optional<Duration> wait =
        urgent
            ? Optional.empty()
            : counters.left(reading.key(), difference, reading.snapshot().now());
    return wait.<Result>map(Result.Delayed::new).orElseGet(() -> send(reading, difference));
  }

  /** Nothing is left to be said of a Rollout that is gone. */
  void forget(ObjectKey key) {
    counters.forget(key);
  }

  private Result send(Reading reading, ObjectNode difference) {
    String name = reading.key().name();
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    String version =
        reading
            .written(Kinds.ROLLOUT, name)
            .orElse(reading.handle(Kinds.ROLLOUT, name).resourceVersion());
    patch.putObject("metadata").put("resourceVersion", version);
    patch.set("status", difference);
    ApiAnswer answer = api.patch(Kinds.ROLLOUT, reading.key().namespace(), name, "status", patch);
    if (answer instanceof ApiAnswer.Done done) {
      log.debug("{}: status {}", reading.key(), difference);
      fence.wrote(reading.key(), reading.key(), done.resourceVersion());
      return new Result.Written();
    }
    if (answer instanceof ApiAnswer.Unknown) {
      fence.unknownOutcome(reading.key(), reading.key());
    }
    return new Result.Failed(answer);
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
