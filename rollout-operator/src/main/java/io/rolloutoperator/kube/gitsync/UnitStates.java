package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.gitsync.plan.FullCheck;
import io.rolloutoperator.gitsync.render.Renderer;
import io.rolloutoperator.gitsync.unit.SyncUnit;
import io.rolloutoperator.gitsync.unit.UnitId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What the process remembers of its units. */
final class UnitStates {

  private final Function<SyncUnit, Renderer> renderers;
  private final String installation;
  private final Map<UnitId, UnitState> states = new ConcurrentHashMap<>();

  UnitStates(Function<SyncUnit, Renderer> renderers, String installation) {
    this.renderers = renderers;
    this.installation = installation;
  }

  /** What is remembered of a unit, from now on. */
  UnitState of(UnitId unit) {
    return states.computeIfAbsent(
        unit,
        _ ->
            new UnitState(
                new UnitRenderer(renderers, installation), FullCheck.spread(unit.hashCode())));
  }

  void forget(UnitId unit) {
    states.remove(unit);
  }

  /** Whether news of a repository change something for a unit, as far as is known. */
  boolean concerns(UnitId unit, SourceState news) {
    return !(news instanceof SourceState.At at) || of(unit).renderer().isAffectedBy(at.tree());
  }
}
