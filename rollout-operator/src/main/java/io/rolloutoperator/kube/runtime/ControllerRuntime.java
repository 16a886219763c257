package io.rolloutoperator.kube.runtime;

import java.time.Duration;

/**
 * Something that works on objects while this process leads. Started at most once, stopped at most
 * once.
 */
public interface ControllerRuntime {
  /**
   * Makes what can be made without a request, so that the start is shorter. Called at most once,
   * before the start, while the lease is waited for.
   */
  default void prepare() {}

  /**
   * Starts to work. Returns once the informers are synced.
   *
   * @throws RuntimeException if that fails; the process ends then
   */
  void start();

  /**
   * Starts no new pass and waits for the running ones. One that is still starting in another thread
   * is not waited for: it stops once it has started.
   *
   * @param patience returns after this long in any case; what still runs then may write nothing, as
   *     the write fence closes next
   */
  void stop(Duration patience);

  /** How it is doing; called from other threads, also before the start, and must return at once. */
  RuntimeHealth health();
}
