package io.rolloutoperator.kubectl.forecast;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.analysis.core.TemplateCatalog;
import io.rolloutoperator.api.Encoder;
import io.rolloutoperator.api.rollout.RolloutSpec;
import io.rolloutoperator.api.rollout.RolloutStatus;
import io.rolloutoperator.api.template.PodTemplateHash;
import io.rolloutoperator.api.template.StepHash;
import io.rolloutoperator.engine.plan.Action;
import io.rolloutoperator.engine.plan.AdoptReplicaSet;
import io.rolloutoperator.engine.plan.ApplyTraffic;
import io.rolloutoperator.engine.plan.CreateAnalysisRun;
import io.rolloutoperator.engine.plan.CreateReplicaSet;
import io.rolloutoperator.engine.plan.DefaultReplicas;
import io.rolloutoperator.engine.plan.DeleteAnalysisRun;
import io.rolloutoperator.engine.plan.DeleteReplicaSet;
import io.rolloutoperator.engine.plan.EvictPod;
import io.rolloutoperator.engine.plan.PointService;
import io.rolloutoperator.engine.plan.ReleaseReplicaSet;
import io.rolloutoperator.engine.plan.ReleaseService;
import io.rolloutoperator.engine.plan.ScaleReplicaSet;
import io.rolloutoperator.engine.plan.SetRevision;
import io.rolloutoperator.engine.plan.TerminateAnalysisRun;
import io.rolloutoperator.engine.plan.UpdateReplicaSet;
import io.rolloutoperator.engine.snapshot.AnalysisRunFacts;
import io.rolloutoperator.engine.snapshot.Annotations;
import io.rolloutoperator.engine.snapshot.ClockJumps;
import io.rolloutoperator.engine.snapshot.RolloutFacts;
import io.rolloutoperator.engine.snapshot.ServiceFacts;
import io.rolloutoperator.engine.snapshot.Snapshot;
import io.rolloutoperator.engine.snapshot.TemplateMatch;
import io.rolloutoperator.engine.validation.ReferenceValidator;
import io.rolloutoperator.kubectl.view.At;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One Rollout with all that belongs to it, in memory. Every write succeeds; of pods, analyses,
 * gateways and people only good is known.
 */
final class ForecastWorld {

  private final ObjectNode rollout;
  private final RolloutSpec spec;
  private final Map<String, String> annotations;
  private final List<ForecastReplicaSet> replicaSets = new ArrayList<>();
  private final Map<String, ServiceFacts> services = new TreeMap<>();
  private final Map<String, AnalysisRunFacts> runs;
  private final Map<String, JsonNode> runSpecs = new LinkedHashMap<>();
  private final TemplateCatalog templates;
  private final Optional<ForecastRoutes> routes;
  private final boolean knowsAll;
  private RolloutStatus status;
  private boolean paused;
  private Instant now;

  /**
   * A world.
   *
   * @param spec of the Rollout, valid
   * @param routes of its router, if it has one
   */
  ForecastWorld(
      Beginning beginning,
      RolloutSpec spec,
      RolloutStatus status,
      Optional<ForecastRoutes> routes) {
    KnownObjects known = new KnownObjects(beginning);
    this.rollout = beginning.rollout().deepCopy();
    this.spec = spec;
    this.status = status;
    this.routes = routes;
    this.knowsAll = beginning.knowledge() == Beginning.Knowledge.ALL;
    this.paused = spec.paused();
    this.now = beginning.now().truncatedTo(ChronoUnit.SECONDS);
    this.annotations = KnownObjects.texts(At.node(rollout, "metadata", "annotations"));
    this.templates = known.templates(spec);
    this.runs = known.runs();
    known.ofKind("AnalysisRun").forEach(run -> runSpecs.put(At.name(run), run.path("spec")));
    known.services(ReferenceValidator.services(spec)).forEach(s -> services.put(s.name(), s));
    known
        .ofKind("ReplicaSet")
        .map(set -> new ForecastReplicaSet(set, now, template()))
        .sorted(Comparator.comparing(ForecastReplicaSet::createdAt).reversed())
        .forEach(replicaSets::add);
  }

