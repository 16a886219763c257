package io.rolloutoperator.kube.notify;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts tasks that run, so that a process can end when none does. */
final class UnderWay {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition none = lock.newCondition();
  private int tasks;

  /** The same task, which counts from now until it has ended. */
  Runnable counted(Runnable task) {
    change(1);
    return () -> {
      try {
        task.run();
      } finally {
        change(-1);
      }
    };
  }

  private void change(int by) {
    lock.lock();
    try {
      tasks += by;
      if (tasks == 0) {
        none.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until none runs, at most so long; returns whether none does. */
  boolean await(Duration patience) {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (tasks > 0 && left > 0) {
        left = none.awaitNanos(left);
      }
      return tasks == 0;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }
}
