package io.rolloutoperator.kube.fence;

import java.util.Set;

/** Whether a pass may decide on what the caches show. */
public sealed interface FenceVerdict {
  /** The caches have seen every write of ours. */
  record CaughtUp() implements FenceVerdict {}

  /**
   * The caches lag behind our own writes: decide nothing and look again soon. The event that
   * catches up may be one that starts no pass, as those of our own status writes.
   *
   * @param objects what they have not seen; never empty
   */
  record Behind(Set<ObjectKey> objects) implements FenceVerdict {}

  /**
   * The caches cannot be trusted for these objects: read them live, report each with {@link
   * WriteFence#readLive}, and decide on what was read.
   *
   * @param objects never empty
   */
  record ReadLive(Set<ObjectKey> objects) implements FenceVerdict {}
}
