package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.apiproxy.ApiProxy;
import io.rolloutoperator.testkit.apiproxy.Fault;
import io.rolloutoperator.testkit.apiproxy.Fault.Moment;
import io.rolloutoperator.testkit.apiproxy.FaultRule;
import io.rolloutoperator.testkit.apiproxy.ProxiedRequest;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A commit that deletes meets an API server that does not say what there is, a version that is gone
 * and a history that is another one: nothing is deleted on a doubt, and nothing is forgotten. Nor
 * is what was applied, when a process ends.
 */
@RequiresCluster
@Order(1) // begins early, as it takes long
@ExpectWarnings({"PruneBlocked", "ApplyFailed"})
class GitSyncPruneDoubtsIT {
  private static final String GIT_SYNC = "rollout-operator.io/v1alpha1";
  private static final String GROUP = "doubts.example.org";

  /** Longer lists of objects are kept in ConfigMaps. */
  private static final int IN_STATUS = 4;

  private static final int COUNT = IN_STATUS + 1;

  private static ApiProxy proxy;
  private static ShippedOperator operator;

  private final TestNamespace namespace;

  GitSyncPruneDoubtsIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  /** A read that has to succeed before anything may be deleted. */
  enum Unread {
    OBJECT,
    LIST_OF_ROLLOUTS,
    KINDS,
    LIST_OF_OBJECTS;

    private boolean isAsked(ProxiedRequest request, String unit) {
      return switch (this) {
        case KINDS -> request.path().equals("/api/v1");
        case OBJECT -> ofAccount(request) && request.isAbout("configmaps", unit + "-0");
        case LIST_OF_ROLLOUTS -> ofAccount(request) && request.path().endsWith("/rollouts");
        case LIST_OF_OBJECTS ->
            ofAccount(request) && request.isAbout("configmaps", unit + "-inventory-0");
      };
    }

    private static boolean ofAccount(ProxiedRequest request) {
      return !request.actingAs().isEmpty();
    }

    FaultRule fails(String unit) {
      return FaultRule.of(
              request -> request.method().equals("GET") && isAsked(request, unit),
              Fault.refuse(500, "InternalError", "etcdserver: request timed out"))
          .always();
    }
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    proxy = ApiProxy.inFrontOf(namespace.cluster().controlPlane());
    operator =
        LiveGitSync.startProcess(
            namespace,
            proxy::kubeconfig,
            "--leader-elect=false",
            "-Drollout-operator.gitsync.inventory-limit=" + IN_STATUS);
    LiveGitSync.permit(namespace, GROUP, "gadgets");
    define(namespace, true);
  }

