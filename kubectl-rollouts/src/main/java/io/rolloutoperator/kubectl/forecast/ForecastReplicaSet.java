package io.rolloutoperator.kubectl.forecast;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.template.EphemeralMetadata;
import io.rolloutoperator.api.template.TemplateComparison;
import io.rolloutoperator.api.template.TemplateEquality;
import io.rolloutoperator.engine.snapshot.Annotations;
import io.rolloutoperator.engine.snapshot.ReplicaSetFacts;
import io.rolloutoperator.kubectl.view.At;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A ReplicaSet whose pods all start, as soon as time has passed. */
final class ForecastReplicaSet {

  private final String name;
  private final Instant createdAt;
  private final boolean current;
  private final Map<String, String> labels;
  private final Map<String, String> annotations;
  private int minReadySeconds;
  private int wanted;
  private int existing;
  private int available;

  /**
   * A ReplicaSet as it is stored, or as it is to be created.
   *
   * @param now when it is created, if it is
   * @param template of the Rollout
   */
  ForecastReplicaSet(JsonNode object, Instant now, JsonNode template) {
    this.name = At.name(object);
    this.createdAt = At.time(object, "metadata", "creationTimestamp").orElse(now);
    this.current = runs(At.node(object, "spec", "template"), template);
    this.labels = KnownObjects.texts(At.node(object, "metadata", "labels"));
    this.annotations = KnownObjects.texts(At.node(object, "metadata", "annotations"));
    this.minReadySeconds = At.count(object, "spec", "minReadySeconds");
    this.wanted = At.number(object, "spec", "replicas").orElse(1);
    this.existing = At.count(object, "status", "replicas");
    this.available = At.count(object, "status", "availableReplicas");
  }

  String name() {
    return name;
  }

  Instant createdAt() {
    return createdAt;
  }

  String hash() {
    return labels.getOrDefault(Annotations.POD_TEMPLATE_HASH, "");
  }

  long revision() {
    return Annotations.number(annotations, Annotations.REVISION);
  }

  int wanted() {
    return wanted;
  }

  int minReadySeconds() {
    return minReadySeconds;
  }

  /** Whether its pods are those of the Rollout's template. */
  boolean current() {
    return current;
  }

  private static boolean runs(JsonNode own, JsonNode wanted) {
    return TemplateEquality.compare(own, wanted, EphemeralMetadata.NONE)
        instanceof TemplateComparison.Same;
  }

  void scale(int to, int desired, @Nullable String deadline) {
    wanted = to;
    annotations.put(Annotations.DESIRED_REPLICAS, Integer.toString(desired));
    if (deadline == null) {
      annotations.remove(Annotations.SCALE_DOWN_DEADLINE);
    } else {
      annotations.put(Annotations.SCALE_DOWN_DEADLINE, deadline);
    }
  }

  void update(Map<String, String> changed, int seconds) {
    annotations.putAll(changed);
    minReadySeconds = seconds;
  }

  /** Its own controller makes missing pods and removes surplus ones; false if it had. */
  boolean follow() {
    boolean behind = existing != wanted;
    existing = wanted;
    available = Math.min(available, existing);
    return behind;
  }

  /** Whether pods exist that do not serve yet. */
  boolean waits() {
    return available < existing;
  }

  /** All of them serve. */
  void serve() {
    available = existing;
  }

  ReplicaSetFacts facts() {
    return new ReplicaSetFacts(
        name,
        createdAt,
        labels,
        annotations,
        wanted,
        existing,
        available,
        available,
        minReadySeconds,
        true,
        false,
        Optional.empty());
  }
}
