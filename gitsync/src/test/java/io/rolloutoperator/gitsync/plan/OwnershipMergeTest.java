package io.rolloutoperator.gitsync.plan;

import static io.rolloutoperator.gitsync.plan.Fixture.yaml;
import static io.rolloutoperator.gitsync.plan.Ownership.ROLLOUT;
import static io.rolloutoperator.gitsync.plan.Ownership.merge;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whose value counts in Services and workloads, field by field. */
class OwnershipMergeTest {

  private static String service(String selector) {
    return "{apiVersion: v1, kind: Service, metadata: {name: stable, namespace: shop}, spec: {selector: {%s}}}"
        .formatted(selector);
  }

  static Stream<Arguments> selectors() {
    String hash = "rollouts-pod-template-hash: ";
    return Stream.of(
        Arguments.of("app: x", "app: x, " + hash + "abc", "app: x, " + hash + "abc"),
        Arguments.of("app: y", "app: x, " + hash + "abc", "app: y, " + hash + "abc"),
        Arguments.of(
            "app: x, " + hash + "old", "app: x, " + hash + "abc", "app: x, " + hash + "abc"),
        Arguments.of("app: x, " + hash + "old", "app: x", "app: x"),
        Arguments.of("app: x", "app: x, tier: y", "app: x"));
  }

  @ParameterizedTest
  @MethodSource("selectors")
  void aServiceOfARolloutKeepsTheHashInItsSelector(String git, String live, String expected) {
    Merged merged = merge(service(git), service(live), ROLLOUT);

    assertThat(merged.desired()).isEqualTo(yaml(service(expected)));
    assertThat(merged.atReadVersion()).isTrue();
  }

  @Test
  void anotherServiceIsGits() {
    String other = ROLLOUT.replace("stableService: stable", "stableService: elsewhere");

    Merged merged =
        merge(service("app: x"), service("app: y, rollouts-pod-template-hash: abc"), other);

    assertThat(merged).isEqualTo(Merged.untouched(yaml(service("app: x"))));
  }

  private static String deployment(String replicas, String managers) {
    return """
        {apiVersion: apps/v1, kind: Deployment,
         metadata: {name: my-app, namespace: shop%s}, spec: {%s paused: false}}
        """
        .formatted(managers, replicas);
  }

  private static final String SCALED =
      ", managedFields: [{manager: kube-controller-manager, operation: Update, subresource: scale,"
          + " fieldsV1: {'f:spec': {'f:replicas': {}}}}]";
  private static final String EDITED =
      ", managedFields: [{manager: kubectl-edit, operation: Update,"
          + " fieldsV1: {'f:spec': {'f:replicas': {}}}}]";
  private static final String AUTOSCALER =
      "{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: h, namespace: shop},"
          + " spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: my-app}}}";
  private static final String KEDA =
      "{apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: {name: s, namespace: shop},"
          + " spec: {scaleTargetRef: {name: my-app}}}";
  private static final String REFERRING =
      "{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: r, namespace: shop},"
          + " spec: {workloadRef: {apiVersion: apps/v1, kind: Deployment, name: my-app}}}";

  static Stream<Arguments> replicas() {
    String git = deployment("replicas: 2,", "");
    String none = deployment("", "");
    String scaled = deployment("replicas: 7,", SCALED);
    String edited = deployment("replicas: 7,", EDITED);
    String live = deployment("replicas: 7,", "");
    String elsewhere = AUTOSCALER.replace("name: my-app", "name: other");
    return Stream.of(
        Arguments.of("the scaler owns it: left out", git, scaled, AUTOSCALER, none, false),
        Arguments.of(
            "nobody else owns it yet: as it is",
            git,
            live,
            AUTOSCALER,
            deployment("replicas: 7,", ""),
            true),
        Arguments.of(
            "an owner that is taken over does not count",
            git,
            edited,
            AUTOSCALER,
            deployment("replicas: 7,", ""),
            true),
        Arguments.of("ScaledObject", git, scaled, KEDA, none, false),
        Arguments.of("at creation Git's", git, "", AUTOSCALER, git, false),
        Arguments.of("another target", git, scaled, elsewhere, git, false),
        Arguments.of("Git names none", none, scaled, AUTOSCALER, none, false),
        Arguments.of("workloadRef", git, scaled, REFERRING, none, false),
        Arguments.of("workloadRef at creation", git, "", REFERRING, none, false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("replicas")
  void replicasBelongToWhoScales(
      String name, String git, String live, String other, String expected, boolean atReadVersion) {
    Merged merged = merge(git, live, other);

    assertThat(merged.desired()).isEqualTo(yaml(expected));
    assertThat(merged.atReadVersion()).isEqualTo(atReadVersion);
  }

  @Test
  void aPauseThatGitDoesNotNameIsNotTouched() {
    String git =
        "{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: r, namespace: shop}, spec: {replicas: 1}}";
    String live = git.replace("replicas: 1", "replicas: 1, paused: true, restartAt: x");

    assertThat(merge(git, live).desired()).isEqualTo(yaml(git));
  }

  @Test
  void otherOwnersAreAskedToo() {
    ManagedFields nameless =
        (merged, live, workloads) -> {
          ObjectNode copy = merged.desired().deepCopy();
          copy.withObjectProperty("spec").put("weight", 5);
          return merged.atReadVersion(copy, List.of("/spec/weight"), "WeightsManagedByRollout");
        };

    Merged merged =
        new OwnershipMerge(List.of(nameless))
            .merge(
                yaml("{apiVersion: x/v1, kind: Split, metadata: {name: s}, spec: {weight: 1}}"),
                Optional.empty(),
                new Workloads(List.of(), List.of()));

    assertThat(merged.desired().path("spec").path("weight").asInt()).isEqualTo(5);
    assertThat(merged.yielded())
        .extracting(Yielded::paths)
        .containsExactly(List.of("/spec/weight"));
  }
}
