package io.rolloutoperator.gitsync.plan;

import static io.rolloutoperator.gitsync.plan.Fixture.id;
import static io.rolloutoperator.gitsync.plan.Fixture.yaml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.unit.RolloutPolicies;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Commits and specs that meet releases of a Rollout, told as transcripts; each ends at rest. */
final class ReleaseStories {

  private static final ObjectId ROLLOUT = id("argoproj.io", "Rollout", "my-app");

  private static final String APP =
      SyncStories.SERVICE
          + """
          {apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: my-app, namespace: shop},
           spec: {strategy: {canary: {canaryService: canary, stableService: stable,
             trafficRouting: {plugins: {argoproj-labs/gatewayAPI: {httpRoute: web}}}, steps: [{setWeight: 20}]}},
             template: {spec: {containers: [{image: 'app:%s'}]}}}}
          ---
          {apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: web, namespace: shop},
           spec: {rules: [{backendRefs: [{name: canary, weight: 0}, {name: stable, weight: 100}]}]}}
          ---
          {apiVersion: argoproj.io/v1alpha1, kind: AnalysisTemplate, metadata: {name: errors, namespace: shop}, spec: {limit: %s}}
          """;

  private ReleaseStories() {}

  static Map<String, Supplier<World>> all() {
    return Map.ofEntries(
        Map.entry("another-spec-queue", ReleaseStories::anotherSpecInQueue),
        Map.entry("weights", ReleaseStories::weights),
        Map.entry("abort", ReleaseStories::abort),
        Map.entry("queue", () -> during(RolloutPolicies.DuringRollout.QUEUE)),
        Map.entry(
            "only-non-workload", () -> during(RolloutPolicies.DuringRollout.ONLY_NON_WORKLOAD)));
  }

  private static World app(World world, char commit, String image, String limit) {
    return world.git(commit, APP.formatted(image, limit));
  }

  private static void templates(World world, String desired, String live) {
    world.fixture.templates.put(
        ROLLOUT,
        new TemplateFacts(
            desired, live, true, Optional.of(yaml("{spec: {containers: [{image: 'app:1'}]}}"))));
  }

  /** The engine moves the selector and the weights of an update. */
  private static void engine(World world, String hash, int weight) {
    ObjectNode service = world.live(id("", "Service", "stable")).orElseThrow().deepCopy();
    service.withObject("/spec/selector").put("rollouts-pod-template-hash", hash);
    world.store(service);
    ObjectNode route =
        world.live(id("gateway.networking.k8s.io", "HTTPRoute", "web")).orElseThrow().deepCopy();
    route
        .withArray("/spec/rules/0/backendRefs")
        .forEach(
            ref -> {
              int own = ref.path("name").asText().equals("canary") ? weight : 100 - weight;
              ((ObjectNode) ref).put("weight", own);
            });
    world.store(route);
  }

  private static World running() {
    World world = app(new World(), 'a', "1", "1");
    templates(world, "one", "");
    world.settle();
    world.setStatus(ROLLOUT, "{phase: Healthy, currentPodHash: one, stableRS: one}");
    engine(world, "one", 0);
    templates(world, "one", "one");
    return world.note("the first release is healthy").settle();
  }

  private static World updating() {
    World world = running();
    app(world, 'b', "2", "1");
    templates(world, "two", "one");
    world.settle();
    world.setStatus(ROLLOUT, "{phase: Progressing, currentPodHash: two, stableRS: one}");
    engine(world, "one", 20);
    templates(world, "two", "two");
    return world.note("the update is at 20 %");
  }

  private static World weights() {
    World world = updating().settle();
    app(world, 'd', "2", "2");
    return world.settle();
  }

  private static World abort() {
    World world = updating();
    world.setStatus(
        ROLLOUT,
        "{phase: Degraded, abort: true, currentPodHash: two, stableRS: one, message: errors}");
    engine(world, "one", 0);
    world.note("the update is aborted").settle();
    app(world, 'd', "2", "2").settle();
    world.remove(ROLLOUT);
    templates(world, "two", "");
    world.note("somebody deletes the Rollout").settle();
    app(world, 'e', "3", "2");
    templates(world, "three", "one");
    return world.settle();
  }

  private static World during(RolloutPolicies.DuringRollout policy) {
    World world = updating();
    world.fixture.duringRollout = policy;
    app(world, 'd', "3", "2").note("policy " + policy);
    templates(world, "three", "two");
    world.settle();
    world.setStatus(ROLLOUT, "{phase: Healthy, currentPodHash: two, stableRS: two}");
    return world.note("the update is done").settle();
  }

  /** The template is the one under way: what waits is the rest of it. */
  private static World anotherSpecInQueue() {
    World world = updating();
    world.fixture.duringRollout = RolloutPolicies.DuringRollout.QUEUE;
    world.settle();
    app(world, 'b', "2", "1").note("another patch of the same commit");
    world.fixture.manifests =
        Fixture.manifests(
            APP.formatted("2", "1") + "---\n" + SyncStories.CONFIG.formatted("new", "1"));
    world.settle();
    world.setStatus(ROLLOUT, "{phase: Healthy, currentPodHash: two, stableRS: two}");
    return world.note("the update is done").settle();
  }
}
