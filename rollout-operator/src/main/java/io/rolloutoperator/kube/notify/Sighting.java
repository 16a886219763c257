package io.rolloutoperator.kube.notify;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.AnalysisRun;
import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.kube.events.ObjectReference;
import io.rolloutoperator.kube.objects.ObjectTree;
import io.rolloutoperator.notify.outbox.Situation.RolloutIdentity;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A Rollout with its AnalysisRuns, as a pass saw it. The trees are what templates may show.
 *
 * @param rollout whole, but for what the API server keeps of it
 */
record Sighting(ObjectReference reference, JsonNode rollout, List<JsonNode> runs) {

  private static final String REVISION = "rollout.argoproj.io/revision";
  private static final String SUBSCRIPTIONS = "notifications.argoproj.io/";

  static Sighting of(Rollout rollout, Collection<AnalysisRun> runs) {
    return new Sighting(
        ObjectReference.to(rollout),
        ObjectTree.of(rollout),
        runs.stream().<JsonNode>map(ObjectTree::of).toList());
  }

  /** Whether it names recipients itself. */
  static boolean subscribes(Rollout rollout) {
    Map<String, String> annotations = rollout.getMetadata().getAnnotations();
    return annotations != null
        && annotations.keySet().stream().anyMatch(key -> key.startsWith(SUBSCRIPTIONS));
  }

  String namespace() {
    return reference.namespace();
  }

  Map<String, String> annotations() {
    return texts(rollout.at("/metadata/annotations"));
  }

  RolloutIdentity identity() {
    Map<String, String> annotations = annotations();
    return new RolloutIdentity(
        reference.namespace(),
        reference.uid(),
        annotations.getOrDefault(REVISION, ""),
        texts(rollout.at("/metadata/labels")),
        annotations);
  }

  private static Map<String, String> texts(JsonNode object) {
    return object.properties().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().asText()));
  }
}
