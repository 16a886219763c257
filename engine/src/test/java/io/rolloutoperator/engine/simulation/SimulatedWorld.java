package io.rolloutoperator.engine.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.analysis.core.TemplateCatalog;
import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.Decoder;
import io.rolloutoperator.api.Encoder;
import io.rolloutoperator.api.analysis.AnalysisTemplateRef;
import io.rolloutoperator.api.analysis.AnalysisTemplateSpec;
import io.rolloutoperator.api.rollout.RolloutSpec;
import io.rolloutoperator.api.rollout.RolloutStatus;
import io.rolloutoperator.api.template.PodTemplateHash;
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
import io.rolloutoperator.engine.snapshot.OrphanFacts;
import io.rolloutoperator.engine.snapshot.ReplicaSetFacts;
import io.rolloutoperator.engine.snapshot.RolloutFacts;
import io.rolloutoperator.engine.snapshot.ServiceFacts;
import io.rolloutoperator.engine.snapshot.Snapshot;
import io.rolloutoperator.engine.snapshot.TemplateMatch;
import io.rolloutoperator.engine.validation.Capabilities;
import io.rolloutoperator.engine.validation.Violations;
import io.rolloutoperator.traffic.Routers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * One Rollout "web" in namespace "shop" with all that belongs to it, in memory. Every object has a
 * version; a write is refused if its object changed since the snapshot that it was planned from.
 */
final class SimulatedWorld {

  private static final String ROLLOUT = "Rollout";
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Capabilities CAPABILITIES = Routers.capabilities();

  /**
   * A snapshot with the versions that its objects had.
   *
   * @param snapshot what was observed
   * @param versions by object; a write of the same pass updates them
   */
  record Seen(Snapshot snapshot, Map<String, Long> versions) {}

  private final Map<String, Long> versions = new HashMap<>();
  private final List<SimulatedReplicaSet> replicaSets = new ArrayList<>();
  private final Map<String, ServiceFacts> services = new TreeMap<>();
  private final Map<String, AnalysisRunFacts> runs = new LinkedHashMap<>();
  private final Map<AnalysisTemplateRef, AnalysisTemplateSpec> templates = new HashMap<>();
  private final SimulatedRoutes routes = new SimulatedRoutes();
  private final Map<String, String> annotations = new TreeMap<>();
  private SimulatedSpec spec;
  private String hash = "";
  private Optional<String> violation = Optional.empty();
  private RolloutStatus status = RolloutStatus.EMPTY;
  private long generation;
  private final SimulatedClock clock = new SimulatedClock(START);

  /** A Rollout that was just created. */
  SimulatedWorld(int replicas, String canary) {
    ObjectNode written =
        (ObjectNode)
            Yaml.read(
                """
                selector: {matchLabels: {app: web}}
                template:
                  metadata: {labels: {app: web}}
                  spec: {containers: [{name: web, image: "web:1"}]}
                strategy: {canary: %s}
                """
                    .formatted(canary));
    spec = SimulatedSpec.of(written.put("replicas", replicas));
    changed(spec);
  }

  SimulatedWorld withService(String name) {
    services.put(name, new ServiceFacts(name, Map.of("app", "web"), Map.of()));
    changed(spec);
    return this;
  }

  SimulatedWorld withRoute(String name) {
    routes.add(name);
    return this;
  }

  SimulatedWorld withTemplate(String name) {
    JsonNode tree =
        Yaml.read(
            "metrics: [{name: m, successCondition: 'true', provider: {web: {url: 'http://metrics'}}}]");
    if (Decoder.decode(tree, AnalysisTemplateSpec.class, "spec")
        instanceof Decoded.Valid<AnalysisTemplateSpec>(AnalysisTemplateSpec template)) {
      templates.put(new AnalysisTemplateRef(name, false), template);
    }
    changed(spec);
    return this;
  }

  /** A user's change of the spec. */
  void edit(UnaryOperator<ObjectNode> change) {
    ObjectNode after = change.apply(spec.tree().deepCopy());
    if (!after.equals(spec.tree())) {
      changed(SimulatedSpec.of(after));
      touch(ROLLOUT);
    }
  }

