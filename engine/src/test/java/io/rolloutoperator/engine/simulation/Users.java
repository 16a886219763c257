package io.rolloutoperator.engine.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.rollout.RolloutStatus;
import java.util.List;

/** What people do to a Rollout with kubectl and its plugin. */
final class Users {

  private final SimulatedWorld world;

  Users(SimulatedWorld world) {
    this.world = world;
  }

  void setImage(int version) {
    world.edit(
        spec -> {
          ObjectNode container =
              (ObjectNode) spec.path("template").path("spec").path("containers").get(0);
          container.put("image", "web:" + version);
          return spec;
        });
  }

  void scale(int replicas) {
    world.edit(spec -> spec.put("replicas", replicas));
  }

  void pause() {
    world.edit(spec -> spec.put("paused", true));
  }

  void unpause() {
    world.edit(
        spec -> {
          spec.remove("paused");
          return spec;
        });
  }

  /** Replaces a field of the canary strategy. */
  void canary(String field, String yaml) {
    world.edit(
        spec -> {
          ((ObjectNode) spec.path("strategy").path("canary")).set(field, Yaml.read(yaml));
          return spec;
        });
  }

  void abort() {
    world.command(status -> status.toBuilder().abort(true).build());
  }

  void retry() {
    world.command(status -> status.toBuilder().abort(false).build());
  }

  void promoteFull() {
    RolloutStatus seen = world.status();
    if (!seen.currentPodHash().equals(seen.stableRS())) {
      world.command(status -> status.toBuilder().promoteFull(true).build());
    }
    unpause();
  }

  /** The deprecated {@code promote --skip-all-steps}, which leaves a pause as it is. */
  void skipAllSteps() {
    int steps = steps();
    world.command(status -> status.toBuilder().currentStepIndex(steps).build());
  }

  /**
   * Status first, then spec: past an inconclusive analysis or, without a pause, to the next step;
   * else only the pauses go.
   */
  void promote() {
    promoteStatus();
    unpause();
  }

  /** The first half of a promote, which leaves {@code spec.paused} as it is. */
  void promoteStatus() {
    RolloutStatus seen = world.status();
    var stepRun = seen.canary().currentStepAnalysisRunStatus();
    boolean paused = !seen.pauseConditions().isEmpty();
    boolean inconclusive =
        stepRun != null
            && stepRun.status().equals("Inconclusive")
            && paused
            && seen.controllerPause();
    if (inconclusive) {
      world.command(
          status -> next(status).pauseConditions(List.of()).controllerPause(false).build());
    } else if (paused) {
      world.command(status -> status.toBuilder().pauseConditions(List.of()).build());
    } else if (seen.currentStepIndex() != null) {
      world.command(status -> next(status).pauseConditions(List.of()).build());
    }
  }

  private RolloutStatus.Builder next(RolloutStatus status) {
    Integer index = status.currentStepIndex();
    return status.toBuilder().currentStepIndex(Math.min(steps(), (index == null ? 0 : index) + 1));
  }

  private int steps() {
    return world.spec().strategy().canary() == null
        ? 0
        : world.spec().strategy().canary().steps().size();
  }
}
