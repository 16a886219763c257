package io.rolloutoperator.kube.notify;

import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.events.EventSink;
import io.rolloutoperator.kube.events.EventType;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.delivery.DeliveryPlanner.Next;
import io.rolloutoperator.notify.outbox.Entry;
import io.rolloutoperator.notify.outbox.Happening;
import io.rolloutoperator.notify.outbox.NotificationPlanner;
import io.rolloutoperator.notify.outbox.Outbox;
import io.rolloutoperator.notify.outbox.Situation;
import io.rolloutoperator.notify.subscription.Destination;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The notifications of one object, one step after the other.
 *
 * <p>What is due is stored with the object before it is sent, and again when it has arrived: a
 * process that ends in between sends it a second time, with the same idempotency key, and never
 * loses it. Destinations do not wait for one another. An object that is gone, or another one of its
 * name, has nobody who waits for its news.
 */
final class NotificationLane {

  private static final Logger log = LoggerFactory.getLogger(NotificationLane.class);
  private static final Duration CACHES_CATCH_UP = Duration.ofMillis(250);
  private static final Duration STORE_AGAIN = Duration.ofSeconds(1);
  private static final int MOST_PROBLEMS = 50;

  private final Parts parts;
  private final Queue<Heard> events = new ConcurrentLinkedQueue<>();
  private volatile Sighting seen;
  private volatile boolean isOver;
  private final Set<Destination> busy = new HashSet<>();
  private final Set<String> told = new HashSet<>();
  private final Reminders reminders = new Reminders(this::remindedEvery);
  private Outbox stored;
  private Outbox outbox;

  /**
   * What all lanes share.
   *
   * @param later runs a step of this lane after a pause
   */
  record Parts(
      Configurations configurations,
      OutboxStore store,
      Deliveries deliveries,
      EventSink events,
      Schedule later) {

    /** The same for lanes of another configuration. */
    Parts with(Configurations others) {
      return new Parts(others, store, deliveries, events, later);
    }
  }

  /** Runs steps and attempts on threads of its own. */
  interface Schedule {
    void step(NotificationLane lane, Duration pause);

    /** Runs it when the receiver has a turn; one that is dead takes none from the others. */
    void attempt(String receiver, Runnable attempt);
  }

  NotificationLane(Parts parts, Sighting seen) {
    this.parts = parts;
    this.seen = seen;
    this.stored = OutboxStore.read(seen.annotations());
    this.outbox = stored;
  }

  /** Shows the object as it is now. Never waits. */
  void see(Sighting now) {
    seen = now.after(seen);
  }

  /** The object is gone: nobody is reminded of it. */
  void end() {
    isOver = true;
  }

  /** An Event, and when it was heard of. */
  private record Heard(Happening happening, Instant at) {}

  /**
   * Adds what the state does not tell. Never waits. It is told a moment later: then the caches show
   * what led to it, and the message with them.
   */
  void add(Happening happening) {
    events.add(new Heard(happening, parts.deliveries().clock().instant()));
    parts.later().step(this, CACHES_CATCH_UP);
  }

  /** Plans, stores, and begins to send what may be sent. Blocks for requests to the API server. */
  synchronized void step() {
    if (isOver) {
      return;
    }
    Instant now = parts.deliveries().clock().instant();
    Configuration configuration = parts.configurations().current(now);
    Sighting shown = seen;
    List<Entry> lasting = List.of();
    if (hasSettled(now)) {
      lasting = plan(configuration, shown, now);
    } else {
      parts.later().step(this, CACHES_CATCH_UP);
    }
    switch (store(shown)) {
      case ApiAnswer.Done _ -> {
        send(configuration, shown, now);
        remind(lasting, configuration, shown, now);
      }
      case ApiAnswer.NotFound _, ApiAnswer.Conflict _ -> outbox = stored;
      case ApiAnswer other -> {
        log.warn("{}: notifications cannot be stored: {}", shown.reference().name(), other);
        parts.later().step(this, STORE_AGAIN);
      }
    }
  }

  private ApiAnswer store(Sighting shown) {
    ApiAnswer answer = parts.store().write(shown.reference(), stored, outbox);
    if (answer instanceof ApiAnswer.Done) {
      stored = outbox;
    }
    return answer;
  }

