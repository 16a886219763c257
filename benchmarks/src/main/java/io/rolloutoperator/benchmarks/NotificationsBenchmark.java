package io.rolloutoperator.benchmarks;

import io.rolloutoperator.benchmarks.AbortStorm.Outcome;
import io.rolloutoperator.testkit.cluster.Recorded;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How soon an abort is told, whether each of a thousand is told once and what that costs, and what
 * dead receivers cost the others.
 */
final class NotificationsBenchmark implements Benchmark {
  private static final int BESIDE_DEAD = 300;

  /** Of a storm, in a minute. */
  private static final int PACE = 1_000;

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration REST = Duration.ofSeconds(45);

  /** The time of an abort is told in whole seconds, and two within one are one. */
  private static final Duration NEXT_SECOND = Duration.ofMillis(1_100);

  private static final List<String> STEPS = List.of("{setWeight: 50}", "{pause: {}}");
  private static final String RETRY = "{status: {abort: false}}";
  private static final String TOLD = "p99 at most 2000";
  private static final String REACTION = "p99 at most 300";

  /** A port of this host at which nobody listens. */
  private static final int CLOSED_PORT = 9;

  private final int alone;
  private final int storms;
  private final int rollouts;
  private final boolean dead;

  private NotificationsBenchmark(int alone, int storms, int rollouts, boolean dead) {
    this.alone = alone;
    this.storms = storms;
    this.rollouts = rollouts;
    this.dead = dead;
  }

  /** Everything. */
  static Benchmark whole() {
    return new NotificationsBenchmark(100, 2, PACE, true);
  }

  /** One storm and a few aborts before it, without dead receivers. */
  static Benchmark storm() {
    return new NotificationsBenchmark(30, 1, PACE, false);
  }

  /** Only what dead receivers cost the others. */
  static Benchmark besideDeadReceivers() {
    return new NotificationsBenchmark(0, 0, BESIDE_DEAD, true);
  }

  /** Bodies of a thousand releases are not what is measured. */
  @Override
  public Recorded recorded() {
    return Recorded.NOBODY;
  }

  @Override
  public void run(World world, Report report) throws IOException, InterruptedException {
    try (TimedReceiver good = TimedReceiver.start();
        TimedReceiver silent = TimedReceiver.silent();
        Tracker tracker = world.trackRollouts();
        AbortSights sights = AbortSights.of(world)) {
      configure(world, silent);
      String flag = "--alerts-webhook=" + good.url();
      AbortStorm storm = new AbortStorm(world, sights, good);
      try (OperatorRun _ = world.launch(flag).awaitWorking()) {
        if (alone > 0) {
          alone(world, tracker, storm, report);
        }
        fill(world, tracker, report);
      }
      OperatorRun operator = world.launch(flag).awaitWorking();
      report.line("before: " + Consumption.during(operator, MINUTE));
      for (int i = 1; i <= storms; i++) {
        storm(world, tracker, storm, operator, report);
      }
      if (dead) {
        besideDead(world, tracker, storm, operator, report);
        report.line("requests that the silent receiver took: %d".formatted(silent.requests()));
      }
    }
  }

