package io.rolloutoperator.kube.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.api.template.StepHash;
import io.rolloutoperator.engine.validation.DistrustedInput;
import io.rolloutoperator.kube.events.EventSink;
import io.rolloutoperator.kube.events.EventType;
import io.rolloutoperator.kube.events.ObjectReference;
import io.rolloutoperator.kube.objects.ReplicaSetTree;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells values that make no sense, of a Rollout's annotations and status and of its ReplicaSets'
 * annotations: one Warning Event for each as long as it stands there.
 */
final class IgnoredValues {

  private final EventSink events;
  private final Map<String, Set<String>> told = new ConcurrentHashMap<>();

  IgnoredValues(EventSink events) {
    this.events = events;
  }

  /**
   * Tells what was not told before.
   *
   * @param owned the Rollout's ReplicaSets
   */
  void tell(Rollout rollout, Collection<ReplicaSetTree> owned) {
    String uid = rollout.getMetadata().getUid();
    Set<String> now =
        Stream.concat(warnings(rollout), owned.stream().flatMap(IgnoredValues::warnings))
            .collect(Collectors.toUnmodifiableSet());
    Set<String> before =
        Objects.requireNonNullElse(now.isEmpty() ? told.remove(uid) : told.put(uid, now), Set.of());
    now.stream()
        .filter(text -> !before.contains(text))
        .sorted()
        .forEach(
            text ->
                events.emit(
                    ObjectReference.to(rollout), EventType.WARNING, DistrustedInput.EVENT, text));
  }

  /** Forgets a Rollout that is gone. */
  void forget(Rollout rollout) {
    told.remove(rollout.getMetadata().getUid());
  }

  private static Stream<String> warnings(ReplicaSetTree replicaSet) {
    return DistrustedInput.revisionWarnings(
            ReplicaSetReader.orEmpty(replicaSet.getMetadata().getAnnotations()))
        .map(text -> "ReplicaSet " + replicaSet.getMetadata().getName() + ": " + text);
  }

  private static Stream<String> warnings(Rollout rollout) {
    JsonNode status = ReplicaSetReader.tree(rollout.getStatus());
    JsonNode steps =
        ReplicaSetReader.tree(rollout.getSpec()).path("strategy").path("canary").path("steps");
    return Stream.concat(
        DistrustedInput.revisionWarnings(
            ReplicaSetReader.orEmpty(rollout.getMetadata().getAnnotations())),
        DistrustedInput.statusWarnings(
            status.path("phase").asText(""), index(status, steps), steps.size()));
  }

  /** An index that was noted for other steps says nothing of these: the update starts anew. */
  private static @Nullable Integer index(JsonNode status, JsonNode steps) {
    JsonNode index = status.path("currentStepIndex");
    if (!index.isIntegralNumber() || !steps.isArray()) {
      return null;
    }
    boolean within = index.asInt() >= 0 && index.asInt() <= steps.size();
    boolean ofTheseSteps =
        within || StepHash.of(steps).equals(status.path("currentStepHash").asText());
    return ofTheseSteps ? (Integer) index.asInt() : null;
  }
}
