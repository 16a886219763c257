package io.rolloutoperator.kube.rollout;

import io.rolloutoperator.api.rollout.RolloutSpec;
import java.util.List;
import java.util.stream.Stream;

/** The Services that a Rollout names. */
final class ServiceNames {

  private ServiceNames() {}

  static List<String> of(RolloutSpec spec) {
    if (spec.strategy() == null || spec.strategy().canary() == null) {
      return List.of();
    }
    return Stream.of(
            spec.strategy().canary().stableService(), spec.strategy().canary().canaryService())
        .filter(name -> !name.isEmpty())
        .distinct()
        .toList();
  }
}
