package io.rolloutoperator.gitsync.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.unit.RolloutPolicies;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A commit that waits in the queue, on the route of the Rollout that is under way. */
class RouteFiltersTest {

  private static final ObjectId ROLLOUT = Fixture.id("argoproj.io", "Rollout", "my-app");

  private static final String UPDATING =
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
      status: {phase: Progressing, stableRS: one}
      """;

  private static final String BETA =
      "{name: beta, matches: [{headers: [{name: X, value: 'on'}]}], backendRefs: [{name: canary, port: 80}]}";

  private final Fixture fixture = new Fixture();
  private final SyncPlanner planner = new SyncPlanner(new OwnershipMerge(List.of()), _ -> false);

  /** One rule that splits, with its filters and the weight of the canary. */
  private static String rule(String path, String filters, int canary) {
    return "{matches: [{path: {type: PathPrefix, value: %s}}], %sbackendRefs: [{name: canary, port: 80, weight: %d}, {name: stable, port: 80, weight: %d}]}"
        .formatted(path, filters, canary, 100 - canary);
  }

  private static String header(String value) {
    return "filters: [{type: ResponseHeaderModifier, responseHeaderModifier: {set: [{name: x, value: %s}]}}], "
        .formatted(value);
  }

  private static String route(String rules) {
    return """
        {apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute,
         metadata: {name: web, namespace: shop}, spec: {hostnames: [a], rules: [%s]}}
        """
        .formatted(rules);
  }

  private void queue(String desired, String live) {
    ObjectNode rollout = Fixture.ours(Fixture.yaml(UPDATING));
    fixture.duringRollout = RolloutPolicies.DuringRollout.QUEUE;
    fixture.begun = Fixture.recorded(Fixture.revision('b'));
    fixture.lastApplied = fixture.begun;
    fixture.stored(rollout).stored(Fixture.ours(Fixture.yaml(live)));
    fixture.rollouts = List.of(rollout);
    fixture.templates.put(ROLLOUT, new TemplateFacts("three", "two", true, Optional.empty()));
    fixture.manifests = Fixture.manifests(UPDATING + "---\n" + desired);
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        Arguments.of(
            "a filter that is new",
            rule("/a", header("new"), 0),
            rule("/a", "", 30),
            rule("/a", header("new"), 30)),
        Arguments.of(
            "a filter that is another one",
            rule("/a", header("new"), 0),
            rule("/a", header("old"), 30),
            rule("/a", header("new"), 30)),
        Arguments.of(
            "a filter that is gone",
            rule("/a", "", 0),
            rule("/a", header("old"), 30),
            rule("/a", "", 30)),
        Arguments.of(
            "of the rules that are there already, whatever their order",
            rule("/b", header("b"), 0) + "," + rule("/a", "", 0) + "," + rule("/c", "", 0),
            rule("/a", "", 30) + "," + rule("/b", "", 30),
            rule("/a", "", 30) + "," + rule("/b", header("b"), 30)),
        Arguments.of(
            "beside a rule that a step added",
            rule("/a", header("new"), 0),
            rule("/a", "", 30) + "," + BETA,
            rule("/a", header("new"), 30) + "," + BETA));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void newFiltersAreAppliedAndNothingElse(
      String name, String desired, String live, String applied) {
    queue(route(desired).replace("hostnames: [a]", "hostnames: [a, b]"), route(live));

    SyncPlan plan = planned();

    assertThat(plan.actions()).hasSize(1);
    assertThat(plan.actions().getFirst())
        .isInstanceOfSatisfying(
            SyncAction.Apply.class,
            apply -> {
              assertThat(apply.desired().object())
                  .isEqualTo(
                      ObjectMarks.marked(
                          Fixture.yaml(route(applied)), Fixture.UNIT, Fixture.INSTALLATION));
              assertThat(apply.resourceVersion()).as("the weights may move on").contains("1");
            });
    assertThat(plan.completes()).isFalse();
    assertThat(plan.holds())
        .containsExactly(
            new Hold(SyncReason.PROGRESSING, "main@ccccccc waits for Rollout shop/my-app to end"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a", "/other"})
  void aRouteWithoutNewFiltersWaits(String path) {
    queue(route(rule(path, header("same"), 0)), route(rule("/a", header("same"), 30)));
    assertThat(planner.begin(fixture.snapshot()).validation()).isEmpty();
    assertThat(planned().actions()).isEmpty();
  }

  @Test
  void aRouteOfNoRolloutWaits() {
    queue(
        route(rule("/a", header("new"), 0)).replace("name: web", "name: other"),
        route(rule("/a", "", 30)).replace("name: web", "name: other"));
    assertThat(planned().actions()).isEmpty();
  }

  @Test
  void aRouteThatWasNeverAppliedWaits() {
    queue(route(rule("/a", header("new"), 0)), route(rule("/a", "", 30)));
    fixture.inventory = Inventory.EMPTY;
    assertThat(planned().actions()).isEmpty();
  }

  @Test
  void thereIsNothingToDoOnceTheFiltersAreThere() {
    queue(route(rule("/a", header("new"), 0)), route(rule("/a", header("new"), 40)));
    assertThat(planner.begin(fixture.snapshot()).validation()).isEmpty();
  }

  /** The API server would store what it is asked about. */
  private SyncPlan planned() {
    SyncSnapshot snapshot = fixture.snapshot();
    Map<ObjectId, DryRun> answers = new HashMap<>();
    planner
        .begin(snapshot)
        .validation()
        .forEach(
            request ->
                answers.put(
                    request.desired().id(), new DryRun.Accepted(request.desired().object())));
    return planner.plan(snapshot, answers);
  }
}
