package io.rolloutoperator.gitsync.status;

import static io.rolloutoperator.gitsync.status.Facts.GOOD;
import static io.rolloutoperator.gitsync.status.Facts.GOOD_STATE;
import static io.rolloutoperator.gitsync.status.Facts.T0;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.gitsync.GitSyncStatus;
import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.manifest.Origin;
import io.rolloutoperator.gitsync.plan.ClusterView;
import io.rolloutoperator.gitsync.plan.Commit;
import io.rolloutoperator.gitsync.plan.DesiredState;
import io.rolloutoperator.gitsync.plan.Handover;
import io.rolloutoperator.gitsync.plan.Hold;
import io.rolloutoperator.gitsync.plan.Inventory;
import io.rolloutoperator.gitsync.plan.InventoryEntry;
import io.rolloutoperator.gitsync.plan.Problem;
import io.rolloutoperator.gitsync.plan.QuarantineEntry;
import io.rolloutoperator.gitsync.plan.SyncAction;
import io.rolloutoperator.gitsync.plan.SyncFacts;
import io.rolloutoperator.gitsync.plan.SyncPlan;
import io.rolloutoperator.gitsync.plan.SyncReason;
import io.rolloutoperator.gitsync.plan.SyncReport;
import io.rolloutoperator.gitsync.plan.SyncSnapshot;
import io.rolloutoperator.testkit.cluster.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One Deployment, which is available, applied by a pass. */
class PassFindingsTest {

  private static final ObjectId DEPLOYMENT = new ObjectId("apps", "Deployment", "shop", "my-app");
  private static final ObjectId GONE = new ObjectId("", "Service", "shop", "gone");
  private static final Instant NEXT_CHECK = T0.plus(Duration.ofHours(1));

  private static final ObjectNode MANIFEST =
      Json.yaml(
              "{apiVersion: apps/v1, kind: Deployment, metadata: {name: my-app, namespace: shop}, spec: {replicas: 1}}")
          .getFirst();

  private static final String AVAILABLE =
      "{replicas: 1, updatedReplicas: 1, availableReplicas: 1, readyReplicas: 1, conditions: [{type: Available, status: 'True'}]}";

  private String liveStatus = AVAILABLE;
  private GitSyncStatus before = GitSyncStatus.EMPTY;
  private List<Hold> holds = List.of();
  private List<QuarantineEntry> quarantine = List.of();
  private boolean completes = true;
  private Optional<Instant> requeueAt = Optional.empty();
  private List<SyncAction> done = List.of();
  private List<Problem> failed = List.of();
  private SyncReport.Ending ending = new SyncReport.Ending.Complete();

  private PassFindings findings() {
    ObjectNode live = MANIFEST.deepCopy();
    live.set("status", Json.yaml("status: " + liveStatus).getFirst().path("status"));
    SyncPlan plan =
        new SyncPlan(
            List.of(),
            holds,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            quarantine,
            Map.of(),
            List.of(),
            completes,
            requeueAt);
    return new PassFindings(
        new SyncSnapshot(
            Facts.unit(),
            "test",
            new Commit(GOOD_STATE, List.of(manifest()), List.of(), false),
            new ClusterView(
                Map.of(DEPLOYMENT, live),
                Set.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of()),
            facts(),
            T0),
        plan,
        new SyncReport(done, Map.of(), failed, ending),
        before);
  }

  private static Manifest manifest() {
    return new Manifest(MANIFEST, new Origin("deploy.yaml", 1));
  }

  private static SyncFacts facts() {
    return new SyncFacts(
        Inventory.of(List.of(new InventoryEntry(GONE, "v1"))),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        List.of(),
        SyncFacts.Commands.NONE,
        List.of(),
        true,
        false,
        Map.of(),
        Handover.NONE);
  }

  private SyncOutcome outcome() {
    SyncOutcomeBuilder outcome = Facts.known();
    findings().tell(outcome, List.of("a note"));
    return outcome.build();
  }

