package io.rolloutoperator.kube.notify;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * Lets attempts to send begin, not all at once: a thousand aborts must not open a thousand
 * connections.
 *
 * <p>Every receiver has one turn of its own, which it need not wait for however many others hang,
 * and {@value #MOST_OF_ONE} with those that all share, of which there are {@value #SHARED}. Those
 * that let an attempt hang leave half of these to the others, each until it answers.
 */
final class Turns {

  static final int SHARED = 64;
  static final int SHARED_BY_HANGING = SHARED / 2;
  static final int MOST_OF_ONE = 8;

  /** Nearly what an attempt may take before it is given up. */
  static final Duration HANGS = Duration.ofSeconds(8);

  /** Beyond it, what is at rest is forgotten even if it hung. */
  private static final int MOST_KNOWN = 1_000;

  private final Executor threads;
  private final InstantSource clock;
  private final Map<String, Receiver> receivers = new LinkedHashMap<>();
  private int sharedInUse;

  /**
   * Nobody has a turn yet.
   *
   * @param threads that attempts run on, each on one of its own
   */
  Turns(Executor threads, InstantSource clock) {
    this.threads = threads;
    this.clock = clock;
  }

  /** Runs an attempt as soon as its receiver has a turn. Never waits. */
  synchronized void run(String receiver, Runnable attempt) {
    receivers.computeIfAbsent(receiver, Receiver::new).waiting.add(attempt);
    beginAll();
  }

  private void beginAll() {
    for (Optional<Receiver> next = next(); next.isPresent(); next = next()) {
      begin(next.get());
    }
  }

  /** Who has least goes first. */
  private Optional<Receiver> next() {
    return receivers.values().stream()
        .filter(receiver -> receiver.mayBegin(sharedInUse))
        .min(Comparator.comparingInt(receiver -> receiver.running));
  }

  private void begin(Receiver receiver) {
    Runnable attempt = receiver.waiting.remove();
    if (receiver.running > 0) {
      sharedInUse++;
    }
    receiver.running++;
    threads.execute(
        () -> {
          Instant begun = clock.instant();
          try {
            attempt.run();
          } finally {
            end(receiver, Duration.between(begun, clock.instant()));
          }
        });
  }

  private synchronized void end(Receiver receiver, Duration took) {
    receiver.running--;
    if (receiver.running > 0) {
      sharedInUse--;
    }
    receiver.hangs = took.compareTo(HANGS) >= 0;
    boolean isKept = receiver.hangs && receivers.size() <= MOST_KNOWN;
    if (receiver.running == 0 && receiver.waiting.isEmpty() && !isKept) {
      receivers.remove(receiver.name);
    }
    beginAll();
  }

  /** A receiver that somebody has something for, or that hung. */
  private static final class Receiver {
    private final String name;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int running;
    private boolean hangs;

    Receiver(String name) {
      this.name = name;
    }

    boolean mayBegin(int sharedInUse) {
      int most = hangs ? SHARED_BY_HANGING : SHARED;
      return !waiting.isEmpty() && (running == 0 || (running < MOST_OF_ONE && sharedInUse < most));
    }
  }
}