  Snapshot look() {
    return new Snapshot(
        now,
        ClockJumps.NONE,
        facts(),
        match(),
        StepHash.of(At.node(rollout, "spec", "strategy", "canary").get("steps")),
        replicaSets.stream().map(ForecastReplicaSet::facts).toList(),
        List.of(),
        List.copyOf(services.values()),
        List.copyOf(runs.values()),
        templates,
        routes.map(ForecastRoutes::view),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private RolloutFacts facts() {
    ObjectNode tree = rollout.deepCopy();
    tree.set("status", Encoder.encode(status));
    return new RolloutFacts(
        At.namespace(rollout),
        At.name(rollout),
        At.uid(rollout),
        At.node(rollout, "metadata", "generation").asLong(0),
        KnownObjects.texts(At.node(rollout, "metadata", "labels")),
        annotations,
        Resumption.of(spec, paused),
        status,
        tree);
  }

  private TemplateMatch match() {
    return current()
        .<TemplateMatch>map(set -> new TemplateMatch.Existing(set.name()))
        .orElseGet(
            () ->
                new TemplateMatch.Missing(PodTemplateHash.of(template(), status.collisionCount())));
  }

  private JsonNode template() {
    return At.node(rollout, "spec", "template");
  }

  /** The ReplicaSet of the template, if there is one. */
  Optional<ForecastReplicaSet> current() {
    return replicaSets.stream().filter(ForecastReplicaSet::current).findFirst();
  }

  void apply(Action action) {
    switch (action) {
      case CreateReplicaSet create ->
          replicaSets.addFirst(new ForecastReplicaSet(create.body(), now, template()));
      case ScaleReplicaSet scale ->
          find(scale.name())
              .ifPresent(
                  set ->
                      set.scale(
                          scale.replicas(), scale.desiredReplicas(), scale.scaleDownDeadline()));
      case UpdateReplicaSet update ->
          find(update.name())
              .ifPresent(set -> set.update(update.annotations(), update.minReadySeconds()));
      case DeleteReplicaSet(String name) -> replicaSets.removeIf(set -> set.name().equals(name));
      case ApplyTraffic traffic -> routes.ifPresent(known -> traffic.edits().forEach(known::write));
      case PointService(String name, String to) -> point(name, to);
      case ReleaseService(String name) -> services.remove(name);
      case SetRevision(long revision) ->
          annotations.put(Annotations.REVISION, Long.toString(revision));
      case CreateAnalysisRun create -> begin(create);
      case TerminateAnalysisRun(String name) -> finish(name);
      case DeleteAnalysisRun(String name) -> runs.remove(name);
      case AdoptReplicaSet _, ReleaseReplicaSet _, DefaultReplicas _, EvictPod _ -> {
        // All ReplicaSets are owned, the number of pods is written, and nothing is restarted.
      }
    }
  }

  private Optional<ForecastReplicaSet> find(String name) {
    return replicaSets.stream().filter(set -> set.name().equals(name)).findFirst();
  }

  private void point(String name, String to) {
    ServiceFacts before = services.getOrDefault(name, new ServiceFacts(name, Map.of(), Map.of()));
    Map<String, String> selector = new TreeMap<>(before.selector());
    selector.put(Annotations.POD_TEMPLATE_HASH, to);
    Map<String, String> notes = new TreeMap<>(before.annotations());
    notes.put(Annotations.MANAGED_BY, At.name(rollout));
    services.put(name, new ServiceFacts(name, selector, notes));
  }

  private void begin(CreateAnalysisRun create) {
    Map<String, String> labels = KnownObjects.texts(At.node(create.body(), "metadata", "labels"));
    runSpecs.put(create.name(), create.body().path("spec"));
    runs.put(create.name(), new AnalysisRunFacts(create.name(), now, labels, "Running", "", false));
  }

  /** The analysis ends well. */
  void finish(String name) {
    runs.computeIfPresent(
        name,
        (_, run) ->
            new AnalysisRunFacts(name, run.createdAt(), run.labels(), "Successful", "", true));
  }

  Optional<AnalysisRunFacts> run(String name) {
    return Optional.ofNullable(runs.get(name));
  }

  /** The spec of an AnalysisRun; a missing node for an unknown one. */
  JsonNode runSpec(String name) {
    return runSpecs.getOrDefault(name, At.node(rollout, "there", "is", "none"));
  }

  /** Whether all templates are known that exist. */
  boolean knowsAll() {
    return knowsAll;
  }

  /** False if it is the same already. */
  boolean write(RolloutStatus after) {
    boolean changes = !after.equals(status);
    status = after;
    return changes;
  }

  RolloutStatus status() {
    return status;
  }

  /** A person sets {@code spec.paused} to false. */
  void resume() {
    paused = false;
  }

  boolean paused() {
    return paused;
  }

  void advance(Duration time) {
    now = now.plus(time);
  }

  Instant now() {
    return now;
  }

  List<ForecastReplicaSet> replicaSets() {
    return replicaSets;
  }
}
