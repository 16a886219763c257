package io.rolloutoperator.kube.notify;

import io.rolloutoperator.api.AnalysisRun;
import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.kube.client.ObjectApi;
import io.rolloutoperator.kube.events.EventSink;
import io.rolloutoperator.kube.events.EventType;
import io.rolloutoperator.kube.events.ObjectReference;
import io.rolloutoperator.kube.notify.NotificationLane.Parts;
import io.rolloutoperator.kube.notify.NotificationLane.Schedule;
import io.rolloutoperator.kube.runtime.NotificationSettings;
import io.rolloutoperator.kube.runtime.ReleaseListener;
import io.rolloutoperator.notify.outbox.OutboxText;
import io.rolloutoperator.notify.outbox.StateHappenings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people what happens to Rollouts. Nothing of it runs in a pass: a receiver that is down or
 * slow delays no rollout.
 */
public final class Notifications implements ReleaseListener {

  private static final Logger log = LoggerFactory.getLogger(Notifications.class);

  private final Map<String, NotificationLane> lanes = new ConcurrentHashMap<>();
  private final Executor threads = Thread.ofVirtual().name("notify-", 0)::start;
  private final ConfigurationSource configurations;
  private final InstantSource clock;
  private final Parts parts;

  Notifications(
      ConfigurationSource configurations,
      OutboxStore store,
      Deliveries deliveries,
      EventSink events) {
    this.configurations = configurations;
    this.clock = deliveries.clock();
    this.parts = new Parts(configurations, store, deliveries, events, new Threads());
  }

  /**
   * Wires what notifies; makes no request.
   *
   * @param events takes the Events about notifications that fail
   * @param ways where receivers may be
   */
  public static Notifications open(
      ObjectApi api, NotificationSettings settings, EventSink events, Ways ways) {
    return new Notifications(
        new ConfigurationSource(
            api, settings, new ConfigurationNews(events, ConfigurationListener.NONE)),
        new OutboxStore(api),
        new Deliveries(ways, InstantSource.system()),
        events);
  }

  @Override
  public void saw(Rollout rollout, Collection<AnalysisRun> runs) {
    Instant now = clock.instant();
    if (concerns(rollout)) {
      look(Sighting.of(rollout, runs));
    } else if (configurations.isStale(rollout.getMetadata().getNamespace(), now)) {
      threads.execute(
          guarded(
              () -> {
                String namespace = rollout.getMetadata().getNamespace();
                if (configurations
                    .current(namespace, now)
                    .filter(Configuration::subscribesAll)
                    .isPresent()) {
                  look(Sighting.of(rollout, runs));
                }
              }));
    }
  }

  private void look(Sighting sighting) {
    NotificationLane lane =
        lanes.computeIfAbsent(
            sighting.reference().uid(), _ -> new NotificationLane(parts, sighting));
    lane.see(sighting);
    step(lane, Duration.ZERO);
  }

  @Override
  public void gone(Rollout rollout) {
    lanes.remove(rollout.getMetadata().getUid());
  }

  /** A sink that passes everything on, and sees what the state of a Rollout does not tell. */
  public EventSink hearing(EventSink next) {
    return new HearingSink(this, next);
  }

  private void happened(ObjectReference regarding, String reason, String message) {
    NotificationLane lane = lanes.get(regarding.uid());
    if (lane != null && regarding.kind().equals("Rollout") && !StateHappenings.covers(reason)) {
      lane.add(reason, message);
    }
  }

  private boolean concerns(Rollout rollout) {
    return Sighting.subscribes(rollout)
        || configurations.known(rollout.getMetadata().getNamespace()).subscribesAll()
        || pending(rollout);
  }

  private static boolean pending(Rollout rollout) {
    Map<String, String> annotations = rollout.getMetadata().getAnnotations();
    return annotations != null && annotations.containsKey(OutboxText.ANNOTATION);
  }

  private void step(NotificationLane lane, Duration pause) {
    Executor when =
        pause.isZero()
            ? threads
            : CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, threads);
    when.execute(guarded(lane::step));
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

  private final class Threads implements Schedule {
    private final Turns turns = new Turns();

    @Override
    public void step(NotificationLane lane, Duration pause) {
      Notifications.this.step(lane, pause);
    }

    @Override
    public void attempt(String receiver, Runnable attempt) {
      threads.execute(guarded(() -> turns.take(receiver, attempt)));
    }
  }

  private record HearingSink(Notifications notifications, EventSink next) implements EventSink {
    @Override
    public void emit(ObjectReference regarding, EventType type, String reason, String message) {
      next.emit(regarding, type, reason, message);
      notifications.happened(regarding, reason, message);
    }

    @Override
    public void emit(
        ObjectReference regarding,
        EventType type,
        String reason,
        String message,
        Map<String, String> annotations) {
      next.emit(regarding, type, reason, message, annotations);
      notifications.happened(regarding, reason, message);
    }
  }
}
