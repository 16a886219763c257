package io.rolloutoperator.kube.rollout;

import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.kube.fence.ObjectKey;
import io.rolloutoperator.kube.pass.FenceGate;
import io.rolloutoperator.kube.pass.PassResult;

/** A pass of a Rollout from the fence on. */
final class FencedPass {

  private final SnapshotReader reader;
  private final FenceGate gate;
  private final RolloutPass pass;
  private final ClockWatch clock;

  FencedPass(SnapshotReader reader, FenceGate gate, RolloutPass pass, ClockWatch clock) {
    this.reader = reader;
    this.gate = gate;
    this.pass = pass;
    this.clock = clock;
  }

  /** Runs the pass, if the caches show every write of the one before. */
  PassResult run(ObjectKey key, Rollout rollout) {
    try {
      return gate.run(
          key,
          awaited -> reader.versions(rollout, awaited),
          () -> pass.run(reader.read(rollout, clock.read())));
    } catch (CannotReadException cannot) {
      return new PassResult.Failed(String.valueOf(cannot.getMessage()));
    }
  }
}
