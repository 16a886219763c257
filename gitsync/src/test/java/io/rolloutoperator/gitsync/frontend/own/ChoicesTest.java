package io.rolloutoperator.gitsync.frontend.own;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.unit.Rendering;
import io.rolloutoperator.gitsync.unit.RolloutPolicies;
import io.rolloutoperator.gitsync.unit.SyncPolicies;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChoicesTest {

  @ParameterizedTest
  @CsvSource({
    "Auto,AUTO",
    "Kustomize,KUSTOMIZE",
    "Plain,PLAIN",
  })
  void everyRenderModeIsKnown(String text, Rendering.Mode mode) {
    assertThat(Specs.unit(Specs.with("{render: {mode: " + text + "}}")).rendering().mode())
        .isEqualTo(mode);
  }

  @ParameterizedTest
  @CsvSource({
    "MirrorPrune,MIRROR_PRUNE",
    "Delete,DELETE",
    "WaitForTermination,WAIT_FOR_TERMINATION",
    "Orphan,ORPHAN",
  })
  void everyDeletionPolicyIsKnown(String text, SyncPolicies.DeletionPolicy policy) {
    assertThat(Specs.unit(Specs.with("{deletionPolicy: " + text + "}")).policies().deletion())
        .isEqualTo(policy);
  }

  @ParameterizedTest
  @CsvSource({"Enabled,ENABLED", "Warn,WARN", "Disabled,DISABLED"})
  void everyDriftCorrectionIsKnown(String text, SyncPolicies.DriftCorrection correction) {
    assertThat(Specs.unit(Specs.with("{driftCorrection: " + text + "}")).policies().drift())
        .isEqualTo(correction);
  }

  @ParameterizedTest
  @CsvSource({"Mark,MARK", "PullRequest,PULL_REQUEST", "Revert,REVERT"})
  void everyAnswerToAnAbortIsKnown(String text, RolloutPolicies.OnAbort onAbort) {
    assertThat(
            Specs.unit(
                    Specs.with(
                        "{rollouts: {onAbort: %s}, writeBack: {secretRef: {name: git}}}"
                            .formatted(text)))
                .rollouts()
                .onAbort())
        .isEqualTo(onAbort);
  }

  @ParameterizedTest
  @CsvSource({"Supersede,SUPERSEDE", "Queue,QUEUE", "OnlyNonWorkload,ONLY_NON_WORKLOAD"})
  void everyWayThroughARolloutIsKnown(String text, RolloutPolicies.DuringRollout during) {
    assertThat(
            Specs.unit(Specs.with("{rollouts: {applyDuringRollout: " + text + "}}"))
                .rollouts()
                .duringRollout())
        .isEqualTo(during);
  }
}