  private static SyncAction apply() {
    return new SyncAction.Apply(manifest(), Optional.empty(), "hash");
  }

  private void stopped(Problem... problems) {
    failed = List.of(problems);
    ending = new SyncReport.Ending.Stopped();
  }

  private static Problem problem(ObjectId object, String message) {
    return new Problem(object, Optional.empty(), SyncReason.APPLY_FAILED, message);
  }

  @Test
  void aCommitThatIsAppliedWholeAndHealthyIsReady() {
    SyncOutcome outcome = outcome();
    assertThat(outcome.readiness()).contains(new Readiness.Ready(GOOD));
    assertThat(outcome.applied()).contains(GOOD_STATE);
    assertThat(outcome.healthy()).contains(GOOD);
    assertThat(findings().wellDone()).isTrue();
  }

  @Test
  void aCommitThatIsNotHealthyYetIsApplied() {
    liveStatus = "{}";
    SyncOutcome outcome = outcome();
    assertThat(outcome.readiness().orElseThrow()).isInstanceOf(Readiness.Progressing.class);
    assertThat(outcome.applied()).contains(GOOD_STATE);
    assertThat(outcome.healthy()).isEmpty();
  }

  @Test
  void aPlanThatDoesNotReachItsEndAppliesNoCommit() {
    completes = false;
    assertThat(outcome().applied()).isEmpty();
    assertThat(outcome().readiness())
        .contains(new Readiness.Progressing("applying " + GOOD.shortText()));
  }

  @Test
  void aHoldIsToldInsteadOfHealth() {
    completes = false;
    holds = List.of(new Hold(SyncReason.PROGRESSING, "wave 1 waits"));
    assertThat(outcome().readiness()).contains(new Readiness.Progressing("wave 1 waits"));
  }

  @Test
  void aSuspendedUnitKeepsWhatItsStatusSays() {
    completes = false;
    holds = List.of(new Hold(SyncReason.SUSPENDED, "suspended"));
    SyncOutcome outcome = outcome();
    assertThat(outcome.readiness()).isEmpty();
    assertThat(outcome.health()).isEmpty();
    assertThat(outcome.problems()).isEmpty();
  }

  @Test
  void anObjectThatCannotBeWrittenFailsTheApply() {
    stopped(problem(DEPLOYMENT, "no"), problem(GONE, "not this one"));
    assertThat(outcome().readiness())
        .contains(new Readiness.Failed(new SyncFailure.ApplyFailed(List.of("no", "not this one"))));
    assertThat(outcome().applied()).isEmpty();
    assertThat(findings().wellDone()).isFalse();
  }

  @Test
  void onlyObjectsThatGitNoLongerHasFailThePrune() {
    stopped(problem(GONE, "still there"));
    assertThat(outcome().readiness())
        .contains(new Readiness.Failed(new SyncFailure.PruneFailed(List.of("still there"))));
  }

  @Test
  void aListOfObjectsThatCannotBeStoredFailsForItsOwnReason() {
    SyncAction list = new SyncAction.WriteInventory(Inventory.EMPTY, GOOD_STATE);
    stopped(Problem.with(list, SyncReason.CONFLICTING_OWNER, "not ours"));
    assertThat(outcome().readiness())
        .contains(new Readiness.Failed(new SyncFailure.ConflictingOwner(List.of("not ours"))));
  }

  @Test
  void aReleaseInQuarantineIsNoHealthyCommit() {
    quarantine = List.of(Facts.quarantined(QuarantineEntry.State.HOLDING));
    assertThat(outcome().applied()).contains(GOOD_STATE);
    assertThat(outcome().healthy()).isEmpty();
  }

  @Test
  void aMissingRightIsTriedAgain() {
    holds = List.of(new Hold(SyncReason.FORBIDDEN, "cannot patch"));
    assertThat(findings().wellDone()).isFalse();
  }