  /** A user's change of the status. */
  void command(UnaryOperator<RolloutStatus> change) {
    status = change.apply(status);
    touch(ROLLOUT);
  }

  private void changed(SimulatedSpec after) {
    spec = after;
    generation++;
    hash = PodTemplateHash.of(spec.template(), status.collisionCount());
    violation =
        Violations.first(
            rollout(),
            List.copyOf(services.values()),
            new TemplateCatalog(templates),
            CAPABILITIES,
            Optional.empty());
  }

  Seen look() {
    List<ReplicaSetFacts> owned = new ArrayList<>();
    List<OrphanFacts> orphans = new ArrayList<>();
    for (SimulatedReplicaSet rs : replicaSets) {
      if (rs.owned()) {
        owned.add(rs.facts());
      } else {
        orphans.add(rs.orphan());
      }
    }
    Snapshot snapshot =
        new Snapshot(
            clock.now(),
            clock.jumps(),
            rollout(),
            match(),
            spec.stepHash(),
            owned,
            orphans,
            List.copyOf(services.values()),
            List.copyOf(runs.values()).reversed(),
            new TemplateCatalog(templates),
            spec.router().map(routes::view),
            Optional.empty(),
            violation,
            Optional.empty());
    return new Seen(snapshot, new HashMap<>(versions));
  }

  private RolloutFacts rollout() {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.putObject("metadata").put("name", "web").put("namespace", "shop");
    tree.set("spec", spec.tree());
    if (!templates.isEmpty()) {
      tree.set("status", Encoder.encode(status));
    }
    return new RolloutFacts(
        "shop", "web", "uid-web", generation, Map.of(), annotations, spec.decoded(), status, tree);
  }

  private TemplateMatch match() {
    return replicaSets.stream()
        .filter(rs -> rs.owned() && rs.template().equals(spec.template()))
        .findFirst()
        .<TemplateMatch>map(rs -> new TemplateMatch.Existing(rs.name()))
        .orElseGet(() -> new TemplateMatch.Missing(hash));
  }

  /** Carries an action out; false if its object changed since it was looked at. */
  boolean apply(Seen seen, Action action) {
    return switch (action) {
      case AdoptReplicaSet(String name) -> write(seen, name, () -> find(name).owned(true));
      case ReleaseReplicaSet(String name) -> write(seen, name, () -> find(name).owned(false));
      case ApplyTraffic traffic -> traffic.edits().stream().allMatch(routes::write);
      case CreateReplicaSet create -> create(create);
      case CreateAnalysisRun create -> create(create);
      case DefaultReplicas() ->
          write(
              seen,
              ROLLOUT,
              () -> changed(SimulatedSpec.of(spec.tree().deepCopy().put("replicas", 1))));
      case SetRevision(long revision) ->
          write(
              seen, ROLLOUT, () -> annotations.put(Annotations.REVISION, Long.toString(revision)));
      case ScaleReplicaSet scale ->
          write(
              seen,
              scale.name(),
              () ->
                  find(scale.name())
                      .scale(scale.replicas(), scale.desiredReplicas(), scale.scaleDownDeadline()));
      case EvictPod _ -> true; // restarts are not simulated: see RestartStageTest
      case UpdateReplicaSet update ->
          write(
              seen,
              update.name(),
              () -> find(update.name()).update(update.annotations(), update.minReadySeconds()));
      case DeleteReplicaSet(String name) ->
          write(seen, name, () -> replicaSets.removeIf(rs -> rs.name().equals(name)));
      case PointService(String name, String to) ->
          write(seen, "Service " + name, () -> point(name, to));
      case ReleaseService(String name) -> write(seen, "Service " + name, () -> release(name));
      case TerminateAnalysisRun(String name) ->
          write(seen, "Run " + name, () -> runs.computeIfPresent(name, (_, run) -> ended(run)));
      case DeleteAnalysisRun(String name) -> write(seen, "Run " + name, () -> runs.remove(name));
    };
  }

  /** Writes the status; false if the Rollout changed since it was looked at. */
  boolean write(Seen seen, RolloutStatus after) {
    return after.equals(status) || write(seen, ROLLOUT, () -> status = after);
  }

