package io.rolloutoperator.gitsync.plan;

import static io.rolloutoperator.gitsync.plan.Fixture.id;
import static io.rolloutoperator.gitsync.plan.Fixture.yaml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.unit.SyncPolicies;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Commits and events of a unit, told as transcripts; each ends at rest. */
final class SyncStories {

  static final String CONFIG =
      "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s, namespace: shop}, data: {a: '%s'}}\n---\n";
  static final String SERVICE =
      "{apiVersion: v1, kind: Service, metadata: {name: stable, namespace: shop}, spec: {selector: {app: x}}}\n---\n";
  static final String DEPLOYMENT =
      """
      {apiVersion: apps/v1, kind: Deployment, metadata: {name: my-app, namespace: shop},
       spec: {replicas: 1, template: {spec: {containers: [{image: 'app:1'}]}}}}
      ---
      """;
  private static final String AVAILABLE =
      "{replicas: 1, updatedReplicas: 1, availableReplicas: 1, readyReplicas: 1, conditions: [{type: Available, status: 'True'}]}";

  private SyncStories() {}

  static Map<String, Supplier<World>> all() {
    Map<String, Supplier<World>> all = new HashMap<>(ReleaseStories.all());
    all.putAll(own());
    return all;
  }

  private static Map<String, Supplier<World>> own() {
    return Map.ofEntries(
        Map.entry("first-sync", SyncStories::firstSync),
        Map.entry("waves", SyncStories::waves),
        Map.entry("wave-wait", SyncStories::waveWait),
        Map.entry("new-kind", SyncStories::newKind),
        Map.entry("prune", SyncStories::prune),
        Map.entry("rewritten", SyncStories::rewritten),
        Map.entry("drift", SyncStories::drift),
        Map.entry("drift-warn", SyncStories::driftWarn),
        Map.entry("drift-disabled", SyncStories::driftDisabled),
        Map.entry("another-spec-drift-warn", () -> anotherSpecUnderDriftWarn(false)),
        Map.entry("another-spec-after-restart", () -> anotherSpecUnderDriftWarn(true)),
        Map.entry("another-spec-waves", SyncStories::anotherSpecInWaves),
        Map.entry("set-back-drift-warn", () -> setBack(SyncPolicies.DriftCorrection.WARN)),
        Map.entry("set-back-drift-disabled", () -> setBack(SyncPolicies.DriftCorrection.DISABLED)),
        Map.entry("conflict", SyncStories::conflict),
        Map.entry("annotations", SyncStories::annotations),
        Map.entry("gates", SyncStories::gates));
  }

  private static World firstSync() {
    World world = new World();
    world.fixture.createNamespace = true;
    return world.git('a', DEPLOYMENT + SERVICE + CONFIG.formatted("one", "1")).settle();
  }

  private static World waves() {
    World world = new World();
    world.git('a', late("1") + DEPLOYMENT).settle();
    world.setStatus(id("apps", "Deployment", "my-app"), AVAILABLE);
    return world.note("the Deployment is available").settle();
  }

  /** A ConfigMap of the second wave. */
  private static String late(String value) {
    return CONFIG
        .formatted("late", value)
        .replace("name: late,", "name: late, annotations: {rollout-operator.io/wave: '1'},");
  }

  /** The first Rollout is waited for until its update ends, the other one until it is applied. */
  private static World waveWait() {
    World world = new World();
    world
        .git(
            'a',
            late("1")
                + rollout("patient", "{}")
                + rollout("quick", "{rollout-operator.io/wave-wait: Applied}"))
        .settle();
    world.setStatus(id("argoproj.io", "Rollout", "patient"), "{phase: Healthy}");
    return world.note("the first Rollout is healthy, the other one is not").settle();
  }

  private static String rollout(String name, String annotations) {
    return """
        {apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: %s, namespace: shop, annotations: %s},
         spec: {replicas: 1}}
        ---
        """
        .formatted(name, annotations);
  }

  private static World newKind() {
    World world = new World();
    String definition =
        "{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {name: things.x.io},"
            + " spec: {group: x.io, names: {kind: Thing}}}\n---\n";
    String thing =
        "{apiVersion: x.io/v1, kind: Thing, metadata: {name: a, namespace: shop}}\n---\n";
    world.git('a', thing + definition + CONFIG.formatted("one", "1")).settle();
    world.setStatus(
        new ObjectId("apiextensions.k8s.io", "CustomResourceDefinition", "", "things.x.io"),
        "{conditions: [{type: Established, status: 'True'}]}");
    return world.note("the kind is established").settle();
  }

