package io.rolloutoperator.kube.events;

import io.rolloutoperator.kube.client.ObjectApi;
import io.rolloutoperator.kube.events.EventLane.Posted;
import io.rolloutoperator.kube.events.PendingEvent.Occurrence;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes Events on threads of its own, so that none of them delays an object's write, and after
 * the passes that wait for a thread.
 *
 * <p>Order: Events of one object are written one after the other, each only once the one before it
 * is in the store. Loss: a failed write is repeated, with growing pauses, until it succeeds or can
 * never succeed. Memory: beyond a backlog, repeats and then Events of one reason are counted in one
 * that waits already.
 */
public final class EventQueue implements EventSink, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EventQueue.class);

  private static final int WORKERS = 2;
  private static final int LONGEST_MESSAGE = 1024;
  private static final int LANE_BACKLOG = 256;
  private static final int CROWDED_LANE_BACKLOG = 16;
  private static final int CROWDED_QUEUE = 20_000;
  private static final int WARN_AFTER_ATTEMPTS = 5;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration FLUSH_PAUSE = Duration.ofMillis(20);
  private static final Duration PRUNE_EVERY = Duration.ofMinutes(1);

  private record LaneKey(String kind, String namespace, String name, String uid) {
    static LaneKey of(ObjectReference object) {
      return new LaneKey(object.kind(), object.namespace(), object.name(), object.uid());
    }
  }

  private record Job(EventLane lane, PendingEvent event, @Nullable Posted repeated) {}

  private final EventWriter writer;
  private final EventNames names;
  private final Clock clock;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition written = lock.newCondition();
  private final Map<LaneKey, EventLane> lanes = new HashMap<>();
  private final LaneSchedule schedule;
  private int waiting;
  private boolean flushing;
  private boolean closed;
  private long prunedAt = System.nanoTime();

  EventQueue(EventWriter writer, Clock clock, BooleanSupplier passesWait) {
    this.writer = writer;
    this.schedule = new LaneSchedule(System::nanoTime, passesWait);
    this.clock = clock;
    this.names = new EventNames(clock);
    for (int i = 1; i <= WORKERS; i++) {
      Thread.ofPlatform().name("events-" + i).daemon().start(this::work);
    }
  }

  /**
   * Opens a queue.
   *
   * @param api writes with the lease's permit, so that Events too stop when it is lost
   * @param component the reporting component of every Event
   * @param instance the reporting instance, this process
   * @param passesWait whether there is more to be done about objects than threads to do it
   */
  public static EventQueue open(
      ObjectApi api, String component, String instance, BooleanSupplier passesWait) {
    return new EventQueue(
        new KubernetesEventWriter(api, component, instance), Clock.systemUTC(), passesWait);
  }

  @Override
  public void emit(ObjectReference regarding, EventType type, String reason, String message) {
    emit(regarding, type, reason, message, Map.of());
  }

  @Override
  public void emit(
      ObjectReference regarding,
      EventType type,
      String reason,
      String message,
      Map<String, String> annotations) {
    Instant now = clock.instant();
    Occurrence what = new Occurrence(type, reason, shortened(message), annotations);
    PendingEvent event = PendingEvent.once(regarding, what, now);
    lock.lock();
    try {
      if (closed) {
        log.warn("event after the queue was closed: {} {}: {}", regarding.name(), reason, message);
        return;
      }
      prune(now);
      EventLane lane = lanes.computeIfAbsent(LaneKey.of(regarding), _ -> new EventLane());
      boolean idle = lane.isEmpty();
      waiting += lane.add(event, waiting >= CROWDED_QUEUE ? CROWDED_LANE_BACKLOG : LANE_BACKLOG);
      if (idle) {
        ready(lane);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Writes what waits, without the pauses after failures.
   *
   * @return the number of Events that are still not written after {@code patience}
   */
  public int flush(Duration patience) {
    lock.lock();
    try {
      flushing = true;
      schedule.hurry(true);
      work.signalAll();
      long left = patience.toNanos();
      while (waiting > 0 && left > 0) {
        left = written.awaitNanos(left);
      }
      return waiting;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return waiting;
    } finally {
      flushing = false;
      schedule.hurry(false);
      lock.unlock();
    }
  }

  /** The number of Events that wait. */
  public int waiting() {
    lock.lock();
    try {
      return waiting;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends the threads after the request each of them is making; what still waits is lost. Call
   * {@link #flush} first.
   */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      work.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void work() {
    try {
      for (Job job = next(); job != null; job = next()) {
        settle(job);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for an Event to write; null once the queue is closed. */
  private @Nullable Job next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed) {
        EventLane lane = schedule.poll();
        if (lane != null) {
          PendingEvent event = lane.begin();
          return new Job(lane, event, lane.repeated(event));
        }
        work.awaitNanos(schedule.pauseNanos());
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  private void ready(EventLane lane) {
    schedule.add(lane);
    work.signal();
  }

  private void settle(Job job) {
    PendingEvent event = job.event();
    Posted repeated = job.repeated();
    if (repeated != null) {
      int count = repeated.count() + event.count();
      Posted posted = new Posted(repeated.name(), count, event.last());
      apply(job, posted, writer.count(namespaceOf(event), posted.name(), count, event.last()));
    } else {
      Posted posted = new Posted(job.lane().nameFor(event, names), event.count(), event.last());
      apply(job, posted, writer.create(posted.name(), event));
    }
  }

  private void apply(Job job, Posted posted, EventAnswer answer) {
    lock.lock();
    try {
      EventLane lane = job.lane();
      switch (answer) {
        case EventAnswer.Written _ -> {
          lane.written(job.event(), posted);
          finished(lane);
        }
        case EventAnswer.NameTaken _ -> {
          if (lane.attempts() > 0) {
            // Our own earlier attempt, whose answer was lost.
            lane.written(job.event(), posted);
            finished(lane);
          } else {
            lane.rename();
            ready(lane);
          }
        }
        case EventAnswer.Gone _ -> {
          lane.forget(job.event());
          ready(lane);
        }
        case EventAnswer.Hopeless(String why) -> {
          log.warn("event dropped: {}: {}", describe(job.event()), why);
          lane.dropped();
          finished(lane);
        }
        case EventAnswer.TryAgain(String why) -> rest(job, why);
      }
    } finally {
      lock.unlock();
    }
  }

  private void finished(EventLane lane) {
    waiting--;
    written.signalAll();
    if (!lane.isEmpty()) {
      ready(lane);
    }
  }

  private void rest(Job job, String why) {
    EventLane lane = job.lane();
    Duration pause = flushing ? FLUSH_PAUSE : pauseAfter(lane.attempts());
    lane.retryAt(System.nanoTime() + pause.toNanos());
    if (lane.attempts() == WARN_AFTER_ATTEMPTS) {
      log.warn("event still not written, trying on: {}: {}", describe(job.event()), why);
    }
    schedule.rest(lane);
    work.signal();
  }

  private static Duration pauseAfter(int attempts) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, 20));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  private void prune(Instant now) {
    long nanos = System.nanoTime();
    if (nanos - prunedAt >= PRUNE_EVERY.toNanos()) {
      prunedAt = nanos;
      lanes.values().removeIf(lane -> lane.isForgettable(now));
    }
  }

  static String namespaceOf(PendingEvent event) {
    String namespace = event.regarding().namespace();
    return namespace.isEmpty() ? "default" : namespace;
  }

  private static String shortened(String message) {
    return message.length() <= LONGEST_MESSAGE
        ? message
        : message.substring(0, LONGEST_MESSAGE - 1) + "…";
  }

  private static String describe(PendingEvent event) {
    ObjectReference object = event.regarding();
    return object.kind()
        + " "
        + object.namespace()
        + "/"
        + object.name()
        + " "
        + event.what().reason();
  }
}
