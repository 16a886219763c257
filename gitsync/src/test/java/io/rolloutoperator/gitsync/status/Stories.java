package io.rolloutoperator.gitsync.status;

import static io.rolloutoperator.gitsync.status.Facts.BAD;
import static io.rolloutoperator.gitsync.status.Facts.BAD_STATE;
import static io.rolloutoperator.gitsync.status.Facts.GOOD;
import static io.rolloutoperator.gitsync.status.Facts.GOOD_STATE;
import static io.rolloutoperator.gitsync.status.Facts.ROLE;
import static io.rolloutoperator.gitsync.status.Facts.ROLLOUT;
import static io.rolloutoperator.gitsync.status.Facts.SERVICE;
import static io.rolloutoperator.gitsync.status.Facts.T0;
import static io.rolloutoperator.gitsync.status.Facts.health;
import static io.rolloutoperator.gitsync.status.Facts.known;
import static io.rolloutoperator.gitsync.status.Facts.quarantined;

import io.rolloutoperator.api.gitsync.GitSyncStatus;
import io.rolloutoperator.gitsync.health.Health;
import io.rolloutoperator.gitsync.manifest.Origin;
import io.rolloutoperator.gitsync.plan.Problem;
import io.rolloutoperator.gitsync.plan.QuarantineEntry;
import io.rolloutoperator.gitsync.plan.SyncReason;
import io.rolloutoperator.gitsync.plan.Yielded;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Passes, each with the status it meets; their results are golden files of the same name. */
final class Stories {

  /**
   * One pass.
   *
   * @param before the status it meets
   */
  record Story(String name, GitSyncStatus before, SyncOutcome outcome) {
    @Override
    public String toString() {
      return name;
    }
  }

  private Stories() {}

  static List<Story> all() {
    return List.of(
        new Story(
            "first-pass-applies",
            GitSyncStatus.EMPTY,
            known()
                .source(new SourceHealth.Fetched(GOOD))
                .attempted(GOOD)
                .begun(GOOD_STATE)
                .inventory(Facts.inventory(ROLLOUT, SERVICE))
                .readiness(new Readiness.Progressing("applying " + GOOD))
                .ignoredFields(List.of())
                .webhookPath("")
                .build()),
        new Story("all-is-well", GitSyncStatus.EMPTY, allWell()),
        new Story(
            "a-broken-commit-changes-only-what-it-must",
            Facts.settled(),
            known()
                .source(new SourceHealth.Fetched(BAD))
                .attempted(BAD)
                .failed(new SyncFailure.BuildFailed("deploy.yaml:7: duplicate key \"name\""))
                .build()),
        new Story(
            "an-unreachable-server-leaves-ready",
            Facts.settled(),
            known().source(new SourceHealth.Failed("git fetch timed out after 60s", true)).build()),
        new Story(
            "an-unreachable-server-at-first",
            GitSyncStatus.EMPTY,
            known().source(new SourceHealth.Failed("git fetch timed out after 60s", true)).build()),
        new Story(
            "a-server-that-refuses",
            Facts.settled(),
            known()
                .source(new SourceHealth.Failed("authentication failed for git.example.org", false))
                .build()),
        new Story(
            "an-unsigned-commit",
            Facts.settled(),
            known().source(new SourceHealth.Unverified(BAD)).build()),
        new Story(
            "an-invalid-spec",
            Facts.settled(),
            known()
                .failed(
                    new SyncFailure.InvalidSpec(
                        List.of(
                            "ref \"-x\" is not a valid Git ref name",
                            "cross-namespace reference to team-b/base is not allowed")))
                .build()),
        new Story(
            "objects-that-are-not-taken",
            Facts.settled(),
            known()
                .attempted(BAD)
                .readiness(new Readiness.Failed(SyncFailure.of(refused()).orElseThrow()))
                .problems(refused().stream().map(SyncProblem::of).toList())
                .build()),
        new Story(
            "a-paused-rollout",
            Facts.settled(),
            known()
                .attempted(BAD)
                .applied(BAD_STATE)
                .render(new AppliedRender(BAD_STATE, T0.plusSeconds(60)))
                .readiness(new Readiness.Ready(BAD))
                .health(
                    Map.of(
                        ROLLOUT, health(Health.State.PAUSED, "paused at step 2 of 5"),
                        SERVICE, health(Health.State.CURRENT, "")))
                .yielded(
                    List.of(
                        new Yielded(
                            SERVICE,
                            List.of("/spec/selector/rollouts-pod-template-hash"),
                            "SelectorManagedByRollout")))
                .build()),
        new Story("an-aborted-rollout", Facts.settled(), aborted()),
        new Story(
            "a-prune-that-is-blocked",
            Facts.settled(),
            known()
                .attempted(BAD)
                .applied(BAD_STATE)
                .failed(
                    new SyncFailure.PruneBlocked("render produced no objects; nothing was pruned"))
                .inventory(new StoredInventory.InConfigMaps(List.of("my-app-inventory-0")))
                .build()),
        new Story(
            "drift-and-ignored-fields",
            Facts.settled(),
            known()
                .readiness(new Readiness.Ready(GOOD))
                .drifted(List.of(SERVICE, ROLE))
                .ignoredFields(List.of("spec.decryption", "spec.rollouts.promoteTo"))
                .handledRequest("2026-01-02T04:00:00Z")
                .writeBack(new WriteBackState.RateLimited("4 commits in the last hour"))
                .build()));
  }

