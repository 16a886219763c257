package io.rolloutoperator.kube.notify;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Lets attempts to send begin: {@value #MOST} at a time, as a thousand aborts at once must not open
 * a thousand connections, and {@value #MOST_OF_ONE} of one receiver. One that takes connections and
 * never answers leaves the other turns to others.
 */
final class Turns {

  static final int MOST = 64;
  static final int MOST_OF_ONE = 8;

  private final Semaphore all = new Semaphore(MOST);
  private final Map<String, Receiver> receivers = new ConcurrentHashMap<>();

  /** Waits for a turn and runs. */
  void take(String receiver, Runnable attempt) {
    Receiver own = receivers.compute(receiver, (_, known) -> Receiver.withOneMore(known));
    try {
      own.turns.acquireUninterruptibly();
      try {
        inTurn(attempt);
      } finally {
        own.turns.release();
      }
    } finally {
      receivers.computeIfPresent(receiver, (_, known) -> known.withOneLess());
    }
  }

  private void inTurn(Runnable attempt) {
    all.acquireUninterruptibly();
    try {
      attempt.run();
    } finally {
      all.release();
    }
  }

  /**
   * A receiver that somebody has something for.
   *
   * @param attempts that run or wait
   */
  private record Receiver(Semaphore turns, int attempts) {

    static Receiver withOneMore(@Nullable Receiver known) {
      return known == null
          ? new Receiver(new Semaphore(MOST_OF_ONE), 1)
          : new Receiver(known.turns, known.attempts + 1);
    }

    /** Nothing is kept of a receiver that nobody has anything for. */
    @Nullable Receiver withOneLess() {
      return attempts == 1 ? null : new Receiver(turns, attempts - 1);
    }
  }
}
