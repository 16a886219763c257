package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.gitsync.render.Renderer;
import io.rolloutoperator.gitsync.unit.SyncUnit;
import io.rolloutoperator.gitsync.unit.UnitId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What the process remembers of its units. */
final class UnitStates {

  private final Function<SyncUnit, Renderer> renderers;
  private final Map<UnitId, UnitState> states = new ConcurrentHashMap<>();

  UnitStates(Function<SyncUnit, Renderer> renderers) {
    this.renderers = renderers;
  }

  /** What is remembered of a unit, from now on. */
  UnitState of(UnitId unit) {
    return states.computeIfAbsent(unit, _ -> new UnitState(new UnitRenderer(renderers)));
  }

  void forget(UnitId unit) {
    states.remove(unit);
  }

  /**
   * Units in the order in which they should hear of news: of a thousand units of one repository a
   * commit usually concerns one, which must not wait for the others.
   */
  List<UnitId> byNeed(Collection<UnitId> units, SourceState news) {
    return news instanceof SourceState.At at
        ? units.stream()
            .sorted(Comparator.comparing(unit -> !of(unit).renderer().isAffectedBy(at.tree())))
            .toList()
        : List.copyOf(units);
  }
}