  private static World prune() {
    World world = new World();
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      all.append(CONFIG.formatted("c" + i, "1"));
    }
    world.git('a', all + SERVICE).settle();
    world.git('b', all.toString()).settle();
    world.git('d', CONFIG.formatted("c0", "2")).settle();
    world.fixture.commands = new SyncFacts.Commands(Fixture.revision('d').commit(), "", false);
    return world.note("approved").settle();
  }

  /** The executor compares with the commit that was last applied whole. */
  private static World rewritten() {
    World world = new World();
    world.git('a', CONFIG.formatted("one", "1") + CONFIG.formatted("two", "1")).settle();
    world.fixture.historyRewritten = true;
    world.git('b', CONFIG.formatted("one", "2")).note("history was rewritten").settle();
    world.fixture.commands = new SyncFacts.Commands(Fixture.revision('b').commit(), "", false);
    return world.note("approved").settle();
  }

  private static World drift() {
    World world = new World().git('a', CONFIG.formatted("one", "1") + SERVICE).settle();
    ObjectNode edited = world.live(id("", "ConfigMap", "one")).orElseThrow().deepCopy();
    edited.withObjectProperty("data").put("a", "edited");
    world.store(edited);
    world.note("somebody edits the ConfigMap").settle();
    world.remove(id("", "Service", "stable"));
    return world.note("somebody deletes the Service").settle();
  }

  private static World driftWarn() {
    World world = new World();
    world.fixture.drift = SyncPolicies.DriftCorrection.WARN;
    world.git('a', CONFIG.formatted("one", "1")).settle();
    ObjectNode edited = world.live(id("", "ConfigMap", "one")).orElseThrow().deepCopy();
    edited.withObjectProperty("data").put("a", "edited");
    world.store(edited);
    world.note("somebody edits the ConfigMap").settle();
    return world.git('b', CONFIG.formatted("one", "2")).settle();
  }

  private static World driftDisabled() {
    World world = new World();
    world.fixture.drift = SyncPolicies.DriftCorrection.DISABLED;
    world.git('a', CONFIG.formatted("one", "1")).settle();
    ObjectNode edited = world.live(id("", "ConfigMap", "one")).orElseThrow().deepCopy();
    edited.withObjectProperty("data").put("a", "edited");
    world.store(edited);
    world.note("somebody edits the ConfigMap, which nobody looks at").settle();
    return world.git('b', CONFIG.formatted("one", "2")).settle();
  }

  private static World anotherSpecUnderDriftWarn(boolean restarts) {
    World world = new World();
    world.fixture.drift = SyncPolicies.DriftCorrection.WARN;
    world.git('a', CONFIG.formatted("one", "1") + CONFIG.formatted("two", "1")).settle();
    if (restarts) {
      world.restart();
    }
    world.note("another path of the same commit");
    world.git('a', CONFIG.formatted("two", "2") + CONFIG.formatted("new", "1")).settle();
    if (restarts) {
      world.restart();
    }
    ObjectNode edited = world.live(id("", "ConfigMap", "two")).orElseThrow().deepCopy();
    edited.withObjectProperty("data").put("a", "edited");
    world.store(edited);
    return world.note("somebody edits the ConfigMap").settle();
  }

  /** Another spec is begun and taken back, and the process ends on both ways. */
  private static World setBack(SyncPolicies.DriftCorrection drift) {
    World world = new World();
    world.fixture.drift = drift;
    String before =
        CONFIG.formatted("one", "1")
            + CONFIG.formatted("two", "1")
            + CONFIG.formatted("three", "1");
    world.git('a', before).settle();
    world.note("another spec of the same commit, of which two objects are applied");
    world.git('a', before.replace("a: '1'", "a: '2'")).pass(3);
    world.restart().note("the spec is set back, of which one object is applied");
    world.git('a', before).pass(1);
    return world.restart().settle();
  }

  private static World anotherSpecInWaves() {
    World world = waves().note("another patch of the same commit");
    return world.git('a', late("2") + DEPLOYMENT.replace("app:1", "app:2")).settle();
  }

  private static World conflict() {
    World world = new World();
    world.store(
        yaml(
            """
            {apiVersion: v1, kind: ConfigMap, metadata: {name: one, namespace: shop,
             labels: {rollout-operator.io/sync: '0123456789'},
             annotations: {rollout-operator.io/sync-owner: GitSync/team-b/shop}}}
            """));
    world.store(
        yaml(
            """
            {apiVersion: v1, kind: ConfigMap, metadata: {name: two, namespace: shop,
             labels: {kustomize.toolkit.fluxcd.io/name: apps, kustomize.toolkit.fluxcd.io/namespace: flux-system}}}
            """));
    world
        .git(
            'a',
            CONFIG.formatted("one", "1")
                + CONFIG.formatted("two", "1")
                + CONFIG.formatted("three", "1"))
        .settle();
    world.remove(id("", "ConfigMap", "one"));
    world.fixture.commands = new SyncFacts.Commands("", "", true);
    return world.note("the first is gone, the second may be adopted").settle();
  }

  private static World annotations() {
    World world = new World();
    StringBuilder all = new StringBuilder();
    for (String annotation :
        List.of(
            "apply: IfNotPresent", "apply: Ignore", "reconcile: disabled", "apply: sometimes")) {
      String name = annotation.replaceAll("[^A-Za-z]+", "-").toLowerCase(Locale.ROOT);
      all.append(
          CONFIG
              .formatted(name, "1")
              .replace(
                  "namespace: shop}",
                  "namespace: shop, annotations: {rollout-operator.io/" + annotation + "}}"));
    }
    world.git('a', all.toString()).settle();
    return world.git('b', all.toString().replace("a: '1'", "a: '2'")).settle();
  }

  private static World gates() {
    World world = new World();
    world.fixture.suspend = true;
    world.fixture.unmet = List.of("GitSync shop/infra is not ready");
    world.git('a', CONFIG.formatted("one", "1")).settle();
    world.fixture.suspend = false;
    world.fixture.insideWindow = false;
    world.note("resumed").settle();
    world.fixture.insideWindow = true;
    world.note("inside the window").settle();
    world.fixture.unmet = List.of();
    return world.note("the dependency is ready").settle();
  }
}
