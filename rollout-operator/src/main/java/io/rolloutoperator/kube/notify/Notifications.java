package io.rolloutoperator.kube.notify;

import io.rolloutoperator.api.AnalysisRun;
import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.kube.client.ObjectApi;
import io.rolloutoperator.kube.events.EventSink;
import io.rolloutoperator.kube.events.EventType;
import io.rolloutoperator.kube.events.ObjectReference;
import io.rolloutoperator.kube.metrics.NotificationMetrics;
import io.rolloutoperator.kube.notify.OutboxStore.Stored;
import io.rolloutoperator.kube.runtime.NotificationSettings;
import io.rolloutoperator.kube.runtime.ReleaseListener;
import io.rolloutoperator.kube.runtime.SyncListener;
import io.rolloutoperator.notify.outbox.OutboxText;
import io.rolloutoperator.notify.outbox.StateHappenings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people what happens to Rollouts. Nothing of it runs in a pass: a receiver that is down or
 * slow delays no rollout.
 */
public final class Notifications implements ReleaseListener {

  private static final Logger log = LoggerFactory.getLogger(Notifications.class);

  private final Lanes lanes;
  private final ConfigurationSource configurations;
  private final InstantSource clock;
  private final LaneParts parts;
  private final EarlyEvents early = new EarlyEvents();

  private Notifications(ConfigurationSource configurations, Lanes lanes, LaneParts parts) {
    this.configurations = configurations;
    this.lanes = lanes;
    this.clock = parts.deliveries().clock();
    this.parts = parts;
  }

  /**
   * Wires what notifies; makes no request.
   *
   * @param events takes the Events about notifications that fail
   * @param ways where receivers may be
   */
  public static Notifications open(
      ObjectApi api,
      NotificationSettings settings,
      EventSink events,
      NotificationMetrics metrics,
      Ways ways) {
    ConfigurationSource configurations =
        new ConfigurationSource(
            api, settings, new ConfigurationNews(events, metrics::configurationRead));
    InstantSource clock = InstantSource.system();
    Lanes lanes = new Lanes(clock);
    Deliveries deliveries = new Deliveries(ways, metrics, clock);
    return new Notifications(
        configurations,
        lanes,
        new LaneParts(
            configurations, new OutboxStore(api), new Origins(api), deliveries, events, lanes));
  }

  /** Tells of GitSyncs, by the same ways to the same receivers. */
  public SyncListener syncs(NotificationSettings settings) {
    return new SyncNotifications(lanes, parts, settings.receivers());
  }

  @Override
  public void saw(Rollout rollout, Collection<AnalysisRun> runs) {
    Instant now = clock.instant();
    String namespace = rollout.getMetadata().getNamespace();
    if (concerns(rollout)) {
      look(rollout, runs);
    } else if (configurations.isStale(namespace, now)) {
      lanes.apart(
          () -> {
            if (configurations
                .current(namespace, now)
                .filter(Configuration::subscribesAll)
                .isPresent()) {
              look(rollout, runs);
            }
          });
    }
  }

  /**
   * A process may have ended between the revision and its status. Whoever has not seen the Rollout
   * before cannot tell, and waits for the status, which the pass that begins now writes.
   */
  private void look(Rollout rollout, Collection<AnalysisRun> runs) {
    RolloutSighting sighting = RolloutSighting.of(rollout, runs);
    String uid = sighting.reference().uid();
    if (sighting.isBehind() && lanes.of(uid).isEmpty()) {
      early.keep(uid);
      return;
    }
    lanes.look(parts, sighting);
    List<EarlyEvents.Early> kept = early.take(uid);
    // By what the process before stored the lane makes up for them itself.
    if (!kept.isEmpty() && Stored.read(sighting).milestone().isEmpty()) {
      lanes.of(uid).ifPresent(lane -> kept.forEach(e -> lane.add(e.reason(), e.message())));
    }
  }

  @Override
  public void gone(Rollout rollout) {
    lanes.forget(rollout.getMetadata().getUid());
    early.forget(rollout.getMetadata().getUid());
  }

  /** The process ends: messages that are on their way arrive and are noted, for so long at most. */
  public void finish(Duration patience) {
    if (!lanes.finish(patience)) {
      log.warn("a notification was not answered: the next process may send it again");
    }
  }

  /** A sink that passes everything on, and sees what the state of a Rollout does not tell. */
  public EventSink hearing(EventSink next) {
    return new HearingSink(this, next);
  }

  private void happened(ObjectReference regarding, String reason, String message) {
    if (regarding.kind().equals("Rollout") && !StateHappenings.covers(reason)) {
      lanes
          .of(regarding.uid())
          .ifPresentOrElse(
              lane -> lane.add(reason, message), () -> early.add(regarding.uid(), reason, message));
    }
  }

  private boolean concerns(Rollout rollout) {
    return RolloutSighting.subscribes(rollout)
        || configurations.known(rollout.getMetadata().getNamespace()).subscribesAll()
        || pending(rollout);
  }

  private static boolean pending(Rollout rollout) {
    Map<String, String> annotations = rollout.getMetadata().getAnnotations();
    return annotations != null && annotations.containsKey(OutboxText.ANNOTATION);
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
