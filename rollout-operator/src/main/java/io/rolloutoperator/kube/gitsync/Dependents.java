package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.gitsync.unit.SyncUnit;
import io.rolloutoperator.gitsync.unit.UnitId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Who waits for whom, as far as passes have seen it. */
final class Dependents {

  private final Map<UnitId, List<UnitId>> dependsOn = new ConcurrentHashMap<>();

  /** A unit as it is now. */
  void know(SyncUnit unit) {
    dependsOn.put(
        unit.id(),
        unit.policies().dependsOn().stream()
            .map(other -> new UnitId(unit.id().kind(), other.namespace(), other.name()))
            .toList());
  }

  void forget(UnitId unit) {
    dependsOn.remove(unit);
  }

  /** The units that wait for this one. */
  Set<UnitId> of(UnitId unit) {
    return dependsOn.entrySet().stream()
        .filter(entry -> entry.getValue().contains(unit))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** All of it. */
  Map<UnitId, List<UnitId>> all() {
    return Map.copyOf(dependsOn);
  }
}
