package io.rolloutoperator.kube.rollout;

import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.kube.fence.FenceVerdict;
import io.rolloutoperator.kube.fence.ObjectKey;
import io.rolloutoperator.kube.fence.WriteFence;
import io.rolloutoperator.kube.pass.PassResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * A pass from the fence on. It is asked before anything is read from the API server: a pass that
 * has to wait costs no request.
 */
final class FencedPass {

  private static final Duration BEHIND = Duration.ofMillis(20);

  private final SnapshotReader reader;
  private final WriteFence fence;
  private final LiveRead liveRead;
  private final RolloutPass pass;

  FencedPass(SnapshotReader reader, WriteFence fence, LiveRead liveRead, RolloutPass pass) {
    this.reader = reader;
    this.fence = fence;
    this.liveRead = liveRead;
    this.pass = pass;
  }

  /** Runs the pass, if the caches show every write of the one before. */
  PassResult run(ObjectKey key, Rollout rollout) {
    try {
      return switch (fence.check(key, reader.versions(rollout, fence.awaited(key)))) {
        case FenceVerdict.Behind _ -> new PassResult.Repeat("the caches are behind", BEHIND);
        case FenceVerdict.ReadLive(Set<ObjectKey> objects) -> {
          liveRead.of(key, objects);
          yield new PassResult.Repeat("read live", BEHIND);
        }
        case FenceVerdict.CaughtUp() -> pass.run(reader.read(rollout, Instant.now()));
      };
    } catch (CannotReadException cannot) {
      return new PassResult.Failed(String.valueOf(cannot.getMessage()));
    }
  }
}