  /** Two receivers that are dead, which nobody subscribes to yet. */
  private static void configure(World world, TimedReceiver silent) {
    world.apply(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: argo-rollouts-notification-configmap, namespace: %s}
        data:
          service.webhook.silent: "url: %s"
          service.webhook.refusing: "url: http://%s:%d/"
          trigger.on-rollout-aborted: "- send: [aborted]"
          template.aborted: |
            message: "{{.rollout.metadata.name}} was aborted"
            webhook:
              silent: {method: POST, body: "{{.rollout.metadata.name}}"}
              refusing: {method: POST, body: "{{.rollout.metadata.name}}"}
        """
            .formatted(World.OPERATOR_NAMESPACE, silent.url(), TimedReceiver.HOST, CLOSED_PORT));
  }

  private void alone(World world, Tracker tracker, AbortStorm storm, Report report)
      throws IOException, InterruptedException {
    world.apply(Manifests.rollout("alone", 2, STEPS));
    tracker.await("alone", "healthy", States::healthy);
    world.patch("alone", Manifests.version("v2"));
    List<Double> told = new ArrayList<>();
    List<Double> reaction = new ArrayList<>();
    for (int i = 0; i < alone; i++) {
      world.patchStatus("alone", RETRY);
      tracker.await("alone", "paused", rollout -> States.pausedAt(rollout, 1));
      Thread.sleep(NEXT_SECOND);
      Outcome outcome = storm.one("alone");
      reaction.addAll(outcome.reaction());
      told.addAll(outcome.delivery());
    }
    report.figure(new Distribution("abort sent to status seen", "ms", reaction), REACTION);
    report.figure(new Distribution("abort written to alert received", "ms", told), TOLD);
  }

  private void fill(World world, Tracker tracker, Report report)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    for (String name : names(rollouts)) {
      world.apply(Manifests.rollout(name, 0, STEPS));
    }
    tracker.awaitCount(rollouts, "healthy", States::healthy);
    for (String name : names(rollouts)) {
      world.patch(name, Manifests.version("v2"));
    }
    tracker.awaitCount(rollouts, "paused", rollout -> States.pausedAt(rollout, 1));
    report.line(
        "%d Rollouts are paused after %.0f s"
            .formatted(rollouts, Tracker.millis(begin, System.nanoTime()) / 1_000));
  }

  private void storm(
      World world, Tracker tracker, AbortStorm storm, OperatorRun operator, Report report)
      throws IOException, InterruptedException {
    try (Consumption consumption = Consumption.of(operator)) {
      Outcome outcome = storm.over(MINUTE, names(rollouts));
      report.line(outcome.counts(rollouts) + " (goal: each once)");
      report.line("during: " + consumption.line());
      tell("of %d in a minute".formatted(rollouts), outcome, report);
    }
    Thread.sleep(REST);
    report.line("after: " + Consumption.during(operator, MINUTE));
    retry(world, tracker, rollouts);
    Thread.sleep(REST);
    report.line("paused again: " + Consumption.during(operator, MINUTE));
  }

  private void besideDead(
      World world, Tracker tracker, AbortStorm storm, OperatorRun operator, Report report)
      throws IOException, InterruptedException {
    Duration time = MINUTE.multipliedBy(BESIDE_DEAD).dividedBy(PACE);
    Outcome without = storm.over(time, names(BESIDE_DEAD));
    retry(world, tracker, BESIDE_DEAD);
    for (String name : names(BESIDE_DEAD)) {
      world.patch(
          name,
          """
          {metadata: {annotations: {
            notifications.argoproj.io/subscribe.on-rollout-aborted.silent: "",
            notifications.argoproj.io/subscribe.on-rollout-aborted.refusing: ""}}}
          """);
    }
    Thread.sleep(REST);
    try (Consumption consumption = Consumption.of(operator)) {
      Outcome with = storm.over(time, names(BESIDE_DEAD));
      tell("without dead receivers", without, report);
      report.line(without.counts(BESIDE_DEAD));
      tell("beside two dead receivers", with, report);
      report.line(with.counts(BESIDE_DEAD) + " (goal: as without)");
      report.line("beside two dead receivers: " + consumption.line());
    }
    Thread.sleep(REST);
    report.line("dead receivers go on: " + Consumption.during(operator, MINUTE));
  }

  private static void tell(String which, Outcome outcome, Report report) {
    report.figure(
        new Distribution("abort sent to status seen " + which, "ms", outcome.reaction()), "none");
    if (!outcome.delivery().isEmpty()) {
      report.figure(
          new Distribution("abort written to alert received " + which, "ms", outcome.delivery()),
          TOLD);
    }
  }

  private void retry(World world, Tracker tracker, int count)
      throws IOException, InterruptedException {
    for (String name : names(count)) {
      world.patchStatus(name, RETRY);
    }
    tracker.awaitCount(rollouts, "paused", rollout -> States.pausedAt(rollout, 1));
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "web-" + i).toList();
  }
}
