package io.rolloutoperator.kubectl.forecast;

import io.rolloutoperator.analysis.core.Resolution;
import io.rolloutoperator.analysis.core.RunLength;
import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.Decoder;
import io.rolloutoperator.api.analysis.AnalysisRunSpec;
import io.rolloutoperator.api.rollout.PauseCondition;
import io.rolloutoperator.api.rollout.RolloutAnalysisRunStatus;
import io.rolloutoperator.api.rollout.RolloutSpec;
import io.rolloutoperator.api.rollout.RolloutStatus;
import io.rolloutoperator.engine.RolloutPlanner;
import io.rolloutoperator.engine.plan.Completion;
import io.rolloutoperator.engine.plan.Decision;
import io.rolloutoperator.engine.plan.Plan;
import io.rolloutoperator.engine.plan.PlannedAction;
import io.rolloutoperator.engine.plan.Reason;
import io.rolloutoperator.engine.plan.StatusIntent;
import io.rolloutoperator.engine.snapshot.AnalysisRunFacts;
import io.rolloutoperator.engine.snapshot.ReplicaSetFacts;
import io.rolloutoperator.engine.snapshot.Snapshot;
import io.rolloutoperator.engine.status.StatusProjection;
import io.rolloutoperator.engine.steps.Step;
import io.rolloutoperator.engine.strategy.Canary;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Runs the controller's passes in a world until the update has ended, or does not go on. */
final class Simulation {

  /** More passes than this are an update without an end. */
  private static final int MOST = 5_000;

  private static final int DEFAULT_DEADLINE = 600;

  /** The operator's least interval of metrics, unless it is told another. */
  private static final Duration LEAST_INTERVAL = Duration.ofSeconds(5);

  private final ForecastWorld world;
  private final Course course;
  private final Duration deadline;
  private Optional<Completion> completion = Optional.empty();
  private List<Reason> reasons = List.of();

  Simulation(ForecastWorld world, Course course, RolloutSpec spec) {
    this.world = world;
    this.course = course;
    this.deadline =
        Duration.ofSeconds(
            Objects.requireNonNullElse(spec.progressDeadlineSeconds(), DEFAULT_DEADLINE));
  }

  Ending run() {
    course.scaled();
    for (int i = 0; i < MOST; i++) {
      if (pass() || follow() || podsServe()) {
        continue;
      }
      if (promoted()) {
        course.promoted();
        return new Ending.Promoted(completion.map(Completion::text).orElse(""), kept());
      }
      if (world.status().abort() || !wait(world.status())) {
        return new Ending.Stuck(why());
      }
    }
    return new Ending.Stuck("no end was found: " + why());
  }

  /** False if it changed nothing. */
  private boolean pass() {
    Snapshot snapshot = world.look();
    Plan plan = RolloutPlanner.plan(snapshot);
    RolloutStatus before = world.status();
    for (PlannedAction planned : plan.actions()) {
      world.apply(planned.action());
      course.scaled();
    }
    boolean written = world.write(StatusProjection.project(snapshot, plan).status());
    reasons = plan.reasons();
    if (plan.status() instanceof StatusIntent.Decided(Decision decision)) {
      completion = decision.completion().or(() -> completion);
    }
    course.passed(before);
    return written || !plan.actions().isEmpty();
  }

  private boolean follow() {
    return world.replicaSets().stream().filter(ForecastReplicaSet::follow).count() > 0;
  }

  private boolean podsServe() {
    List<ForecastReplicaSet> starting =
        world.replicaSets().stream().filter(ForecastReplicaSet::waits).toList();
    if (starting.isEmpty()) {
      return false;
    }
    int seconds = starting.stream().mapToInt(ForecastReplicaSet::minReadySeconds).max().orElse(0);
    Duration shortest = Duration.ofSeconds(seconds);
    world.advance(shortest);
    starting.forEach(ForecastReplicaSet::serve);
    course.waited(new Wait.Pods(shortest, deadline));
    return true;
  }