  private void send(Configuration configuration, Sighting shown, Instant now) {
    for (Entry entry : outbox.ready(now)) {
      if (busy.add(entry.destination())) {
        NotificationConfig config = configuration.of(entry.destination());
        String receiver = entry.destination().service();
        parts.later().attempt(receiver, () -> attempt(entry, config, shown));
      }
    }
    next(now).ifPresent(pause -> parts.later().step(this, pause));
  }

  /** Whatever becomes of it, the next one comes soon. What is over is not told after its end. */
  private void remind(
      List<Entry> lasting, Configuration configuration, Sighting shown, Instant now) {
    Reminders.Due due = reminders.due(lasting, now);
    for (Entry entry : due.entries()) {
      if (busy.add(entry.destination())) {
        NotificationConfig config = configuration.of(entry.destination());
        String receiver = entry.destination().service();
        parts.later().attempt(receiver, () -> remind(entry, config, shown));
      }
    }
    due.next().ifPresent(pause -> parts.later().step(this, pause));
  }

  private void remind(Entry entry, NotificationConfig config, Sighting shown) {
    Next _ = parts.deliveries().attempt(entry, config, shown);
    synchronized (this) {
      busy.remove(entry.destination());
    }
    parts.later().step(this, Duration.ZERO);
  }

  private Optional<Duration> remindedEvery(Entry entry) {
    Instant now = parts.deliveries().clock().instant();
    NotificationConfig config = parts.configurations().current(now).of(entry.destination());
    return Deliveries.remindedEvery(entry, config);
  }

  /** What was heard a moment ago comes first, or messages would change places. */
  private boolean hasSettled(Instant now) {
    return events.stream().noneMatch(event -> event.at.isAfter(now.minus(CACHES_CATCH_UP)));
  }

  /** Returns what lasts. */
  private List<Entry> plan(Configuration configuration, Sighting shown, Instant now) {
    List<Entry> lasting = new ArrayList<>();
    List<Happening> happenings = new ArrayList<>();
    for (Heard event = events.poll(); event != null; event = events.poll()) {
      happenings.add(event.happening);
    }
    happenings.addAll(shown.happenings(now));
    for (NotificationConfig config : configuration.all()) {
      NotificationPlanner.Plan plan =
          NotificationPlanner.plan(
              new Situation(config, shown.identity(), shown.variables(config), happenings, now),
              outbox);
      outbox = plan.outbox();
      lasting.addAll(plan.lasting());
      plan.problems().forEach(this::tell);
    }
    return lasting;
  }

  private void attempt(Entry entry, NotificationConfig config, Sighting shown) {
    Next next = parts.deliveries().attempt(entry, config, shown);
    synchronized (this) {
      busy.remove(entry.destination());
      Instant now = parts.deliveries().clock().instant();
      switch (next) {
        case Next.Done _ -> outbox = outbox.settled(entry, now);
        case Next.Again(Instant notBefore, String reason) -> {
          outbox = outbox.failed(entry, notBefore);
          if (entry.attempts() == 0) {
            tell(entry, reason + "; it is tried again");
          }
        }
        case Next.GiveUp(String reason) -> {
          outbox = outbox.settled(entry, now);
          tell(entry, reason);
        }
      }
    }
    parts.later().step(this, Duration.ZERO);
  }

  /** What is being sent asks for the next step itself. */
  private Optional<Duration> next(Instant now) {
    return outbox.pending().stream()
        .filter(entry -> !busy.contains(entry.destination()))
        .map(entry -> entry.notBefore().orElse(now))
        .filter(time -> time.isAfter(now))
        .min(Instant::compareTo)
        .map(time -> Duration.between(now, time));
  }

  private void tell(Entry entry, String reason) {
    tell("%s to %s: %s".formatted(entry.trigger(), entry.destination(), reason));
  }

  /** Once each, so that a broken template is one Event and not one for every step. */
  private void tell(String problem) {
    if (told.size() < MOST_PROBLEMS && told.add(problem)) {
      parts.events().emit(seen.reference(), EventType.WARNING, "NotificationFailed", problem);
    }
  }
}
