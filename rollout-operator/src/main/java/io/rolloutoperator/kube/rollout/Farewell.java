package io.rolloutoperator.kube.rollout;

import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.engine.FarewellPlanner;
import io.rolloutoperator.engine.plan.Plan;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.client.ObjectApi;
import io.rolloutoperator.kube.events.EventSink;
import io.rolloutoperator.kube.events.EventType;
import io.rolloutoperator.kube.events.ObjectReference;
import io.rolloutoperator.kube.fence.FenceClock;
import io.rolloutoperator.kube.fence.ObjectKey;
import io.rolloutoperator.kube.fence.WriteFence;
import io.rolloutoperator.kube.objects.Kinds;
import io.rolloutoperator.kube.pass.Failures;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts in order what a Rollout leaves that the watch says is gone, and tries again until that is
 * done.
 *
 * <p>A watch by label also says so of a Rollout that got another label, and it says nothing of one
 * that was made anew under the name. So the API server itself is asked before anything is taken
 * from the Services: they are released only if no Rollout has the name.
 *
 * <p>It works beside the passes, which the framework ends with the deletion, and with a fence of
 * its own, as the next Rollout of the name may be reconciled already.
 */
final class Farewell {

  private static final Logger log = LoggerFactory.getLogger(Farewell.class);

  /** Runs something after a pause, elsewhere. */
  interface Later {
    void after(Duration pause, Runnable task);
  }

  private final ObjectApi api;
  private final EventSink events;
  private final Later later;
  private final PlanExecutor executor;
  private final Failures failures = new Failures();

  /** Makes no request. */
  Farewell(ObjectApi api, EventSink events, Later later) {
    this.api = api;
    this.events = events;
    this.later = later;
    this.executor =
        new PlanExecutor(
            new ActionWriter(
                api, new WriteFence(FenceClock.system()), new Evictions(), RouteListener.NOBODY),
            events);
  }

  /**
   * Begins, and returns at once.
   *
   * @param left what the caches hold of it at the time of each try
   */
  void say(Rollout rollout, Supplier<Reading> left) {
    later.after(Duration.ZERO, () -> attempt(rollout, left, false));
  }

  private void attempt(Rollout rollout, Supplier<Reading> left, boolean told) {
    ObjectKey key = ObjectKey.of(rollout);
    switch (api.get(Kinds.ROLLOUT, key.namespace(), key.name())) {
      case ApiAnswer.Done _ -> {
        log.info("{} is not gone: its Services stay as they are", key);
        failures.forget(key);
      }
      case ApiAnswer.NotFound _ -> {
        if (!told) {
          tell(rollout);
        }
        release(left.get())
            .ifPresentOrElse(
                trouble -> again(rollout, left, true, trouble), () -> failures.forget(key));
      }
      case ApiAnswer unreadable ->
          again(rollout, left, told, "whether it is gone cannot be read: " + unreadable);
    }
  }

  private void again(Rollout rollout, Supplier<Reading> left, boolean told, String trouble) {
    Duration pause = failures.pauseAfter(ObjectKey.of(rollout), trouble);
    later.after(pause, () -> attempt(rollout, left, told));
  }

  private void tell(Rollout rollout) {
    ObjectKey key = ObjectKey.of(rollout);
    String text = "Rollout " + key.name() + "/" + key.namespace() + " is deleted.";
    events.emit(ObjectReference.to(rollout), EventType.NORMAL, "RolloutDeleted", text);
  }

  /** Releases every Service that can be released; what failed last, if something did. */
  private Optional<String> release(Reading left) {
    List<Plan> plans = FarewellPlanner.plans(left.snapshot());
    return plans.stream()
        .map(plan -> executor.execute(left, plan))
        .flatMap(report -> trouble(report).stream())
        .reduce((_, last) -> last);
  }

  private static Optional<String> trouble(Report report) {
    return switch (report) {
      case Report.Succeeded _ -> Optional.empty();
      case Report.NameTaken taken ->
          throw new IllegalStateException("a farewell creates nothing: " + taken);
      case Report.Stopped(_, ApiAnswer.NotFound _) -> Optional.empty();
      case Report.Stopped stopped ->
          Optional.of(stopped.action().describe() + ": " + stopped.answer());
    };
  }
}
