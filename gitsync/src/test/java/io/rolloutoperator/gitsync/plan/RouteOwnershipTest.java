package io.rolloutoperator.gitsync.plan;

import static io.rolloutoperator.gitsync.plan.Fixture.yaml;
import static io.rolloutoperator.gitsync.plan.Ownership.ROLLOUT;
import static io.rolloutoperator.gitsync.plan.Ownership.merge;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whose value counts in a route. */
class RouteOwnershipTest {

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
}
