package io.rolloutoperator.gitsync.plan;

import static io.rolloutoperator.gitsync.plan.Fixture.COMMIT;
import static io.rolloutoperator.gitsync.plan.Fixture.id;
import static io.rolloutoperator.gitsync.plan.Fixture.ours;
import static io.rolloutoperator.gitsync.plan.Fixture.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.unit.SyncPolicies;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is deleted, what is kept, and what blocks all of it. */
class PruneGuardTest {

  private static final String APPROVE =
      "; approve with annotation rollout-operator.io/approve-prune: " + COMMIT.commit();

  private static ObjectNode config(String name) {
    return yaml(
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s, namespace: shop}}".formatted(name));
  }

  /** A unit that has made some ConfigMaps, of which Git still has the last ones. */
  private static Fixture of(int made, int removed) {
    Fixture fixture = new Fixture();
    IntStream.range(0, made).forEach(i -> fixture.stored(ours(config("c" + i))));
    fixture.manifests =
        IntStream.range(removed, made)
            .boxed()
            .flatMap(i -> Fixture.manifests(config("c" + i).toString()).stream())
            .toList();
    return fixture;
  }

  private static List<String> deleted(Fixture fixture) {
    return PrunePlanner.plan(fixture.snapshot()) instanceof PrunePlan.Allowed allowed
        ? allowed.deletions().stream().map(d -> d.entry().id().name()).toList()
        : List.of();
  }

  private static String blocked(Fixture fixture) {
    return PrunePlanner.plan(fixture.snapshot()) instanceof PrunePlan.Blocked blocked
        ? blocked.message()
        : "";
  }

  @ParameterizedTest(name = "{1} of {0}, limit {2} %: {3}")
  @CsvSource({
    "4, 3, 0, allowed",
    "100, 3, 0, allowed",
    "20, 4, 20, allowed",
    "19, 4, 20, 'would delete 4 of 19 objects (21 %, limit 20 %)'",
    "12, 7, 20, 'would delete 7 of 12 objects (58 %, limit 20 %)'",
    "12, 7, 100, allowed",
    "12, 4, 0, 'would delete 4 of 12 objects (33 %, limit 0 %)'",
    "12, 12, 100, 'render produced no objects; nothing was pruned'",
    "1, 1, 100, 'render produced no objects; nothing was pruned'"
  })
  void manyDeletionsNeedApproval(int made, int removed, int limit, String outcome) {
    Fixture fixture = of(made, removed);
    fixture.prune = new SyncPolicies.Prune(true, limit, false);

    if (outcome.equals("allowed")) {
      assertThat(deleted(fixture)).hasSize(removed);
    } else {
      assertThat(blocked(fixture)).isEqualTo(outcome + (outcome.contains("%") ? APPROVE : ""));
    }
  }

  @Test
  void anEmptyFolderDeletesEverythingIfThatIsAllowed() {
    Fixture fixture = of(12, 12);
    fixture.prune = new SyncPolicies.Prune(true, 20, true);

    assertThat(deleted(fixture)).hasSize(12);
  }

  @Test
  void aRewrittenHistoryNeedsApproval() {
    Fixture fixture = of(5, 1);
    fixture.historyRewritten = true;

    assertThat(blocked(fixture))
        .isEqualTo(
            "history of main was rewritten; approve pruning with annotation"
                + " rollout-operator.io/approve-prune: "
                + COMMIT.commit());
  }

  @Test
  void namespacesAndDefinitionsNeedApproval() {
    Fixture fixture = of(5, 0);
    fixture.stored(ours(yaml("{apiVersion: v1, kind: Namespace, metadata: {name: extra}}")));

    assertThat(blocked(fixture)).isEqualTo("would delete Namespace extra" + APPROVE);

    fixture.commands = new SyncFacts.Commands(COMMIT.commit(), "", false);
    assertThat(deleted(fixture)).containsExactly("extra");
  }

  @ParameterizedTest
  @CsvSource({"c, true", "d, false"})
  void anApprovalIsForOneCommit(char approved, boolean passes) {
    Fixture fixture = of(12, 7);
    fixture.commands = new SyncFacts.Commands(Fixture.revision(approved).commit(), "", false);

    assertThat(deleted(fixture).isEmpty()).isNotEqualTo(passes);
  }

  @Test
  void nothingIsBlockedIfNothingIsDeleted() {
    Fixture fixture = of(5, 0);
    fixture.historyRewritten = true;

    assertThat(blocked(fixture)).isEmpty();
  }

  @Test
  void anObjectThatIsNoLongerOursIsForgotten() {
    Fixture fixture = of(5, 2);
    ObjectNode stolen = ours(config("c0"));
    stolen.withObject("/metadata/labels").put(ObjectMarks.SYNC_LABEL, "0123456789");
    fixture.liveObject(stolen);
    fixture.live.remove(id("", "ConfigMap", "c1"));

    PrunePlan plan = PrunePlanner.plan(fixture.snapshot());

    assertThat(deleted(fixture)).isEmpty();
    assertThat(plan.remaining()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "rollout-operator.io/prune, disabled, true",
    "rollout-operator.io/prune, enabled, false",
    "rollout-operator.io/prune, Disabled, false",
    "rollout-operator.io/reconcile, disabled, true"
  })
  void anAnnotationKeepsAnObject(String key, String value, boolean kept) {
    Fixture fixture = of(5, 1);
    ObjectNode marked = ours(config("c0"));
    marked.withObject("/metadata/annotations").put(key, value);
    fixture.liveObject(marked);

    PrunePlan plan = PrunePlanner.plan(fixture.snapshot());

    assertThat(plan.kept().isEmpty()).isNotEqualTo(kept);
    assertThat(plan.remaining().isEmpty()).isNotEqualTo(kept);
  }

  @Test
  void withPruningOffObjectsStayInTheInventory() {
    Fixture fixture = of(5, 4);
    fixture.prune = new SyncPolicies.Prune(false, 20, false);

    PrunePlan plan = PrunePlanner.plan(fixture.snapshot());

    assertThat(deleted(fixture)).isEmpty();
    assertThat(plan.remaining()).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource({
    "app-7g2bk9m4t5, true",
    "app-7g2bk9m4t1, false",
    "app-old, false",
  })
  void aGeneratedConfigMapStaysWhileAReplicaSetUsesIt(String name, boolean kept) {
    Fixture fixture = of(5, 0);
    fixture.stored(ours(config(name)));
    fixture.replicaSets =
        List.of(
            yaml(
                """
                {apiVersion: apps/v1, kind: ReplicaSet, metadata: {name: rs, namespace: shop},
                 spec: {template: {spec: {containers: [{envFrom: [{configMapRef: {name: %s}}]}]}}}}
                """
                    .formatted(name)));

    assertThat(deleted(fixture).isEmpty()).isEqualTo(kept);
  }

  @Test
  void aDeletionNamesWhatWasRead() {
    PrunePlan plan = PrunePlanner.plan(of(5, 1).snapshot());

    assertThat(((PrunePlan.Allowed) plan).deletions())
        .singleElement()
        .returns("uid-c0", SyncAction.Delete::uid)
        .returns("1", SyncAction.Delete::resourceVersion)
        .returns("v1", d -> d.entry().apiVersion());
  }

  @Test
  void anObjectThatMovedToAnotherGroupIsNotDeletedUnderItsFormerName() {
    Fixture fixture = of(5, 0);
    ObjectNode before =
        ours(
            yaml(
                "{apiVersion: extensions/v1beta1, kind: Ingress, metadata: {name: web, namespace: shop}}"));
    ObjectNode after = before.deepCopy();
    after.put("apiVersion", "networking.k8s.io/v1");
    fixture.stored(before).liveObject(after);
    fixture.manifests =
        Stream.concat(fixture.manifests.stream(), Fixture.manifests(after.toString()).stream())
            .toList();

    assertThat(deleted(fixture)).isEmpty();
  }

  @Test
  void deletionsGoInTheReverseOfApplying() {
    Fixture fixture = of(9, 0);
    for (String object :
        List.of(
            "{apiVersion: v1, kind: ServiceAccount, metadata: {name: account, namespace: shop}}",
            "{apiVersion: apps/v1, kind: Deployment, metadata: {name: app, namespace: shop}}",
            "{apiVersion: v1, kind: Service, metadata: {name: service, namespace: shop}}")) {
      fixture.stored(ours(yaml(object)));
    }

    assertThat(deleted(fixture)).containsExactly("app", "service", "account");
  }

  @Test
  void whatIsBeingDeletedIsNotDeletedAgain() {
    Fixture fixture = of(5, 1);
    ObjectNode going = ours(config("c0"));
    going.withObjectProperty("metadata").put("deletionTimestamp", "2026-01-01T00:00:00Z");
    fixture.liveObject(going);

    assertThat(deleted(fixture)).isEmpty();
    assertThat(ObjectId.of(going)).isEqualTo(id("", "ConfigMap", "c0"));
  }
}
