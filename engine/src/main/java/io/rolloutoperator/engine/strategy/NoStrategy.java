package io.rolloutoperator.engine.strategy;

import io.rolloutoperator.api.rollout.RolloutAnalysis;
import io.rolloutoperator.api.rollout.RolloutStatus;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A spec without a strategy that this version carries out; such a Rollout is InvalidSpec. */
public record NoStrategy() implements Strategy {

  @Override
  public int maxUnavailable(int replicas) {
    return 0;
  }

  @Override
  public int steps() {
    return 0;
  }

  @Override
  public Stream<RolloutAnalysis> analyses() {
    return Stream.empty();
  }

  @Override
  public boolean settled(RolloutStatus status, int replicas) {
    return false;
  }

  @Override
  public Optional<String> unfinished(RolloutStatus status) {
    return Optional.empty();
  }

  @Override
  public boolean waitsOnPurpose(@Nullable Integer stepIndex) {
    return false;
  }

  @Override
  public boolean waitsForPerson(String pauseReason, @Nullable Integer stepIndex) {
    return true;
  }
}
