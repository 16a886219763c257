package io.rolloutoperator.kube.pass;

import io.rolloutoperator.kube.client.ObjectApi;
import io.rolloutoperator.kube.fence.FenceVerdict;
import io.rolloutoperator.kube.fence.ObjectKey;
import io.rolloutoperator.kube.fence.WriteFence;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Lets a pass of any kind decide only when the caches show every write of the one before. It is
 * asked before anything is read from the API server: a pass that has to wait costs no request.
 */
public final class FenceGate {

  /** How soon a pass that has to wait looks again. */
  private static final Duration SOON = Duration.ofMillis(20);

  private final WriteFence fence;
  private final LiveRead liveRead;

  public FenceGate(ObjectApi api, WriteFence fence) {
    this.fence = fence;
    this.liveRead = new LiveRead(api, fence);
  }

  /**
   * Runs the pass, or says when to look again.
   *
   * @param owner the object that the pass is about
   * @param versions the versions that the caches show, given what the fence waits for; those of
   *     objects that the pass reads afterwards, or older ones
   * @param pass reads, decides and writes
   */
  public PassResult run(
      ObjectKey owner,
      Function<Set<ObjectKey>, Map<ObjectKey, String>> versions,
      Supplier<PassResult> pass) {
    return switch (fence.check(owner, versions.apply(fence.awaited(owner)))) {
      case FenceVerdict.Behind _ -> new PassResult.Repeat("the caches are behind", SOON);
      case FenceVerdict.ReadLive(Set<ObjectKey> objects) -> readLive(owner, objects);
      case FenceVerdict.CaughtUp() -> pass.get();
    };
  }

  private PassResult readLive(ObjectKey owner, Set<ObjectKey> objects) {
    Optional<String> problem = liveRead.of(owner, objects);
    return problem.isPresent()
        ? new PassResult.Failed(problem.get())
        : new PassResult.Repeat("read live", SOON);
  }
}
