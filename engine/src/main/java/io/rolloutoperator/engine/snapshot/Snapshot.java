package io.rolloutoperator.engine.snapshot;

import io.rolloutoperator.analysis.core.TemplateCatalog;
import io.rolloutoperator.engine.traffic.TrafficView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything one pass of a Rollout looks at, read at one moment. Immutable; a plan is a function of
 * it alone.
 *
 * @param now the moment
 * @param jumps of the clock that tells the moment
 * @param rollout the Rollout
 * @param template which ReplicaSet belongs to its present template
 * @param stepHash hash of its present steps; "" without a canary strategy
 * @param replicaSets ReplicaSets that it owns, newest first
 * @param orphans ReplicaSets of its namespace without a controller, in any order
 * @param services Services that it names or that note it as their manager
 * @param analysisRuns AnalysisRuns that it owns, newest first
 * @param analysis templates that it names
 * @param traffic its routes; empty without a traffic router
 * @param restart a restart that was asked for; empty without one, and when it is done
 * @param violation why the spec is refused, as the InvalidSpec condition says it; empty if it is
 *     fine
 * @param instanceId value of the instance label for objects made; empty without one
 */
public record Snapshot(
    Instant now,
    ClockJumps jumps,
    RolloutFacts rollout,
    TemplateMatch template,
    String stepHash,
    List<ReplicaSetFacts> replicaSets,
    List<OrphanFacts> orphans,
    List<ServiceFacts> services,
    List<AnalysisRunFacts> analysisRuns,
    TemplateCatalog analysis,
    Optional<TrafficView> traffic,
    Optional<PendingRestart> restart,
    Optional<String> violation,
    Optional<String> instanceId) {

  public Snapshot {
    replicaSets = List.copyOf(replicaSets);
    orphans = List.copyOf(orphans);
    services = List.copyOf(services);
    analysisRuns = List.copyOf(analysisRuns);
  }

  /** The owned ReplicaSet of that name. */
  public Optional<ReplicaSetFacts> replicaSet(String name) {
    return replicaSets.stream().filter(rs -> rs.name().equals(name)).findFirst();
  }

  /** The newest owned ReplicaSet with that hash. */
  public Optional<ReplicaSetFacts> replicaSetOf(String hash) {
    return replicaSets.stream().filter(rs -> !hash.isEmpty() && rs.hash().equals(hash)).findFirst();
  }

  public Optional<ServiceFacts> service(String name) {
    return services.stream().filter(service -> service.name().equals(name)).findFirst();
  }

  public Optional<AnalysisRunFacts> analysisRun(String name) {
    return analysisRuns.stream().filter(run -> run.name().equals(name)).findFirst();
  }
}