  @Test
  void onlyWritesOfObjectsMakeHistory() {
    done = List.of(new SyncAction.WriteInventory(Inventory.EMPTY, GOOD_STATE));
    assertThat(outcome().render()).isEmpty();
    done = List.of(apply());
    assertThat(outcome().render().orElseThrow().at()).isEqualTo(T0);
    done = List.of(new SyncAction.Delete(new InventoryEntry(GONE, "v1"), "uid", "1"));
    assertThat(outcome().render()).isPresent();
  }

  @Test
  void whatAProcessBeganBeforeItEndedMakesHistory() {
    before = told(Facts.known().begun(GOOD_STATE));
    assertThat(outcome().render().orElseThrow().at()).isEqualTo(T0);

    completes = false;
    assertThat(outcome().render()).as("still not all of it").isEmpty();

    completes = true;
    before = told(Facts.known().applied(GOOD_STATE));
    assertThat(outcome().render()).as("told already").isEmpty();

    before = told(Facts.known().applied(new DesiredState(GOOD, "another spec")));
    assertThat(outcome().render()).as("not begun").isEmpty();

    before = after(before, Facts.known().begun(GOOD_STATE));
    assertThat(outcome().render()).as("another spec of the same commit").isPresent();
  }

  @Test
  void whileObjectsOnlyHaveToBecomeReadyTheStatusMayWait() {
    assertThat(findings().mayWait(true)).as("they are ready").isFalse();

    liveStatus = "{}";
    assertThat(findings().mayWait(true)).isTrue();
    assertThat(findings().mayWait(false)).as("nothing was written").isFalse();

    completes = false;
    assertThat(findings().mayWait(true)).as("not all is applied").isFalse();
  }

  @Test
  void whatIsWrongIsToldAtOnce() {
    liveStatus = "{}";
    stopped(problem(DEPLOYMENT, "no"));
    assertThat(findings().mayWait(true)).isFalse();
  }

  @Test
  void whatBecomesOfReleasesInQuarantineIsToldAtOnce() {
    liveStatus = "{}";
    quarantine = List.of(Facts.quarantined(QuarantineEntry.State.HOLDING));
    assertThat(findings().mayWait(true)).as("one comes").isFalse();

    before = told(Facts.known().quarantine(quarantine));
    quarantine = List.of();
    assertThat(findings().mayWait(true)).as("one goes").isFalse();
  }

  private static GitSyncStatus told(SyncOutcomeBuilder outcome) {
    return after(GitSyncStatus.EMPTY, outcome);
  }

  private static GitSyncStatus after(GitSyncStatus before, SyncOutcomeBuilder outcome) {
    return Facts.after(before, outcome.build(), T0);
  }

  @Test
  void theNextPassComesWithTheFirstReason() {
    assertThat(again()).as("nothing but the check").isEqualTo(Duration.ofHours(1));
    liveStatus = "{}";
    assertThat(again()).as("waiting ends after spec.timeout").isEqualTo(Duration.ofMinutes(5));
    requeueAt = Optional.of(T0.plusSeconds(7));
    assertThat(again()).as("the plan asks for it").isEqualTo(Duration.ofSeconds(7));
    requeueAt = Optional.of(T0.plusNanos(1));
    assertThat(again()).as("but never at once").isEqualTo(Duration.ofMillis(50));
  }

  @Test
  void aPlanThatWroteAndDidNotReachItsEndGoesOn() {
    done = List.of(apply());
    assertThat(again()).as("all is done").isEqualTo(Duration.ofHours(1));
    completes = false;
    assertThat(again()).isEqualTo(Duration.ofMillis(50));
    done = List.of();
    assertThat(again()).as("something else has to happen first").isEqualTo(Duration.ofHours(1));
  }

  private Duration again() {
    return findings().again(NEXT_CHECK);
  }
}