  private boolean promoted() {
    RolloutStatus status = world.status();
    return !status.stableRS().isEmpty() && status.stableRS().equals(status.currentPodHash());
  }

  /** How long old pods stay for those who still have their addresses. */
  private Optional<Duration> kept() {
    return world.replicaSets().stream()
        .filter(set -> !set.current() && set.wanted() > 0)
        .map(ForecastReplicaSet::facts)
        .map(ReplicaSetFacts::scaleDownDeadline)
        .flatMap(Optional::stream)
        .map(end -> Duration.between(world.now(), end))
        .max(Comparator.naturalOrder());
  }

  /** Lets happen what the update waits for; false if that is nothing that is known. */
  private boolean wait(RolloutStatus status) {
    if (world.paused()) {
      course.waited(new Wait.Person("spec.paused: false"));
      world.resume();
      return true;
    }
    Optional<PauseCondition> pause = status.pauseConditions().stream().findFirst();
    if (pause.isPresent()) {
      endPause(status, pause.get());
      return true;
    }
    RolloutAnalysisRunStatus run = status.canary().currentStepAnalysisRunStatus();
    Optional<AnalysisRunFacts> judging =
        run == null ? Optional.empty() : world.run(run.name()).filter(facts -> !facts.completed());
    judging.ifPresent(this::endAnalysis);
    return judging.isPresent();
  }

  private void endPause(RolloutStatus status, PauseCondition pause) {
    Optional<Duration> length =
        pause.reason().equals(Canary.PAUSE_STEP)
                && course.atStep()
                && course.step() instanceof Step.Pause step
            ? step.length()
            : Optional.empty();
    Instant start = pause.startTime();
    if (length.isPresent() && start != null) {
      Duration left = Duration.between(world.now(), start.plus(length.get()));
      Duration wait = left.isNegative() ? Duration.ZERO : left;
      course.waited(new Wait.Pause(wait));
      world.advance(wait.isZero() ? Duration.ofSeconds(1) : wait);
    } else {
      course.waited(new Wait.Person("kubectl rollouts promote"));
      world.write(status.toBuilder().pauseConditions(List.of()).build());
    }
  }

  private void endAnalysis(AnalysisRunFacts run) {
    Wait.Analysis analysis = analysis(run);
    course.waited(analysis);
    world.advance(analysis.shortest());
    world.finish(run.name());
  }

  private Wait.Analysis analysis(AnalysisRunFacts run) {
    Resolution<RunLength> length =
        switch (Decoder.spec(world.runSpec(run.name()), AnalysisRunSpec.class)) {
          case Decoded.Valid<AnalysisRunSpec>(AnalysisRunSpec spec) ->
              RunLength.of(spec, LEAST_INTERVAL);
          case Decoded.Malformed<AnalysisRunSpec> malformed ->
              Resolution.problem(malformed.message());
        };
    Duration passed = Duration.between(run.createdAt(), world.now());
    return switch (length) {
      case Resolution.Unresolved<RunLength>(String problem) ->
          new Wait.Analysis(
              Duration.ZERO,
              Optional.empty(),
              Optional.of(world.knowsAll() ? problem : "its template is not in the files"));
      case Resolution.Resolved<RunLength>(RunLength known) ->
          new Wait.Analysis(
              left(known.shortest().orElse(Duration.ZERO), passed),
              known.longest().map(whole -> left(whole, passed)),
              known.shortest().isPresent()
                  ? Optional.empty()
                  : Optional.of("a metric of it measures without end"));
    };
  }

  private static Duration left(Duration whole, Duration passed) {
    Duration left = whole.minus(passed);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private String why() {
    RolloutStatus status = world.status();
    return status.abort() || status.phase().equals("Degraded")
        ? status.message()
        : reasons.stream().map(Reason::text).reduce((first, last) -> last).orElse(status.message());
  }
}
