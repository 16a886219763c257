package io.rolloutoperator.gitsync.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.api.gitsync.GitSyncCondition;
import io.rolloutoperator.api.gitsync.GitSyncStatus;
import io.rolloutoperator.gitsync.plan.Hold;
import io.rolloutoperator.gitsync.plan.SyncReason;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SyncFailureTest {

  private static final List<String> LINES = List.of("one", "two", "three");

  static Stream<Arguments> failures() {
    return Stream.of(
        failure(new SyncFailure.FetchFailed("a"), "FetchFailed", "a", "Reconciling"),
        failure(
            new SyncFailure.VerificationFailed(Facts.GOOD),
            "VerificationFailed",
            "commit 1a2b3c4 is not signed by a trusted key",
            "Stalled"),
        failure(new SyncFailure.BuildFailed("a"), "BuildFailed", "a", "Stalled"),
        failure(new SyncFailure.DecryptionFailed("a"), "DecryptionFailed", "a", "Stalled"),
        failure(
            new SyncFailure.ValidationFailed(LINES),
            "ValidationFailed",
            "one (2 more)",
            "Reconciling"),
        failure(new SyncFailure.ApplyFailed(List.of("one")), "ApplyFailed", "one", "Reconciling"),
        failure(new SyncFailure.PruneFailed(LINES), "PruneFailed", "one (2 more)", "Reconciling"),
        failure(new SyncFailure.PruneBlocked("a"), "PruneBlocked", "a", "Stalled"),
        failure(
            new SyncFailure.HealthCheckFailed(LINES),
            "HealthCheckFailed",
            "one (2 more)",
            "Reconciling"),
        failure(
            new SyncFailure.DependencyNotReady(LINES),
            "DependencyNotReady",
            "one (2 more)",
            "Reconciling"),
        failure(
            SyncFailure.RolloutAborted.of(Facts.ROLLOUT, Facts.GOOD, "why"),
            "RolloutAborted",
            "Rollout shop/my-app aborted on main@1a2b3c4: why",
            ""),
        failure(
            new SyncFailure.ConflictingOwner(LINES), "ConflictingOwner", "one (2 more)", "Stalled"),
        failure(new SyncFailure.Forbidden(LINES), "Forbidden", "one (2 more)", "Stalled"),
        failure(
            SyncFailure.ImpersonationFailed.notFound("shop", "gitsync"),
            "ImpersonationFailed",
            "ServiceAccount shop/gitsync not found",
            "Reconciling"),
        failure(new SyncFailure.OutsideSyncWindow("a"), "OutsideSyncWindow", "a", ""),
        failure(new SyncFailure.InvalidSpec(LINES), "InvalidSpec", "one; two; three", "Stalled"));
  }

  private static Arguments failure(
      SyncFailure failure, String reason, String message, String besides) {
    return Arguments.of(failure, reason, message, besides);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureIsShownByItsConditions(
      SyncFailure failure, String reason, String message, String besides) {
    GitSyncStatus status =
        Facts.after(GitSyncStatus.EMPTY, Facts.known().failed(failure).build(), Facts.T0);
    assertThat(status.conditions())
        .extracting(GitSyncCondition::type)
        .containsExactlyElementsOf(
            besides.isEmpty() ? List.of("Ready") : List.of("Ready", besides));
    assertThat(status.conditions().getFirst())
        .isEqualTo(new GitSyncCondition("Ready", "False", 3, Facts.T0, reason, message));
    assertThat(status.conditions().getLast())
        .extracting(GitSyncCondition::reason, GitSyncCondition::message)
        .containsExactly(besides.equals("Reconciling") ? "ProgressingWithRetry" : reason, message);
  }

  @ParameterizedTest
  @EnumSource
  void everyReasonOfAPlanIsAReadinessOrLeavesIt(SyncReason reason) {
    var readiness = Readiness.of(List.of(new Hold(reason, "why"), new Hold(reason, "other")));
    switch (reason) {
      case SUSPENDED -> assertThat(readiness).isEmpty();
      case PROGRESSING -> assertThat(readiness).contains(new Readiness.Progressing("why"));
      default ->
          assertThat(readiness)
              .get()
              .isInstanceOfSatisfying(
                  Readiness.Failed.class,
                  failed -> {
                    assertThat(failed.failure().reason().text()).isEqualTo(reason.text());
                    assertThat(failed.failure().message()).isEqualTo("why");
                  });
    }
  }

  @Test
  void withoutAHoldOrAProblemThereIsNoFailure() {
    assertThat(Readiness.of(List.of())).isEmpty();
    assertThat(SyncFailure.of(List.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x.yaml:7: duplicate key \"name\"     | x.yaml      | 7",
        "a/b.yaml: not valid UTF-8              | a/b.yaml    | 0",
        "more than 100000 files                 | ''          | 0",
        "kustomization cycle: a -> b -> a       | ''          | 0",
        "Deployment my-app: no namespace        | ''          | 0",
        "path \"a\" not found in main@sha1:12 | ''          | 0",
        "x.yaml:99999999999: odd                | x.yaml:99999999999 | 0",
      })
  void aProblemNamesTheFileThatItsMessageBeginsWith(String message, String file, int line) {
    SyncProblem problem = SyncProblem.of(new SyncFailure.BuildFailed(message));
    assertThat(problem.file()).isEqualTo(file);
    assertThat(problem.line()).isEqualTo(line);
    assertThat(problem.message()).isEqualTo(message);
    assertThat(problem.reason()).isEqualTo("BuildFailed");
  }
}
