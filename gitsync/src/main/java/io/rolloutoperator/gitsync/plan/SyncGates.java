package io.rolloutoperator.gitsync.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What keeps a unit from writing anything at all, in the order in which people are told. */
final class SyncGates {

  private static final List<Function<SyncSnapshot, Optional<Hold>>> GATES =
      List.of(SyncGates::suspended, SyncGates::outsideWindow, SyncGates::dependency);

  private SyncGates() {}

  /** The gates that are closed. */
  static List<Hold> closed(SyncSnapshot snapshot) {
    List<Hold> holds = new ArrayList<>();
    GATES.forEach(gate -> gate.apply(snapshot).ifPresent(holds::add));
    return holds;
  }

  private static Optional<Hold> suspended(SyncSnapshot snapshot) {
    return snapshot.unit().policies().suspend()
        ? Optional.of(new Hold(SyncReason.SUSPENDED, "suspended"))
        : Optional.empty();
  }

  private static Optional<Hold> outsideWindow(SyncSnapshot snapshot) {
    return snapshot.facts().insideWindow()
        ? Optional.empty()
        : Optional.of(new Hold(SyncReason.OUTSIDE_SYNC_WINDOW, "outside of the sync windows"));
  }

  private static Optional<Hold> dependency(SyncSnapshot snapshot) {
    return snapshot.facts().unmetDependencies().stream()
        .findFirst()
        .map(message -> new Hold(SyncReason.DEPENDENCY_NOT_READY, message));
  }
}
