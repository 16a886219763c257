package io.rolloutoperator.api.rollout;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the controller observed and decided about a Rollout; users set abort and promoteFull, and
 * clear pauseConditions.
 */
public record RolloutStatus(
    @Field("Set by users to abort the update, and by the controller.") boolean abort,
    @Field("Why the controller paused; users clear it to go on.")
        List<PauseCondition> pauseConditions,
    @Field("The controller paused; alone it says that a user resumed.") boolean controllerPause,
    @Field("When the update was aborted.") @Nullable Instant abortedAt,
    @Field("Hash of the current pod template.") String currentPodHash,
    @Field("Hash of the canary's steps.") String currentStepHash,
    @Field("Pods of all ReplicaSets.") int replicas,
    @Field("Pods of the current revision.") int updatedReplicas,
    @Field("Ready pods.") int readyReplicas,
    @Field("Available pods.") int availableReplicas,
    @Field("Index of the current step; the number of steps when all are done.")
        @Nullable Integer currentStepIndex,
    @Field("Hash collisions so far, part of the hash.") @Nullable Integer collisionCount,
    @Field("The generation this status is about, as text.") String observedGeneration,
    @Field("Conditions, the last changed one at the end.") List<RolloutCondition> conditions,
    @Field("State of a canary update.") CanaryStatus canary,
    @Field("State of a blue-green update.") BlueGreenStatus blueGreen,
    @Field("Pods that get traffic, for the scale subresource.") @JsonProperty("HPAReplicas")
        int hpaReplicas,
    @Field("Selector of those pods, for the scale subresource.") String selector,
    @Field("Hash of the stable revision.") String stableRS,
    @Field("The last restart that is done.") @Nullable Instant restartedAt,
    @Field("Set by users to skip pauses, analysis and steps.") boolean promoteFull,
    @Field("Healthy, Degraded, Progressing or Paused.") String phase,
    @Field("Why the Rollout is in its phase.") String message,
    @Field("Generation of the referenced workload this status is about, as text.")
        String workloadObservedGeneration,
    @Field("The load balancer, with one Ingress.") @Nullable AlbStatus alb,
    @Field("The load balancers, with several Ingresses.") List<AlbStatus> albs,
    @Field("How long the update took.") @Nullable RolloutDuration duration) {
  /** Every field absent. */
  public static final RolloutStatus EMPTY =
      new RolloutStatus(
          false,
          List.of(),
          false,
          null,
          "",
          "",
          0,
          0,
          0,
          0,
          null,
          null,
          "",
          List.of(),
          CanaryStatus.EMPTY,
          BlueGreenStatus.EMPTY,
          0,
          "",
          "",
          null,
          false,
          "",
          "",
          "",
          null,
          List.of(),
          null);

  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public RolloutStatus {
    pauseConditions = Absent.list(pauseConditions);
    currentPodHash = Absent.text(currentPodHash);
    currentStepHash = Absent.text(currentStepHash);
    observedGeneration = Absent.text(observedGeneration);
    conditions = Absent.list(conditions);
    canary = Absent.orElse(canary, CanaryStatus.EMPTY);
    blueGreen = Absent.orElse(blueGreen, BlueGreenStatus.EMPTY);
    selector = Absent.text(selector);
    stableRS = Absent.text(stableRS);
    phase = Absent.text(phase);
    message = Absent.text(message);
    workloadObservedGeneration = Absent.text(workloadObservedGeneration);
    albs = Absent.list(albs);
  }

  /** A builder that starts from this RolloutStatus; this one stays as it is. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** Collects changes to a RolloutStatus. Not for use by several threads. */
  public static final class Builder {
    private boolean abort;
    private List<PauseCondition> pauseConditions;
    private boolean controllerPause;
    private @Nullable Instant abortedAt;
    private String currentPodHash;
    private String currentStepHash;
    private int replicas;
    private int updatedReplicas;
    private int readyReplicas;
    private int availableReplicas;
    private @Nullable Integer currentStepIndex;
    private @Nullable Integer collisionCount;
    private String observedGeneration;
    private List<RolloutCondition> conditions;
    private CanaryStatus canary;
    private BlueGreenStatus blueGreen;
    private int hpaReplicas;
    private String selector;
    private String stableRS;
    private @Nullable Instant restartedAt;
    private boolean promoteFull;
    private String phase;
    private String message;
    private String workloadObservedGeneration;
    private @Nullable AlbStatus alb;
    private List<AlbStatus> albs;
    private @Nullable RolloutDuration duration;

    private Builder(RolloutStatus from) {
      abort = from.abort;
      pauseConditions = from.pauseConditions;
      controllerPause = from.controllerPause;
      abortedAt = from.abortedAt;
      currentPodHash = from.currentPodHash;
      currentStepHash = from.currentStepHash;
      replicas = from.replicas;
      updatedReplicas = from.updatedReplicas;
      readyReplicas = from.readyReplicas;
      availableReplicas = from.availableReplicas;
      currentStepIndex = from.currentStepIndex;
      collisionCount = from.collisionCount;
      observedGeneration = from.observedGeneration;
      conditions = from.conditions;
      canary = from.canary;
      blueGreen = from.blueGreen;
      hpaReplicas = from.hpaReplicas;
      selector = from.selector;
      stableRS = from.stableRS;
      restartedAt = from.restartedAt;
      promoteFull = from.promoteFull;
      phase = from.phase;
      message = from.message;
      workloadObservedGeneration = from.workloadObservedGeneration;
      alb = from.alb;
      albs = from.albs;
      duration = from.duration;
    }

    public Builder abort(boolean value) {
      abort = value;
      return this;
    }

    public Builder pauseConditions(List<PauseCondition> value) {
      pauseConditions = value;
      return this;
    }

    public Builder controllerPause(boolean value) {
      controllerPause = value;
      return this;
    }

    public Builder abortedAt(@Nullable Instant value) {
      abortedAt = value;
      return this;
    }

    public Builder currentPodHash(String value) {
      currentPodHash = value;
      return this;
    }

    public Builder currentStepHash(String value) {
      currentStepHash = value;
      return this;
    }

    public Builder replicas(int value) {
      replicas = value;
      return this;
    }

    public Builder updatedReplicas(int value) {
      updatedReplicas = value;
      return this;
    }

    public Builder readyReplicas(int value) {
      readyReplicas = value;
      return this;
    }

    public Builder availableReplicas(int value) {
      availableReplicas = value;
      return this;
    }

    public Builder currentStepIndex(@Nullable Integer value) {
      currentStepIndex = value;
      return this;
    }

    public Builder collisionCount(@Nullable Integer value) {
      collisionCount = value;
      return this;
    }

    public Builder observedGeneration(String value) {
      observedGeneration = value;
      return this;
    }

    public Builder conditions(List<RolloutCondition> value) {
      conditions = value;
      return this;
    }

    public Builder canary(CanaryStatus value) {
      canary = value;
      return this;
    }

    public Builder blueGreen(BlueGreenStatus value) {
      blueGreen = value;
      return this;
    }

    public Builder hpaReplicas(int value) {
      hpaReplicas = value;
      return this;
    }

    public Builder selector(String value) {
      selector = value;
      return this;
    }

    public Builder stableRS(String value) {
      stableRS = value;
      return this;
    }

    public Builder restartedAt(@Nullable Instant value) {
      restartedAt = value;
      return this;
    }

    public Builder promoteFull(boolean value) {
      promoteFull = value;
      return this;
    }

    public Builder phase(String value) {
      phase = value;
      return this;
    }

    public Builder message(String value) {
      message = value;
      return this;
    }

    public Builder workloadObservedGeneration(String value) {
      workloadObservedGeneration = value;
      return this;
    }

    public Builder alb(@Nullable AlbStatus value) {
      alb = value;
      return this;
    }

    public Builder albs(List<AlbStatus> value) {
      albs = value;
      return this;
    }

    public Builder duration(@Nullable RolloutDuration value) {
      duration = value;
      return this;
    }

    /** The changed copy. */
    public RolloutStatus build() {
      return new RolloutStatus(
          abort,
          pauseConditions,
          controllerPause,
          abortedAt,
          currentPodHash,
          currentStepHash,
          replicas,
          updatedReplicas,
          readyReplicas,
          availableReplicas,
          currentStepIndex,
          collisionCount,
          observedGeneration,
          conditions,
          canary,
          blueGreen,
          hpaReplicas,
          selector,
          stableRS,
          restartedAt,
          promoteFull,
          phase,
          message,
          workloadObservedGeneration,
          alb,
          albs,
          duration);
    }
  }
}