  @AfterAll
  static void close(TestNamespace namespace) throws IOException {
    proxy.close();
    String path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/gadgets." + GROUP;
    namespace.cluster().api().delete(path, Json.object()).orThrow(path);
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsDeletedWhileSomethingCannotBeRead(Unread unread) {
    String unit = unread.name().toLowerCase(Locale.ROOT).replace('_', '-');
    try (LiveGitSync sync = LiveGitSync.follow(namespace, unit, maps(unit), "")) {
      sync.awaitReady(sync.repository().head());
      FaultRule failing = proxy.add(unread.fails(unit));
      operator.process().kill(); // what it has seen it need not read
      String commit = sync.repository().delete(List.of("0.yaml"), "one less");
      operator.process().restart().awaitReady();
      namespace.await("asked in vain, and again", () -> failing.met() >= 4);
      assertThat(there(unit + "-0")).isTrue();
      assertThat(sync.isReady(commit)).isFalse();

      proxy.remove(failing);
      sync.awaitReady(commit);
      namespace.await("deleted", () -> !there(unit + "-0"));
      assertThat(there(unit + "-1")).isTrue();
      remove(sync, unit);
    }
  }

  @Test
  void anObjectThatOthersMakeAnewWhileItIsBeingDeletedIsLeftToThem() {
    String name = "remade-0";
    CountDownLatch answered = new CountDownLatch(1);
    try (LiveGitSync sync = LiveGitSync.follow(namespace, "remade", maps("remade"), "")) {
      sync.awaitReady(sync.repository().head());
      FaultRule late =
          proxy.add(
              FaultRule.of(
                  request ->
                      request.method().equals("DELETE") && request.isAbout("configmaps", name),
                  new Fault.Hold(Moment.BEFORE, answered)));
      String commit = sync.repository().delete(List.of("0.yaml"), "one less");
      namespace.await("it is to be deleted", () -> late.met() > 0);
      namespace.delete("v1", "ConfigMap", name);
      namespace.apply(GitManifests.map(name, "theirs"));
      answered.countDown();

      sync.awaitReady(commit);
      assertThat(namespace.read("v1", "ConfigMap", name).at("/data/value").asText())
          .isEqualTo("theirs");
      remove(sync, "remade");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anObjectOutlivesTheVersionThatItWasAppliedInAndIsDeletedUnderAnother(boolean restarted)
      throws IOException {
    String unit = restarted ? "withdrawn-before" : "withdrawn";
    define(namespace, true);
    Map<String, String> files = Map.of("gadget.yaml", gadget(unit), "map.yaml", map(unit + "-map"));
    try (LiveGitSync sync = LiveGitSync.follow(namespace, unit, files, "")) {
      sync.awaitReady(sync.repository().head());
      define(namespace, false);
      if (restarted) {
        operator.crash();
      }
      sync.awaitReady(sync.repository().delete(List.of("gadget.yaml"), "no gadget"));
      namespace.await(
          "deleted", () -> namespace.read(GROUP + "/v1", "Gadget", unit).isMissingNode());
      remove(sync, unit);
    }
  }

  /**
   * Also when the process ends in the pass that applied the first part, before the status names it.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aHistoryThatNeverHeldTheFirstCommitPrunesNothingAlthoughThatWasNeverAppliedWhole(
      boolean cutOff) {
    CountDownLatch never = new CountDownLatch(1);
    FaultRule failing =
        proxy.add(
            FaultRule.of(
                    request -> request.isWrite() && request.isAbout("configmaps", "unrelated-1"),
                    cutOff
                        ? new Fault.Hold(Fault.Moment.BEFORE, never)
                        : Fault.refuse(500, "InternalError", "etcdserver: request timed out"))
                .always());
    Map<String, String> files = Map.of("0.yaml", map("unrelated-0"), "1.yaml", map("unrelated-1"));
    try (LiveGitSync sync = LiveGitSync.follow(namespace, "unrelated", files, "")) {
      namespace.await("applied in part", () -> there("unrelated-0") && failing.met() > 0);
      operator.process().kill();
      never.countDown();
      String commit =
          sync.repository().forcePush(Map.of("2.yaml", map("unrelated-2")), "another history");
      proxy.remove(failing);
      operator.process().restart().awaitReady();
      sync.awaitNotReady("PruneBlocked: history of main was rewritten; ");
      namespace.await("the rest is applied", () -> there("unrelated-2"));
      sync.poke();
      sync.annotate("adopt", "enabled"); // another pass
      sync.awaitNotReady("PruneBlocked: history of main was rewritten; ");
      assertThat(there("unrelated-0")).isTrue();

      sync.annotate("approve-prune", commit);
      sync.awaitReady(commit);
      namespace.await("deleted", () -> !there("unrelated-0"));
      remove(sync, "unrelated");
    }
  }

  /** What was applied is known by the status alone, and what differs was not changed by others. */
  @Test
  void anotherPathThatCameWhileTheOperatorWasAwayIsNoDrift() {
    Map<String, String> files =
        Map.of(
            "one/a.yaml", GitManifests.map("away", "one"),
            "two/a.yaml", GitManifests.map("away", "two"));
    String spec = "path: one\n  driftCorrection: Warn";
    try (LiveGitSync sync = LiveGitSync.follow(namespace, "away", files, spec)) {
      String commit = sync.repository().head();
      sync.awaitReady(commit);
      operator.process().kill();
      sync.patch("{spec: {path: two}}");
      operator.process().restart().awaitReady();
      namespace.await(
          "the other path is applied",
          () -> namespace.read("v1", "ConfigMap", "away").at("/data/value").asText().equals("two"));
      sync.awaitReady(commit);
      assertThat(sync.condition("Drifted")).isEmpty();
      remove(sync, "away");
    }
  }

  private boolean there(String map) {
    return !namespace.read("v1", "ConfigMap", map).isMissingNode();
  }

  /** So that a repository that is gone does not make a unit write. */
  private void remove(LiveGitSync sync, String unit) {
    namespace.delete(GIT_SYNC, "GitSync", unit);
    namespace.await(unit + " is gone", () -> sync.read().isMissingNode());
  }

  private static Map<String, String> maps(String unit) {
    Map<String, String> files = new HashMap<>();
    for (int i = 0; i < COUNT; i++) {
      files.put(i + ".yaml", map(unit + "-" + i));
    }
    return files;
  }

  private static String map(String name) {
    return GitManifests.map(name, "1");
  }

  private static String gadget(String name) {
    return "{apiVersion: %s/v1beta1, kind: Gadget, metadata: {name: %s}}\n".formatted(GROUP, name);
  }

  /** Makes the kind, or changes whether its former version is still served. */
  private static void define(TestNamespace namespace, boolean former) {
    namespace.apply(
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: gadgets.%1$s}
        spec:
          group: %1$s
          names: {kind: Gadget, plural: gadgets}
          scope: Namespaced
          versions:
            - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}
            - {name: v1beta1, served: %2$s, storage: false, schema: {openAPIV3Schema: {type: object}}}
        """
            .formatted(GROUP, former));
    String version = "/apis/" + GROUP + "/v1beta1";
    namespace.await(
        "served: " + former,
        () -> (namespace.cluster().api().get(version).status() == 200) == former);
  }
}
