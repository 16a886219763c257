package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.gitsync.unit.UnitId;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Tells units of a new commit. Of a thousand units of one repository a commit usually concerns one:
 * that one hears of it at once, the others, which only note in their status that they have seen it,
 * one after the other and when nothing else is to be done, so that they keep nobody waiting.
 * Whoever still waits when the next commit comes hears of that one only.
 */
final class SourceNews implements Sources.Listener {

  /** Each costs the API server and the controller about 5 ms: a quarter of two cores is theirs. */
  private static final Duration PACE = Duration.ofMillis(20);

  /** How long one waits for a quiet moment: where there is none, five are told in a second. */
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final BiPredicate<UnitId, SourceState> concerns;
  private final Consumer<UnitId> wake;
  private final BooleanSupplier idle;

  private final Set<UnitId> later = new LinkedHashSet<>();

  /** Guarded by the set, as it is. */
  private boolean telling;

  /**
   * Tells nobody yet.
   *
   * @param concerns whether a commit changes anything for a unit
   * @param wake makes a unit look soon; returns at once
   * @param idle whether nothing is worked on
   */
  SourceNews(
      BiPredicate<UnitId, SourceState> concerns, Consumer<UnitId> wake, BooleanSupplier idle) {
    this.concerns = concerns;
    this.wake = wake;
    this.idle = idle;
  }

  @Override
  public void news(Set<UnitId> followers, SourceState state) {
    Map<Boolean, List<UnitId>> concerned =
        followers.stream().collect(Collectors.partitioningBy(unit -> concerns.test(unit, state)));
    List<UnitId> now = concerned.getOrDefault(true, List.of());
    now.forEach(wake);
    if (postpone(concerned.getOrDefault(false, List.of()), now)) {
      Thread.ofVirtual().name("git-news").start(this::tell);
    }
  }

  /** Whether somebody has to begin to tell. */
  private boolean postpone(List<UnitId> others, List<UnitId> told) {
    synchronized (later) {
      told.forEach(later::remove);
      later.addAll(others);
      boolean begin = !telling && !later.isEmpty();
      telling |= begin;
      return begin;
    }
  }

  private void tell() {
    for (Optional<UnitId> unit = next(); unit.isPresent(); unit = next()) {
      wake.accept(unit.get());
      LockSupport.parkNanos(PACE.toNanos());
      awaitIdle();
    }
  }

  private void awaitIdle() {
    long begin = System.nanoTime();
    while (!idle.getAsBoolean() && System.nanoTime() - begin < PATIENCE.toNanos()) {
      LockSupport.parkNanos(PACE.toNanos());
    }
  }

  private Optional<UnitId> next() {
    synchronized (later) {
      Iterator<UnitId> units = later.iterator();
      if (!units.hasNext()) {
        telling = false;
        return Optional.empty();
      }
      UnitId first = units.next();
      units.remove();
      return Optional.of(first);
    }
  }
}
