package io.rolloutoperator.engine.analysis;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.analysis.core.Resolution;
import io.rolloutoperator.api.rollout.RolloutAnalysis;
import io.rolloutoperator.engine.snapshot.AnalysisRunFacts;
import io.rolloutoperator.engine.snapshot.Annotations;
import io.rolloutoperator.engine.snapshot.OwnerReference;
import io.rolloutoperator.engine.snapshot.ReplicaSetFacts;
import io.rolloutoperator.engine.snapshot.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An AnalysisRun that is to be made for a revision.
 *
 * @param snapshot what was observed
 * @param current ReplicaSet of the revision
 * @param kind what the run is for
 * @param analysis templates and arguments
 * @param names of its runs, the first and the repeated ones
 */
public record RunRequest(
    Snapshot snapshot,
    ReplicaSetFacts current,
    RunKind kind,
    RolloutAnalysis analysis,
    RunNames names) {

  /** The request with the name that this revision and kind have. */
  public static RunRequest of(
      Snapshot snapshot, ReplicaSetFacts current, RunKind kind, RolloutAnalysis analysis) {
    String name =
        snapshot.rollout().name()
            + "-"
            + current.hash()
            + "-"
            + current.revision()
            + kind.nameSuffix();
    return new RunRequest(snapshot, current, kind, analysis, new RunNames(name));
  }

  /** The names for a new run, in the order to try them. */
  public List<String> freeNames() {
    return names.free(
        snapshot.analysisRuns().stream().map(AnalysisRunFacts::name).collect(Collectors.toSet()));
  }

  /** The whole object as it is to be created, or what is missing for it. */
  public Resolution<ObjectNode> body(String name) {
    return RunSpecs.of(snapshot, current.hash(), analysis).map(spec -> body(name, spec));
  }

  private ObjectNode body(String name, ObjectNode spec) {
    ObjectNode run = JsonNodeFactory.instance.objectNode();
    run.put("apiVersion", "argoproj.io/v1alpha1").put("kind", "AnalysisRun");
    ObjectNode metadata = run.putObject("metadata");
    metadata.put("name", name).put("namespace", snapshot.rollout().namespace());
    ObjectNode labels = metadata.putObject("labels");
    labels().forEach(labels::put);
    ObjectNode annotations = metadata.putObject("annotations");
    annotations().forEach(annotations::put);
    metadata.putArray("ownerReferences").add(OwnerReference.of(snapshot.rollout()));
    run.set("spec", spec);
    return run;
  }

  private Map<String, String> labels() {
    Map<String, String> labels = new TreeMap<>();
    var selector = snapshot.rollout().spec().selector();
    if (selector != null) {
      labels.putAll(selector.matchLabels());
    }
    if (analysis.analysisRunMetadata() != null) {
      labels.putAll(analysis.analysisRunMetadata().labels());
    }
    labels.putAll(kind.labels());
    labels.put(Annotations.POD_TEMPLATE_HASH, current.hash());
    snapshot.instanceId().ifPresent(id -> labels.put(Annotations.INSTANCE_ID, id));
    return labels;
  }

  private Map<String, String> annotations() {
    Map<String, String> annotations = new TreeMap<>();
    if (analysis.analysisRunMetadata() != null) {
      annotations.putAll(analysis.analysisRunMetadata().annotations());
    }
    annotations.put(Annotations.REVISION, Long.toString(current.revision()));
    return annotations;
  }
}
