package io.rolloutoperator.kube.rollout;

import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.kube.client.ApiAnswer;
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

  /**
   * Runs the pass, if the caches show every write of the one before.
   *
   * @param whole runs before it: the Rollout is not half of what the pass before made of it
   */
  PassResult run(ObjectKey key, Rollout rollout, Runnable whole) {
    try {
      return gate.run(
          key,
          awaited -> reader.versions(rollout, awaited),
          () -> {
            whole.run();
            return pass.run(reader.read(rollout, clock.read()));
          });
    } catch (CannotReadException cannot) {
      cannot.refusal().ifPresent(refusal -> tell(rollout, refusal));
      return new PassResult.Failed(String.valueOf(cannot.getMessage()));
    }
  }

  /** Runs nothing, since the Rollout must wait for a kind that was never read. */
  PassResult waitFor(UnreadKinds.Unread unread, Rollout rollout) {
    unread.refusal().ifPresent(refusal -> tell(rollout, refusal));
    String what = unread.kind().plural() + " are not read yet";
    return new PassResult.Failed(
        unread.refusal().map(refusal -> what + ": " + refusal.message()).orElse(what));
  }

  /** Shows in the status which right is missing; nothing is decided. */
  private void tell(Rollout rollout, ApiAnswer.Forbidden refusal) {
    try {
      pass.refusedToLook(reader.alone(rollout, clock.read().now()), refusal);
    } catch (CannotReadException _) {
      // Its status cannot be read either, and so not be written.
    }
  }
}
