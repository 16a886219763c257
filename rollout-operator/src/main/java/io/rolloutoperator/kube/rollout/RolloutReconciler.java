package io.rolloutoperator.kube.rollout;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.kube.fence.FenceClock;
import io.rolloutoperator.kube.fence.ObjectKey;
import io.rolloutoperator.kube.metrics.ReconciledKind;
import io.rolloutoperator.kube.pass.Conflicts;
import io.rolloutoperator.kube.pass.Failures;
import io.rolloutoperator.kube.pass.FenceGate;
import io.rolloutoperator.kube.pass.PassResult;
import io.rolloutoperator.kube.runtime.ControllerContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reconciles Rollouts: read, fence, decide, act, project, write.
 *
 * <p>The framework gives caches, queues and triggers; it decides nothing and writes nothing.
 */
public final class RolloutReconciler implements Reconciler<Rollout> {

  /** A Rollout under way is looked at this often even if every event got lost. */
  private static final Duration LONGEST_WAIT_UNDER_WAY = Duration.ofSeconds(60);

  private final ControllerContext context;
  private final Failures failures = new Failures();
  private final Conflicts conflicts = new Conflicts();
  private final RolloutPass pass;
  private final TemplateTrial trial;
  private final Observations observations;
  private final Evictions evictions = new Evictions();
  private final ServiceLinks links = new ServiceLinks();
  private final RouteEvents routes;
  private @Nullable Sources wired;

  /** What works on the caches. */
  private record Sources(
      RolloutCaches caches,
      UnreadKinds unread,
      SnapshotReader reader,
      FencedPass pass,
      Farewell farewell) {}

  /** Makes no request. */
  public RolloutReconciler(ControllerContext context) {
    this.context = context;
    this.routes = new RouteEvents(context.clients(), context.settings().namespace());
    this.trial = new TemplateTrial(context.api());
    PlanExecutor executor =
        new PlanExecutor(
            new ActionWriter(context.api(), context.writes(), evictions, routes), context.events());
    this.pass =
        new RolloutPass(
            executor,
            new StatusWriter(context.api(), context.writes()),
            new ReleaseNarrator(context.metrics()),
            evictions);
    this.observations = new Observations(context);
  }

  @Override
  public List<EventSource<?, Rollout>> prepareEventSources(EventSourceContext<Rollout> sources) {
    RolloutInformers informers = RolloutInformers.of(sources, context, links);
    context.metrics().observeCache(informers::templateSamples);
    SnapshotReader reader =
        new SnapshotReader(
            informers,
            new TemplateMatcher(trial),
            new LiveReads(
                new LiveRouteReader(context.api(), routes),
                new RestartReader(context.api(), evictions)),
            context.settings().instance());
    wired =
        new Sources(
            informers,
            new UnreadKinds(
                informers::unread, context.api(), context.settings().namespace(), System::nanoTime),
            reader,
            new FencedPass(
                reader,
                new FenceGate(context.api(), context.writes()),
                pass,
                new ClockWatch(FenceClock.system())),
            new Farewell(context.api(), context.events(), RolloutReconciler::inTheBackground));
    return Stream.concat(informers.sources().stream(), Stream.of(routes)).toList();
  }

  @Override
  public UpdateControl<Rollout> reconcile(Rollout rollout, Context<Rollout> framework) {
    ObjectKey key = ObjectKey.of(rollout);
    if (framework.isPrimaryResourceDeleted()) {
      forget(key, rollout);
      SnapshotReader reader = sources().reader();
      sources().farewell().say(rollout, () -> reader.leftBehind(rollout, Instant.now()));
      return UpdateControl.noUpdate();
    }
    if (rollout.getMetadata().getDeletionTimestamp() != null) {
      return UpdateControl.noUpdate();
    }
    links.note(rollout);
    return observations.of(
        rollout,
        sources().caches().replicaSets(rollout),
        () -> after(key, rollout, run(key, rollout)));
  }

  private PassResult run(ObjectKey key, Rollout rollout) {
    Sources from = sources();
    return from.unread()
        .of(rollout)
        .map(unread -> from.pass().waitFor(unread, rollout))
        .orElseGet(() -> from.pass().run(key, rollout, () -> show(rollout)));
  }

  private void show(Rollout rollout) {
    context.releases().saw(rollout, sources().caches().analysisRuns(rollout));
  }

  /** Before the framework lets another Rollout of the name begin. */
  private void forget(ObjectKey key, Rollout rollout) {
    trial.forget(rollout.getMetadata().getUid());
    failures.forget(key);
    conflicts.forget(key);
    evictions.forget(key);
    links.forget(rollout);
    routes.forget(ResourceID.fromResource(rollout));
    pass.forget(key);
    observations.forget(rollout);
    context.releases().gone(rollout);
    context.writes().forget(key);
    context.metrics().forget("Rollout", key.namespace(), key.name());
  }

  private static void inTheBackground(Duration pause, Runnable task) {
    CompletableFuture.delayedExecutor(
            pause.toMillis(), TimeUnit.MILLISECONDS, Thread.ofVirtual().name("farewell")::start)
        .execute(task);
  }

  private Sources sources() {
    return Objects.requireNonNull(wired, "no event sources");
  }

  private UpdateControl<Rollout> after(ObjectKey key, Rollout rollout, PassResult result) {
    Duration longest = longestWait(rollout);
    Duration wait =
        switch (result) {
          case PassResult.Finished finished -> {
            failures.forget(key);
            conflicts.forget(key);
            yield finished.requeue().orElse(longest);
          }
          case PassResult.Repeat repeat -> repeat.after();
          case PassResult.Outrun _ -> conflicts.pauseAfter(key);
          case PassResult.Failed(String why) -> {
            context.metrics().reconcileFailed(ReconciledKind.ROLLOUT, key.namespace(), key.name());
            yield failures.pauseAfter(key, why);
          }
        };
    Duration bounded = wait.compareTo(longest) > 0 ? longest : wait;
    return UpdateControl.<Rollout>noUpdate().rescheduleAfter(Math.max(1, bounded.toMillis()));
  }

  /** A Rollout with a route is looked at often, in case the event of a change got lost. */
  private Duration longestWait(Rollout rollout) {
    Duration resync = context.settings().resync();
    boolean rests =
        ReplicaSetReader.tree(rollout.getStatus()).path("phase").asText().equals("Healthy")
            && !ReplicaSetReader.tree(rollout.getSpec())
                .path("strategy")
                .path("canary")
                .has("trafficRouting");
    return rests || resync.compareTo(LONGEST_WAIT_UNDER_WAY) < 0 ? resync : LONGEST_WAIT_UNDER_WAY;
  }
}
