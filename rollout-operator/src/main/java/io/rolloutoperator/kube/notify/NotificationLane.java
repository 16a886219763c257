package io.rolloutoperator.kube.notify;

import io.rolloutoperator.kube.events.ObjectReference;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.delivery.DeliveryPlanner.Next;
import io.rolloutoperator.notify.outbox.Address;
import io.rolloutoperator.notify.outbox.Entry;
import io.rolloutoperator.notify.outbox.Happening;
import io.rolloutoperator.notify.outbox.NotificationPlanner;
import io.rolloutoperator.notify.outbox.Outbox;
import io.rolloutoperator.notify.outbox.Situation;
import io.rolloutoperator.notify.outbox.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
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
  private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

  private final LaneParts parts;
  private final Sightings sightings;
  private final HeardEvents events;
  private volatile boolean isOver;
  private final Set<Address> busy = new HashSet<>();
  private final ToldProblems problems;
  private final Reminders reminders = new Reminders(this::remindedEvery);

  private final PlannedSightings planned;
  private final KeptOutbox kept;
  private Outbox outbox;

  /** Goes on where the process before stopped. */
  NotificationLane(LaneParts parts, Sighting seen) {
    this.parts = parts;
    this.problems = new ToldProblems(parts.events());
    this.sightings = new Sightings(seen);
    this.planned = new PlannedSightings(parts.origins());
    this.kept = new KeptOutbox(parts.store(), seen);
    this.outbox = kept.stored().outbox();
    this.events = new HeardEvents(kept.stored().milestone(), seen.tree(), parts.now());
  }

  /** Shows the object as it is now. Never waits. */
  void see(Sighting now) {
    sightings.add(now, parts.now());
  }

  /** The object is gone: nobody is reminded of it. */
  void end() {
    isOver = true;
  }

  /**
   * Adds what the state does not tell. Never waits. It is told a moment later: then the caches show
   * what led to it, and the message with them.
   */
  void add(String reason, String message) {
    events.add(reason, message, parts.now());
    parts.later().step(this, HeardEvents.CACHES_CATCH_UP);
  }

  /** Plans, stores, and begins to send what may be sent. Blocks for requests to the API server. */
  synchronized void step() {
    if (isOver) {
      return;
    }
    Instant now = parts.now();
    Sighting shown = sightings.latest();
    parts
        .configurations()
        .current(shown.namespace(), now)
        .ifPresentOrElse(
            configuration -> step(configuration, shown, now),
            () -> parts.later().step(this, ASK_AGAIN));
  }

  private void step(Configuration configuration, Sighting shown, Instant now) {
    List<Entry> lasting = List.of();
    if (events.haveSettled(now)) {
      lasting = plan(configuration, shown, now);
    } else {
      parts.later().step(this, HeardEvents.CACHES_CATCH_UP);
    }
    if (store(shown)) {
      send(configuration, shown, now);
      remind(lasting, configuration, shown, now);
    }
  }

  /** Returns whether what is stored is what is known. */
  private boolean store(Sighting shown) {
    Keeping keeping = kept.keep(shown, outbox, events.milestone());
    switch (keeping) {
      case Keeping.Kept _ -> {}
      case Keeping.Gone _ -> outbox = kept.stored().outbox();
      case Keeping.Overtaken _ -> {
        outbox = outbox.over(kept.stored().outbox());
        parts.later().step(this, Duration.ZERO);
      }
      case Keeping.Failed(String why) -> {
        if (kept.failsSinceNow()) {
          ObjectReference object = shown.reference();
          String name = object.namespace() + "/" + object.name();
          log.warn("{}: notifications cannot be stored: {}", name, why);
        }
        parts.later().step(this, kept.pause());
      }
    }
    return keeping instanceof Keeping.Kept;
  }

  private void send(Configuration configuration, Sighting shown, Instant now) {
    outbox.ready(now).forEach(entry -> begin(entry, configuration, shown, this::attempt));
    next(now).ifPresent(pause -> parts.later().step(this, pause));
  }

  private void begin(
      Entry entry, Configuration configuration, Sighting shown, Consumer<Deliveries.Task> attempt) {
    if (busy.add(entry.address())) {
      NotificationConfig config = configuration.of(entry.address().owner());
      Sighting told = planned.of(entry, shown);
      var task = new Deliveries.Task(entry, config, told, outbox.threads());
      parts.deliveries().announce(task);
      parts.later().attempt(Deliveries.receiver(task), () -> inTurn(task, attempt));
    }
  }

  /** Whoever does not lead any more could not note that it arrived, and the leader sends it too. */
  private void inTurn(Deliveries.Task task, Consumer<Deliveries.Task> attempt) {
    if (parts.store().mayStore()) {
      attempt.accept(task);
    } else {
      synchronized (this) {
        busy.remove(task.entry().address());
      }
      parts.later().step(this, ASK_AGAIN);
    }
  }

  /** Whatever becomes of it, the next one comes soon. What is over is not told after its end. */
  private void remind(
      List<Entry> lasting, Configuration configuration, Sighting shown, Instant now) {
    Reminders.Due due = reminders.due(lasting, now);
    for (Entry entry : due.entries()) {
      outbox = outbox.reminding(entry);
      begin(entry, configuration, shown, this::remind);
    }
    due.next().ifPresent(pause -> parts.later().step(this, pause));
  }

  private void remind(Deliveries.Task task) {
    Deliveries.Result _ = parts.deliveries().attempt(task);
    synchronized (this) {
      busy.remove(task.entry().address());
    }
    parts.later().step(this, Duration.ZERO);
  }

  private Optional<Duration> remindedEvery(Entry entry) {
    return parts
        .configurations()
        .current(sightings.latest().namespace(), parts.now())
        .map(configuration -> configuration.of(entry.address().owner()))
        .flatMap(config -> Deliveries.remindedEvery(entry, config));
  }

  /** Returns what lasts. */
  private List<Entry> plan(Configuration configuration, Sighting shown, Instant now) {
    for (Sighting passed : sightings.takePassed()) {
      List<Entry> _ = plan(configuration, passed, events.takeUntil(passed.tree()), now);
    }
    return plan(configuration, shown, events.takeAll(shown.tree()), now);
  }

  private List<Entry> plan(
      Configuration configuration, Sighting shown, List<Happening> heard, Instant now) {
    List<Source> sources = new ArrayList<>();
    configuration
        .all()
        .forEach(
            (owner, config) -> sources.add(new Source(owner, config, shown.variables(config))));
    List<Happening> happenings = new ArrayList<>(heard);
    happenings.addAll(shown.happenings(now));
    NotificationPlanner.Plan plan =
        NotificationPlanner.plan(new Situation(sources, shown.identity(), happenings, now), outbox);
    outbox = planned.planned(shown, plan.outbox());
    plan.problems().forEach(problem -> problems.tell(shown.reference(), problem));
    return plan.lasting();
  }

  private void attempt(Deliveries.Task task) {
    Deliveries.Result result = parts.deliveries().attempt(task);
    Entry entry = task.entry();
    synchronized (this) {
      busy.remove(entry.address());
      Instant now = parts.now();
      outbox = outbox.with(result.threads().apply(outbox.threads()));
      switch (result.next()) {
        case Next.Done _ -> outbox = outbox.settled(entry, now);
        case Next.Again(Instant notBefore, String reason) -> {
          outbox = outbox.failed(entry, notBefore);
          if (entry.attempts() == 0) {
            tell(entry, reason + "; it is tried again");
          }
        }
        case Next.GiveUp(String reason) -> {
          outbox = outbox.givenUp(entry, now);
          tell(entry, reason);
        }
      }
    }
    parts.later().step(this, Duration.ZERO);
  }

  /** What is being sent asks for the next step itself. */
  private Optional<Duration> next(Instant now) {
    return outbox.pending().stream()
        .filter(entry -> !busy.contains(entry.address()))
        .map(entry -> entry.notBefore().orElse(now))
        .filter(time -> time.isAfter(now))
        .min(Instant::compareTo)
        .map(time -> Duration.between(now, time));
  }

  private void tell(Entry entry, String reason) {
    String problem = "%s to %s: %s".formatted(entry.trigger(), entry.destination(), reason);
    problems.tell(sightings.latest().reference(), problem);
  }
}
