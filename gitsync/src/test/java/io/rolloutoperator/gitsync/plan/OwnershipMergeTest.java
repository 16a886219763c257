package io.rolloutoperator.gitsync.plan;

import static io.rolloutoperator.gitsync.plan.Fixture.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whose value counts, field by field. */
class OwnershipMergeTest {

  private static final OwnershipMerge MERGE = new OwnershipMerge(List.of());

  private static final String ROLLOUT =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Rollout
      metadata: {name: my-app, namespace: shop}
      spec:
        strategy:
          canary:
            canaryService: canary
            stableService: stable
            trafficRouting:
              managedRoutes: [{name: beta}]
              plugins: {argoproj-labs/gatewayAPI: {httpRoute: web}}
            steps: [{setHeaderRoute: {name: beta, match: [{headerName: X-Beta, headerValue: {exact: on}}]}}]
      status:
        canary:
          weights:
            canary: {weight: 30, serviceName: canary}
            stable: {weight: 70, serviceName: stable}
            additional: [{weight: 5, serviceName: trial}]
      """;

  private static Merged merge(String desired, String live, String... others) {
    List<ObjectNode> objects = Stream.of(others).map(Fixture::yaml).toList();
    List<ObjectNode> rollouts =
        objects.stream().filter(o -> o.path("kind").asText().equals("Rollout")).toList();
    List<ObjectNode> scalers = objects.stream().filter(o -> !rollouts.contains(o)).toList();
    return MERGE.merge(
        yaml(desired),
        live.isEmpty() ? Optional.empty() : Optional.of(yaml(live)),
        new Workloads(rollouts, scalers));
  }

  private static String route(String rules) {
    return """
        {apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute,
         metadata: {name: web, namespace: shop}, spec: {rules: [%s]}}
        """
        .formatted(rules);
  }

  private static String split(String head, String canary, String stable) {
    return "{%s backendRefs: [{name: canary, port: 80%s}, {name: stable, port: 80%s}]}"
        .formatted(
            head,
            canary.isEmpty() ? "" : ", weight: " + canary,
            stable.isEmpty() ? "" : ", weight: " + stable);
  }

  private static String split(String canary, String stable) {
    return split("", canary, stable);
  }

  static Stream<Arguments> routes() {
    String beta =
        "{name: beta, matches: [{headers: [{name: X-Beta, value: 'on'}]}], backendRefs: [{name: canary, port: 80}]}";
    String beta1 = beta.replace("name: beta,", "name: beta-1,");
    String unnamed = beta.replace("name: beta, ", "");
    String pathA = "matches: [{path: {type: PathPrefix, value: /a}}],";
    String pathB = "matches: [{path: {type: PathPrefix, value: /b}}],";
    return Stream.of(
        Arguments.of(
            "weights of the cluster", split("0", "100"), split("30", "70"), split("30", "70")),
        Arguments.of(
            "also where Git names none", split("", ""), split("30", "70"), split("30", "70")),
        Arguments.of(
            "rules by name, whatever their order",
            split("name: b,", "0", "100") + "," + split("name: a,", "0", "100"),
            split("name: a,", "1", "99") + "," + split("name: b,", "2", "98"),
            split("name: b,", "2", "98") + "," + split("name: a,", "1", "99")),
        Arguments.of(
            "rules without a name by their matches",
            split(pathB, "0", "100") + "," + split(pathA, "0", "100"),
            split(pathA, "1", "99") + "," + split(pathB, "2", "98"),
            split(pathB, "2", "98") + "," + split(pathA, "1", "99")),
        Arguments.of(
            "defaults that the server filled in do not make other matches",
            split("matches: [{headers: [{name: a, value: b}]}],", "0", "100"),
            split(
                "matches: [{path: {type: PathPrefix, value: /}, headers: [{name: a, value: b, type: Exact}]}],",
                "30",
                "70"),
            split("matches: [{headers: [{name: a, value: b}]}],", "30", "70")),
        Arguments.of(
            "a new rule begins with the weights of the others",
            split(pathA, "0", "100") + "," + split(pathB, "50", "50"),
            split(pathA, "30", "70"),
            split(pathA, "30", "70") + "," + split(pathB, "30", "70")),
        Arguments.of(
            "a rule that gets a second backend begins with the weights of the status",
            split("0", "100"),
            "{backendRefs: [{name: stable, port: 80, weight: 1}]}",
            split("30", "70")),
        Arguments.of(
            "other backends and filters are Git's",
            "{filters: [{type: A}], backendRefs: [{name: stable, weight: 0}, {name: canary}, {name: x, weight: 7}]}",
            "{filters: [{type: B}], backendRefs: [{name: canary, weight: 30}, {name: stable, weight: 70}, {name: x, weight: 3}]}",
            "{filters: [{type: A}], backendRefs: [{name: stable, weight: 70}, {name: canary, weight: 30}, {name: x, weight: 7}]}"),
        Arguments.of(
            "a rule without both Services is Git's",
            "{backendRefs: [{name: stable, weight: 9}, {name: x, weight: 1}]}",
            "{backendRefs: [{name: stable, weight: 5}, {name: x, weight: 5}]}",
            "{backendRefs: [{name: stable, weight: 9}, {name: x, weight: 1}]}"),
        Arguments.of(
            "rules that a step added stay",
            split("0", "100"),
            split("30", "70") + "," + beta + "," + beta1,
            split("30", "70") + "," + beta + "," + beta1),
        Arguments.of(
            "also where names are dropped",
            split("0", "100"),
            split("30", "70") + "," + unnamed,
            split("30", "70") + "," + unnamed),
        Arguments.of(
            "other rules that Git does not have go",
            split("0", "100"),
            split("30", "70") + ",{name: other, backendRefs: [{name: x}]}",
            split("30", "70")),
        Arguments.of(
            "backends of a running experiment stay",
            split("0", "100"),
            "{backendRefs: [{name: canary, port: 80, weight: 30}, {name: stable, port: 80, weight: 65}, {name: trial, weight: 5}, {name: gone, weight: 1}]}",
            "{backendRefs: [{name: canary, port: 80, weight: 30}, {name: stable, port: 80, weight: 65}, {name: trial, weight: 5}]}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("routes")
  void aRouteKeeps(String name, String git, String live, String expected) {
    Merged merged = merge(route(git), route(live), ROLLOUT);

    assertThat(merged.desired()).isEqualTo(yaml(route(expected)));
    assertThat(merged.atReadVersion()).isTrue();
  }

  @Test
  void weightsInGitAreToldToYield() {
    Merged merged = merge(route(split("0", "100")), route(split("30", "70")), ROLLOUT);

    assertThat(merged.yielded())
        .singleElement()
        .returns("WeightsManagedByRollout", Yielded::reason)
        .returns(
            List.of("/spec/rules/0/backendRefs/0/weight", "/spec/rules/0/backendRefs/1/weight"),
            Yielded::paths);
  }

  @Test
  void theControllersNoteOfTheseFieldsIsNotTakenFromGit() {
    String noted =
        route(split("0", "100"))
            .replace(
                "namespace: shop",
                "namespace: shop, annotations: {a: b, rollout-operator.io/managed-fields: /old}");
    assertThat(
            merge(noted, route(split("30", "70")), ROLLOUT).desired().at("/metadata/annotations"))
        .isEqualTo(yaml("{a: b}"));
    assertThat(merge(noted, "").desired().at("/metadata/annotations")).hasSize(2);
  }

  @Test
  void aRouteThatNoRolloutMeansIsGits() {
    String elsewhere = ROLLOUT.replace("httpRoute: web", "httpRoute: other");

    Merged merged = merge(route(split("0", "100")), route(split("30", "70")), elsewhere);

    assertThat(merged).isEqualTo(Merged.untouched(yaml(route(split("0", "100")))));
  }

  @Test
  void aRouteMayBeMeantByASelector() {
    String selecting =
        ROLLOUT.replace("httpRoute: web", "httpRouteSelector: {matchLabels: {app: web}}");
    String live = route(split("30", "70")).replace("name: web,", "name: web, labels: {app: web},");

    assertThat(merge(route(split("0", "100")), live, selecting).desired())
        .isEqualTo(yaml(route(split("30", "70"))));
  }

  @Test
  void aRouteThatWasDeletedComesBackWithTheWeightsOfTheStatus() {
    Merged merged = merge(route(split("0", "100")), "", ROLLOUT);

    assertThat(merged.desired()).isEqualTo(yaml(route(split("30", "70"))));
    assertThat(merged.atReadVersion()).isFalse();
  }

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