  static SyncOutcome aborted() {
    return known()
        .attempted(BAD)
        .applied(BAD_STATE)
        .render(new AppliedRender(BAD_STATE, T0.plusSeconds(60)))
        .failed(SyncFailure.RolloutAborted.of(ROLLOUT, BAD, "metric success-rate failed"))
        .health(
            Map.of(
                ROLLOUT, health(Health.State.FAILED, "RolloutAborted"),
                SERVICE, health(Health.State.CURRENT, "")))
        .quarantine(List.of(quarantined(QuarantineEntry.State.HOLDING)))
        .undone(
            List.of(
                new UndoneRelease(
                    ROLLOUT,
                    "5d8f9c6b7",
                    BAD,
                    UndoneRelease.Kind.REVERT,
                    "fee1fee1fee1fee1fee1fee1fee1fee1fee1fee1",
                    "")))
        .build();
  }

  static SyncOutcome allWell() {
    return Facts.known()
        .source(new SourceHealth.Fetched(GOOD))
        .attempted(GOOD)
        .applied(GOOD_STATE)
        .healthy(GOOD)
        .inventory(Facts.inventory(SERVICE, ROLLOUT, ROLE))
        .render(new AppliedRender(GOOD_STATE, T0.minusSeconds(30)))
        .readiness(new Readiness.Ready(GOOD))
        .health(
            Map.of(
                ROLLOUT, Facts.health(Health.State.CURRENT, ""),
                SERVICE, Facts.health(Health.State.CURRENT, ""),
                ROLE, Facts.health(Health.State.CURRENT, "")))
        .problems(List.of())
        .yielded(List.of())
        .drifted(List.of())
        .quarantine(List.of())
        .writeBack(new WriteBackState.Configured())
        .ignoredFields(List.of())
        .handledRequest("2026-01-02T03:00:00Z")
        .webhookPath("/hook/0123")
        .build();
  }

  private static List<Problem> refused() {
    return List.of(
        new Problem(
            ROLLOUT,
            Optional.of(new Origin("base/rollout.yaml", 1)),
            SyncReason.VALIDATION_FAILED,
            "Rollout shop/my-app (base/rollout.yaml:1): unknown field \"spec.replica\""),
        new Problem(
            SERVICE, Optional.empty(), SyncReason.VALIDATION_FAILED, "Service shop/my-app: no"));
  }
}
