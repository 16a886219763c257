package io.rolloutoperator.kube.runtime;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The threads on which a controller makes its passes. Until the first pass is through there are
 * only as many as processors: the first one links what passes call, and ten at once would all do
 * that, each for itself and none of them sooner.
 *
 * <p>A thread that rests for long gives back its stack.
 */
final class PassThreads extends ThreadPoolExecutor {
  private static final Duration IDLE_THREAD = Duration.ofSeconds(20);

  /**
   * Starts none yet.
   *
   * @param threads passes at a time, at least 1
   * @param processors of this machine, at least 1
   */
  PassThreads(int threads, int processors) {
    super(
        Math.min(threads, processors),
        threads,
        IDLE_THREAD.toSeconds(),
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        Thread.ofPlatform().name("reconcile-", 1).factory());
    allowCoreThreadTimeOut(true);
  }

  @Override
  protected void afterExecute(Runnable pass, @Nullable Throwable failure) {
    super.afterExecute(pass, failure);
    if (getCorePoolSize() < getMaximumPoolSize()) {
      setCorePoolSize(getMaximumPoolSize());
    }
  }
}
