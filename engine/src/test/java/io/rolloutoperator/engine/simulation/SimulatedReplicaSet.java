package io.rolloutoperator.engine.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.engine.snapshot.Annotations;
import io.rolloutoperator.engine.snapshot.OrphanFacts;
import io.rolloutoperator.engine.snapshot.ReplicaSetFacts;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A ReplicaSet with its pods. Its own controller follows {@code spec.replicas} when it is told. */
final class SimulatedReplicaSet {

  private final String name;
  private final Instant createdAt;
  private final Map<String, String> labels;
  private final Map<String, String> annotations;
  private final JsonNode template;
  private int minReadySeconds;
  private int specReplicas;
  private int replicas;
  private int available;
  private boolean owned = true;

  SimulatedReplicaSet(JsonNode body, JsonNode template, Instant createdAt) {
    this.name = body.path("metadata").path("name").asText();
    this.createdAt = createdAt;
    this.labels = texts(body.path("metadata").path("labels"));
    this.annotations = texts(body.path("metadata").path("annotations"));
    this.template = template;
    this.minReadySeconds = body.path("spec").path("minReadySeconds").asInt();
    this.specReplicas = body.path("spec").path("replicas").asInt();
  }

  static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new TreeMap<>();
    object.properties().forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
    return texts;
  }

  String name() {
    return name;
  }

  String hash() {
    return labels.getOrDefault(Annotations.POD_TEMPLATE_HASH, "");
  }

  /** The template as the Rollout had it. */
  JsonNode template() {
    return template;
  }

  int specReplicas() {
    return specReplicas;
  }

  /** Pods that serve and are not about to be removed. */
  int available() {
    return Math.min(available, specReplicas);
  }

  /** Pods that exist, whether they serve or not. */
  int replicas() {
    return replicas;
  }

  void scale(int to, int desired, @org.jspecify.annotations.Nullable String deadline) {
    specReplicas = to;
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

  /** Its controller makes missing pods and removes surplus ones, not serving ones first. */
  boolean follow() {
    boolean behind = replicas != specReplicas;
    replicas = specReplicas;
    available = Math.min(available, replicas);
    return behind;
  }

  /** One pod more serves. */
  boolean becomeAvailable() {
    if (available >= Math.min(replicas, specReplicas)) {
      return false;
    }
    available++;
    return true;
  }

  /** One pod dies; another begins in its place and does not serve yet. */
  boolean lose() {
    if (available == 0) {
      return false;
    }
    available--;
    return true;
  }

  /** Whether the Rollout is its controller; else nobody is. */
  boolean owned() {
    return owned;
  }

  void owned(boolean value) {
    owned = value;
  }

  OrphanFacts orphan() {
    return new OrphanFacts(name, labels, false);
  }

  ReplicaSetFacts facts() {
    return new ReplicaSetFacts(
        name,
        createdAt,
        labels,
        annotations,
        specReplicas,
        replicas,
        available,
        available,
        minReadySeconds,
        replicas == specReplicas,
        false,
        Optional.empty());
  }
}
