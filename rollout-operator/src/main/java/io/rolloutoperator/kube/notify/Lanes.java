package io.rolloutoperator.kube.notify;

import io.rolloutoperator.kube.notify.LaneParts.Schedule;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lanes of all objects, and the threads that they run on. */
final class Lanes implements Schedule {

  private static final Logger log = LoggerFactory.getLogger(Lanes.class);

  private final Map<String, NotificationLane> lanes = new ConcurrentHashMap<>();
  private final ThreadFactory factory = Thread.ofVirtual().name("notify-", 0).factory();
  private final UnderWay underWay = new UnderWay();
  private final Executor threads = task -> factory.newThread(underWay.counted(task)).start();
  private final Turns turns;
  private volatile boolean isEnding;
  private volatile boolean hasEnded;

  Lanes(InstantSource clock) {
    turns = new Turns(threads, clock);
  }

  /** An object was seen, and its lane looks at it. */
  void look(LaneParts parts, Sighting sighting) {
    NotificationLane lane =
        lanes.computeIfAbsent(
            sighting.reference().uid(), _ -> new NotificationLane(parts, sighting));
    lane.see(sighting);
    step(lane, Duration.ZERO);
  }

  /** The lane of an object, if there is one. */
  Optional<NotificationLane> of(String uid) {
    return Optional.ofNullable(lanes.get(uid));
  }

  void forget(String uid) {
    NotificationLane lane = lanes.remove(uid);
    if (lane != null) {
      lane.end();
    }
  }

  /** Runs a task apart from its caller. */
  void apart(Runnable task) {
    threads.execute(guarded(task));
  }

  @Override
  public void step(NotificationLane lane, Duration pause) {
    Executor when =
        pause.isZero()
            ? threads
            : CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, threads);
    when.execute(guarded(lane::step));
  }

  @Override
  public void attempt(String receiver, Runnable attempt) {
    turns.run(
        receiver,
        guarded(
            () -> {
              if (!isEnding) {
                attempt.run();
              }
            }));
  }

  /**
   * Begins no more attempts and waits for those under way to be noted, so that the next process
   * does not make them again. What is not sent yet it sends. Afterwards nothing is done any more:
   * the clients are closed then.
   *
   * @return whether none is under way any more
   */
  boolean finish(Duration patience) {
    isEnding = true;
    boolean noneUnderWay = underWay.await(patience);
    hasEnded = true;
    return noneUnderWay;
  }

  private Runnable guarded(Runnable task) {
    return () -> {
      if (hasEnded) {
        return;
      }
      try {
        task.run();
      } catch (RuntimeException bug) {
        if (hasEnded) {
          return; // what the end cut off
        }
        // Its message may repeat an address or a token.
        log.error(
            "notifications could not be worked on because of a bug: {} at {}",
            bug.getClass().getName(),
            bug.getStackTrace().length == 0 ? "an unknown place" : bug.getStackTrace()[0]);
      }
    };
  }
}
