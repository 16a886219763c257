package io.rolloutoperator.engine.snapshot;

import io.rolloutoperator.analysis.core.TemplateCatalog;
import io.rolloutoperator.engine.traffic.TrafficView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

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
    return first(replicaSets, rs -> rs.name().equals(name));
  }

  /** The newest owned ReplicaSet with that hash. */
  public Optional<ReplicaSetFacts> replicaSetOf(String hash) {
    return hash.isEmpty() ? Optional.empty() : first(replicaSets, rs -> rs.hash().equals(hash));
  }

  public Optional<ServiceFacts> service(String name) {
    return first(services, service -> service.name().equals(name));
  }

  public Optional<AnalysisRunFacts> analysisRun(String name) {
    return first(analysisRuns, run -> run.name().equals(name));
  }

  private static <T> Optional<T> first(List<T> all, Predicate<T> wanted) {
    for (T one : all) {
      if (wanted.test(one)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }
}
