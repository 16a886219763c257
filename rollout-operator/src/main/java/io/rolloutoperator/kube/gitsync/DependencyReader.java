package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.gitsync.GitSyncStatus;
import io.rolloutoperator.gitsync.health.HealthSummary;
import io.rolloutoperator.gitsync.plan.Dependencies;
import io.rolloutoperator.gitsync.source.Revision;
import io.rolloutoperator.gitsync.status.RecordedStatus;
import io.rolloutoperator.gitsync.unit.SyncPolicies;
import io.rolloutoperator.gitsync.unit.SyncUnit;
import io.rolloutoperator.gitsync.unit.UnitId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Looks at the units that a unit depends on. */
final class DependencyReader {

  private final StoredUnits units;

  /** Reads from a cache. */
  DependencyReader(StoredUnits units) {
    this.units = units;
  }

  /** One line for each that is not ready. */
  List<String> unmet(SyncUnit unit, Revision revision) {
    return Dependencies.unmet(
        revision,
        unit.policies().dependsOn().stream().map(other -> dependency(unit, other)).toList());
  }

  private Dependencies.Dependency dependency(SyncUnit unit, SyncPolicies.Dependency other) {
    UnitId id = new UnitId(unit.id().kind(), other.namespace(), other.name());
    return units
        .find(other.namespace(), other.name())
        .map(object -> known(unit, id, object))
        .orElseGet(
            () ->
                new Dependencies.Dependency(
                    id, false, false, false, false, Optional.empty(), HealthSummary.UNKNOWN));
  }

  private static Dependencies.Dependency known(SyncUnit unit, UnitId id, JsonNode object) {
    GitSyncStatus status = StoredStatus.read(object);
    RecordedStatus recorded = new RecordedStatus(status);
    long generation = object.at("/metadata/generation").asLong();
    return new Dependencies.Dependency(
        id,
        true,
        status.observedGeneration() == generation,
        recorded.ready(generation),
        sameSource(unit, object),
        recorded.applied(),
        health(status.health()));
  }

  private static boolean sameSource(SyncUnit unit, JsonNode other) {
    JsonNode repo = other.path("spec").path("repo");
    return repo.path("url").asText().equals(unit.repository().url())
        && SameRef.is(unit.repository().ref(), repo.path("ref"));
  }

  private static HealthSummary health(String text) {
    return Arrays.stream(HealthSummary.values())
        .filter(summary -> summary.text().equals(text))
        .findFirst()
        .orElse(HealthSummary.UNKNOWN);
  }
}