  private boolean write(Seen seen, String key, Runnable effect) {
    long planned = seen.versions().getOrDefault(key, 0L);
    if (planned != versions.getOrDefault(key, 0L)) {
      return false;
    }
    effect.run();
    seen.versions().put(key, touch(key));
    return true;
  }

  private long touch(String key) {
    return versions.merge(key, 1L, Long::sum);
  }

  /** A ReplicaSet of that name exists already if an earlier try was not noticed: it is ours. */
  private boolean create(CreateReplicaSet create) {
    boolean exists = replicaSets.stream().anyMatch(rs -> rs.name().equals(create.name()));
    if (!exists) {
      replicaSets.addFirst(
          new SimulatedReplicaSet(create.body(), spec.template().deepCopy(), clock.now()));
    }
    return true;
  }

  private boolean create(CreateAnalysisRun create) {
    Map<String, String> labels =
        SimulatedReplicaSet.texts(create.body().path("metadata").path("labels"));
    runs.putIfAbsent(
        create.name(),
        new AnalysisRunFacts(create.name(), clock.now(), labels, "Running", "", false));
    return true;
  }

  private void point(String name, String to) {
    ServiceFacts service = service(name);
    Map<String, String> selector = new TreeMap<>(service.selector());
    selector.put(Annotations.POD_TEMPLATE_HASH, to);
    services.put(name, new ServiceFacts(name, selector, Map.of(Annotations.MANAGED_BY, "web")));
  }

  private void release(String name) {
    Map<String, String> selector = new TreeMap<>(service(name).selector());
    selector.remove(Annotations.POD_TEMPLATE_HASH);
    services.put(name, new ServiceFacts(name, selector, Map.of()));
  }

  private static AnalysisRunFacts ended(AnalysisRunFacts run) {
    return new AnalysisRunFacts(
        run.name(), run.createdAt(), run.labels(), "Successful", "Run Terminated", true);
  }

  /** Somebody deletes an AnalysisRun. */
  void deleteRun(String name) {
    runs.remove(name);
    touch("Run " + name);
  }

  /** The analysis ends like this. */
  void finish(String run, String phase, String message) {
    AnalysisRunFacts before = Optional.ofNullable(runs.get(run)).orElseThrow();
    runs.put(
        run,
        new AnalysisRunFacts(
            run, before.createdAt(), before.labels(), phase, message, before.terminating()));
    touch("Run " + run);
  }

  SimulatedReplicaSet find(String name) {
    return replicaSets.stream().filter(rs -> rs.name().equals(name)).findFirst().orElseThrow();
  }

  ServiceFacts service(String name) {
    return Optional.ofNullable(services.get(name)).orElseThrow();
  }

  Map<String, ServiceFacts> services() {
    return services;
  }

  /** The ReplicaSet controller makes the pods that are wanted; false if it had. */
  boolean podsFollow() {
    return replicaSets.stream().filter(rs -> happened(rs, rs.follow())).count() > 0;
  }

  /** One more pod of the ReplicaSet serves; false if all do. */
  boolean podServes(SimulatedReplicaSet rs) {
    return happened(rs, rs.becomeAvailable());
  }

  /** One pod of the ReplicaSet is lost and begins anew; false if none serves. */
  boolean podIsLost(SimulatedReplicaSet rs) {
    return happened(rs, rs.lose());
  }

  private boolean happened(SimulatedReplicaSet rs, boolean changed) {
    if (changed) {
      touch(rs.name());
    }
    return changed;
  }

  /** All ReplicaSets, newest first. */
  List<SimulatedReplicaSet> replicaSets() {
    return replicaSets;
  }

  List<AnalysisRunFacts> runs() {
    return List.copyOf(runs.values());
  }

  SimulatedRoutes routes() {
    return routes;
  }

  RolloutStatus status() {
    return status;
  }

  RolloutSpec spec() {
    return spec.decoded();
  }

  /** Hash of the present template. */
  String hash() {
    return hash;
  }

  int replicas() {
    return spec.replicas();
  }

  SimulatedClock clock() {
    return clock;
  }
}
