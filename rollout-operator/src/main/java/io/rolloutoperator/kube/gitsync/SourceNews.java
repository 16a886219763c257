package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.gitsync.unit.UnitId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Tells units of a new commit. Of a thousand units of one repository a commit usually concerns one:
 * that one hears of it at once, the others, which only note in their status that they have seen it,
 * one after the other, so that they keep nobody waiting.
 */
final class SourceNews implements Sources.Listener {

  private static final Duration PACE = Duration.ofMillis(5);

  private final UnitStates states;
  private final Consumer<UnitId> wake;

  SourceNews(UnitStates states, Consumer<UnitId> wake) {
    this.states = states;
    this.wake = wake;
  }

  @Override
  public void news(Set<UnitId> followers, SourceState state) {
    Map<Boolean, List<UnitId>> concerned =
        followers.stream().collect(Collectors.partitioningBy(unit -> states.concerns(unit, state)));
    concerned.getOrDefault(true, List.of()).forEach(wake);
    List<UnitId> others = concerned.getOrDefault(false, List.of());
    if (!others.isEmpty()) {
      Thread.ofVirtual().name("git-news").start(() -> tell(others));
    }
  }

  private void tell(List<UnitId> others) {
    for (UnitId unit : others) {
      wake.accept(unit);
      LockSupport.parkNanos(PACE.toNanos());
    }
  }
}
