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
  private final Executor threads = task -> factory.newThread(task).start();
  private final Turns turns;

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
    turns.run(receiver, guarded(attempt));
  }

  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException bug) {
        // Its message may repeat an address or a token.
        log.error(
            "notifications could not be worked on because of a bug: {} at {}",
            bug.getClass().getName(),
            bug.getStackTrace().length == 0 ? "an unknown place" : bug.getStackTrace()[0]);
      }
    };
  }
}
