package io.rolloutoperator.kube.lease;

import io.rolloutoperator.kube.fence.FenceClock;
import io.rolloutoperator.kube.fence.LeaseFence;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the election on a thread and connections of its own, so that no busy pool and no slow
 * request of the controllers can delay a renewal. A waiting candidate watches the Lease and notices
 * a release at once.
 */
public final class LeaseElection {
  private static final Logger log = LoggerFactory.getLogger(LeaseElection.class);

  private final Election election;
  private final LeaseStore store;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition woken = lock.newCondition();
  private boolean nudged;
  private boolean stopping;
  private @Nullable Thread thread;

  /**
   * Prepares an election; nothing is asked or written before {@link #start}.
   *
   * @param candidacy who stands
   * @param store the Lease; used by the election's thread only
   * @param fence opened, kept open and closed by this election alone
   * @param listener told about the outcome
   */
  public LeaseElection(
      Candidacy candidacy, LeaseStore store, LeaseFence fence, ElectionListener listener) {
    this.store = store;
    this.election = new Election(candidacy, store, fence, FenceClock.system(), listener);
  }

  /** Starts to stand for election. */
  public void start() {
    thread = Thread.ofPlatform().name("lease-election").daemon().start(this::run);
  }

  /**
   * Stops standing for election and hands the lease over. To be called once no write is on its way.
   *
   * @param patience how long to wait for a request that the election is making right now
   * @return true if the lease was held and a successor may take it at once
   */
  public boolean release(Duration patience) {
    if (!stop(patience)) {
      return false;
    }
    boolean released = election.release();
    if (released) {
      log.info("released the lease");
    }
    return released;
  }

  /**
   * Stops renewing without handing over, as a crash would: the successor waits for the whole lease.
   */
  public boolean stop(Duration patience) {
    lock.lock();
    try {
      stopping = true;
      woken.signalAll();
    } finally {
      lock.unlock();
    }
    Thread running = thread;
    if (running == null) {
      return true;
    }
    try {
      return running.join(patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Without renewals the fence closes soon, and nobody else would tell the process to end. */
  private void run() {
    try {
      elect();
    } catch (RuntimeException | Error e) {
      election.fail("the election ended: " + e);
      throw e;
    }
  }

  private void elect() {
    boolean going = proceed();
    if (going && !election.leads()) {
      going = waitForTheLease();
    }
    while (going) {
      going = proceed();
    }
  }

  /** Opening a watch takes a moment, which only a process that has to wait anyway can spare. */
  private boolean waitForTheLease() {
    boolean going = true;
    try (KeptWatch watch = new KeptWatch(store, this::nudge, FenceClock.system())) {
      while (going && !election.leads()) {
        watch.keepOpen();
        going = proceed();
      }
    }
    return going;
  }

  private boolean proceed() {
    return !election.ended() && rest(election.step());
  }

  /** Waits for the next step; returns false if there shall be none. */
  private boolean rest(Duration pause) {
    lock.lock();
    try {
      long left = pause.toNanos();
      while (!stopping && !nudged && left > 0) {
        left = woken.awaitNanos(left);
      }
      nudged = false;
      return !stopping;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void nudge() {
    lock.lock();
    try {
      nudged = true;
      woken.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
