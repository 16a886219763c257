package io.rolloutoperator.gitsync.frontend.own;

import io.rolloutoperator.gitsync.unit.SyncUnit;
import io.rolloutoperator.gitsync.unit.UnitId;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Units that wait for each other would wait for ever. */
public final class DependencyCycle {

  /** Names in a message; the rest of a longer cycle is left out. */
  private static final int SHOWN = 10;

  private DependencyCycle() {}

  /** What each unit waits for. */
  public static Map<UnitId, List<UnitId>> dependencies(Collection<SyncUnit> units) {
    Map<UnitId, List<UnitId>> dependencies = new LinkedHashMap<>();
    for (SyncUnit unit : units) {
      dependencies.put(
          unit.id(),
          unit.policies().dependsOn().stream()
              .map(other -> new UnitId(unit.id().kind(), other.namespace(), other.name()))
              .toList());
    }
    return dependencies;
  }

  /**
   * {@code dependsOn cycle: a -> b -> a}, the shortest way from a unit back to itself; nothing if
   * there is none. A unit that only waits for members of a cycle is not in it. The time needed is
   * linear in what the unit waits for, directly or not.
   *
   * @param dependencies of all units; one that is missing waits for nothing
   */
  public static Optional<String> of(UnitId unit, Map<UnitId, List<UnitId>> dependencies) {
    Map<UnitId, UnitId> reachedFrom = new HashMap<>();
    Deque<UnitId> open = new ArrayDeque<>(List.of(unit));
    while (!open.isEmpty()) {
      UnitId at = open.removeFirst();
      for (UnitId next : dependencies.getOrDefault(at, List.of())) {
        if (reachedFrom.putIfAbsent(next, at) == null) {
          open.addLast(next);
        }
      }
    }
    return reachedFrom.containsKey(unit)
        ? Optional.of("dependsOn cycle: " + names(unit, reachedFrom))
        : Optional.empty();
  }

  private static String names(UnitId unit, Map<UnitId, UnitId> reachedFrom) {
    Deque<String> names = new ArrayDeque<>(List.of(name(unit, unit)));
    UnitId at = reachedFrom.getOrDefault(unit, unit);
    for (; !at.equals(unit); at = reachedFrom.getOrDefault(at, unit)) {
      names.addFirst(name(at, unit));
    }
    names.addFirst(name(unit, unit));
    List<String> all = List.copyOf(names);
    return all.size() <= SHOWN
        ? String.join(" -> ", all)
        : String.join(" -> ", all.subList(0, SHOWN - 1)) + " -> ... -> " + all.getLast();
  }

  private static String name(UnitId unit, UnitId seenFrom) {
    return unit.namespace().equals(seenFrom.namespace())
        ? unit.name()
        : unit.namespace() + "/" + unit.name();
  }
}
