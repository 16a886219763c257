package io.rolloutoperator.kube.rollout;

import io.rolloutoperator.api.Encoder;
import io.rolloutoperator.api.rollout.RolloutStatus;
import io.rolloutoperator.engine.plan.Decision;
import io.rolloutoperator.engine.plan.Plan;
import io.rolloutoperator.engine.plan.StatusIntent;
import io.rolloutoperator.engine.snapshot.RolloutFacts;
import io.rolloutoperator.engine.snapshot.Snapshot;
import io.rolloutoperator.kube.metrics.ControllerMetrics;
import io.rolloutoperator.kube.metrics.RolloutSample;
import io.rolloutoperator.kube.metrics.projection.ReleaseEnd;

/** Tells the metrics what a status says: where the release stands, and that it ended. */
final class ReleaseNarrator implements StatusListener {

  private final ControllerMetrics metrics;

  ReleaseNarrator(ControllerMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void written(Reading reading, Plan plan, RolloutStatus status) {
    Snapshot snapshot = reading.snapshot();
    RolloutFacts rollout = snapshot.rollout();
    String namespace = reading.key().namespace();
    String name = reading.key().name();
    metrics.observe(
        RolloutSample.of(namespace, name, rollout.tree().path("spec"), Encoder.encode(status)));
    if (plan.status() instanceof StatusIntent.Decided(Decision decision)) {
      ReleaseEnd.of(rollout.status(), decision, status, snapshot.now())
          .forEach(end -> metrics.releases().ended(namespace, name, end));
    }
  }
}
