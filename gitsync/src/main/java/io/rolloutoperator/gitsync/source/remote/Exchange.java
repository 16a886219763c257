package io.rolloutoperator.gitsync.source.remote;

import io.rolloutoperator.gitsync.manifest.ByteSize;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.jspecify.annotations.Nullable;

/**
 * One operation with a server, in the thread that made it: how long it may take, how much it may
 * receive, and what first went wrong. No phase outlasts the deadline: name resolution, connecting,
 * keys, waiting for an answer, the pack.
 */
public final class Exchange implements Closeable {

  private static final ScheduledExecutorService ALARMS =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("git-deadlines").factory());

  private final GitRemote remote;
  private final GitSettings settings;
  private final long deadline;
  private final Thread thread = Thread.currentThread();
  private final Future<?> alarm;

  private volatile boolean expired;
  private volatile @Nullable SourceException failure;
  private GitTraffic.Operation operation;
  private final Deque<Closeable> answers = new ArrayDeque<>();
  private boolean closed;
  private boolean interrupts;
  private boolean success;
  private long reported;
  private volatile boolean listing;
  private long received;
  private long listed;
  private long packed;

  Exchange(GitRemote remote, GitTraffic.Operation operation, GitSettings settings) {
    this.remote = remote;
    this.operation = operation;
    this.settings = settings;
    Duration timeout = remote.timeout();
    this.deadline = System.nanoTime() + timeout.toNanos();
    this.alarm = ALARMS.schedule(this::expire, timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  private synchronized void expire() {
    expired = true;
    if (interrupts && !closed) {
      thread.interrupt();
    }
  }

  /** At the deadline the thread is interrupted: for a library that cannot be told of a deadline. */
  synchronized void interruptAtDeadline() {
    interrupts = true;
  }

  /**
   * What is left until the deadline; at least a millisecond, because zero means endless to many.
   */
  Duration remaining() {
    return Duration.ofNanos(Math.max(deadline - System.nanoTime(), 1_000_000));
  }

  /** Until further notice the server lists refs, for which there is a limit of its own. */
  public void listing(boolean listing) {
    this.listing = listing;
  }

  /**
   * Counts bytes.
   *
   * @throws SourceException if it is more than a server may send
   */
  synchronized void received(long bytes) throws SourceException {
    received += bytes;
    if (listing) {
      listed += bytes;
      if (listed > settings.limits().refBytes()) {
        throw fail(
            SourceException.refused(
                "repository lists more than "
                    + ByteSize.text(settings.limits().refBytes())
                    + " of refs"));
      }
    }
    // What is neither refs nor pack is text for people, which libraries gather in memory.
    if (received - listed - packed > settings.limits().refBytes()) {
      throw fail(
          SourceException.refused(
              remote.url().host()
                  + " sent more than "
                  + ByteSize.text(settings.limits().refBytes())
                  + " besides the pack"));
    }
    if (received > settings.limits().wireBytes()) {
      throw fail(settings.limits().tooLarge(settings.limits().wireBytes()));
    }
  }

  /** Bytes of those received that were a pack. */
  public synchronized void packed(long bytes) {
    packed += bytes;
  }

  /** Keeps the first failure, whatever a library makes of the exception on its way. */
  public SourceException fail(SourceException problem) {
    if (failure == null) {
      failure = problem;
    }
    return problem;
  }

  /** The message people need when an operation ended by an exception. */
  public SourceException explain(Exception error) {
    SourceException known = failure;
    if (known != null) {
      return known;
    }
    if (isOver()) {
      return timedOut();
    }
    String host = remote.url().host();
    return Failures.explain(error, host)
        .orElseGet(
            () ->
                listing
                    ? SourceException.refused(host + " sent an unreadable list of refs")
                    : SourceException.refused("received pack is corrupt"));
  }

  /** A connection broke while it was read. */
  SourceException lost(IOException error) {
    SourceException known = failure;
    if (known != null) {
      return known;
    }
    return fail(
        isOver()
            ? timedOut()
            : SourceException.unreachable("connection to " + remote.url().host() + " was lost"));
  }

  private boolean isOver() {
    return expired || System.nanoTime() >= deadline;
  }

  /**
   * Ends an operation whose library tells of a deadline only by stopping.
   *
   * @throws SourceException if the deadline has passed
   */
  public void checkTime() throws SourceException {
    if (expired) {
      throw timedOut();
    }
  }

  private SourceException timedOut() {
    String name = operation == GitTraffic.Operation.PUSH ? "push" : "fetch";
    return SourceException.unreachable(
        "git " + name + " timed out after " + text(remote.timeout()));
  }

  private static String text(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + "s"
        : duration.toMillis() + "ms";
  }

  /** Stops the library's own loops at the deadline. */
  public ProgressMonitor monitor() {
    return new EmptyProgressMonitor() {
      @Override
      public boolean isCancelled() {
        return expired;
      }
    };
  }

  /** What was asked for until now is done; the same time and bytes serve for something else. */
  public void next(GitTraffic.Operation following) {
    report();
    operation = following;
    success = false;
  }

  private void report() {
    settings.traffic().finished(operation, success, received - reported);
    reported = received;
  }

  /** The operation did what it was for. */
  public void succeeded() {
    success = true;
  }

  /** An answer that is to be closed at the end: libraries leave it open when they fail. */
  void opened(Closeable answer) {
    answers.add(answer);
  }

  /** Ends it; the thread is not interrupted any more. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      alarm.cancel(false);
      if (expired && interrupts) {
        Thread.interrupted();
      }
    }
    for (Closeable answer : answers) {
      try {
        answer.close();
      } catch (IOException e) {
        // It is thrown away.
      }
    }
    report();
  }
}
