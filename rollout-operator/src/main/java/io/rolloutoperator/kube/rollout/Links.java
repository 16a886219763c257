package io.rolloutoperator.kube.rollout;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which Rollouts named what, found from what they named. Safe for use by several threads.
 *
 * @param <T> what is named
 */
final class Links<T> {

  private final Map<T, Set<ResourceID>> namedBy = new ConcurrentHashMap<>();
  private final Map<ResourceID, Set<T>> naming = new ConcurrentHashMap<>();

  /** What a Rollout names from now on, in place of what it named before. */
  void put(ResourceID rollout, Set<T> named) {
    Set<T> before =
        Objects.requireNonNullElse(
            named.isEmpty() ? naming.remove(rollout) : naming.put(rollout, named), Set.of());
    if (!named.equals(before)) {
      named.forEach(one -> namedBy.merge(one, Set.of(rollout), Links::both));
      before.stream()
          .filter(one -> !named.contains(one))
          .forEach(one -> namedBy.computeIfPresent(one, (_, all) -> without(all, rollout)));
    }
  }

  /** The Rollouts that name it. */
  Set<ResourceID> to(T named) {
    return namedBy.getOrDefault(named, Set.of());
  }

  private static Set<ResourceID> both(Set<ResourceID> some, Set<ResourceID> others) {
    return Stream.concat(some.stream(), others.stream()).collect(Collectors.toUnmodifiableSet());
  }

  /** Null, which removes the entry, if nobody is left. */
  private static @Nullable Set<ResourceID> without(Set<ResourceID> all, ResourceID one) {
    Set<ResourceID> rest = new HashSet<>(all);
    rest.remove(one);
    return rest.isEmpty() ? null : rest;
  }
}
