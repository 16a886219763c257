package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.junit.DisruptsCluster;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Loosens the definition of a kind. */
@DisruptsCluster
@ExpectWarnings("InvalidSpec")
class MalformedGitSyncsIT {
  private static final String GIT_SYNC = "rollout-operator.io/v1alpha1";

  private static ShippedOperator operator;

  private final TestNamespace namespace;

  MalformedGitSyncsIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    operator = LiveGitSync.startOperator(namespace);
  }

  @Test
  void oneThatCannotBeReadIsToldAndHidesNoOther() {
    try (LiveGitSync healthy =
        LiveGitSync.follow(
            namespace, "healthy", Map.of("a.yaml", GitManifests.map("healthy", "1")), "")) {
      healthy.awaitReady(healthy.repository().head());
      try (var _ = new LooseDefinition(namespace.cluster().api(), "gitsyncs.rollout-operator.io")) {
        stored("text", "hello");
        stored("repo", "{repo: {url: [1, 2]}}");
        stored("status", "{suspend: true, repo: {url: \"%s\"}}".formatted(healthy.server().url()));
        namespace.patchStatus(GIT_SYNC, "GitSync", "status", "{status: {inventory: gone}}");

        toldAndHarmless(healthy, "2");
        operator.restart();
        toldAndHarmless(healthy, "3");
        for (String malformed : List.of("text", "repo")) {
          namespace.delete(GIT_SYNC, "GitSync", malformed);
          namespace.await(malformed + " goes", () -> isGone(malformed));
        }
        deleteUnreadableStatus();
      }
    }
  }

  /** What it had is not known, so that it is kept until somebody mends it. */
  private void deleteUnreadableStatus() {
    namespace.delete(GIT_SYNC, "GitSync", "status");
    if (!isGone("status")) {
      namespace.patchStatus(GIT_SYNC, "GitSync", "status", "{status: {inventory: null}}");
    }
    namespace.await("it goes", () -> isGone("status"));
  }

  private void toldAndHarmless(LiveGitSync healthy, String value) {
    healthy.awaitReady(
        healthy.push(Map.of("a.yaml", GitManifests.map("healthy", value)), "value " + value));
    for (String malformed : List.of("text", "repo")) {
      namespace.await(malformed + " is told", () -> ready(malformed).startsWith("InvalidSpec: "));
    }
    assertThat(ready("text")).contains("spec: expected an object");
    assertThat(ready("repo")).isEqualTo("InvalidSpec: spec.repo.url: expected a string, got list");
    namespace.await(
        "the log tells it",
        () ->
            operator.local().logLines().stream()
                .anyMatch(line -> line.contains("status.inventory: expected an object")));
    assertThat(operator.local().running()).isTrue();
  }

  private String ready(String name) {
    for (var condition : namespace.read(GIT_SYNC, "GitSync", name).at("/status/conditions")) {
      if (condition.path("type").asText().equals("Ready")) {
        return condition.path("reason").asText() + ": " + condition.path("message").asText();
      }
    }
    return "";
  }

  private boolean isGone(String name) {
    return namespace.read(GIT_SYNC, "GitSync", name).isMissingNode();
  }

  /** Applies it again and again until the API server has taken over the loose schema. */
  private void stored(String name, String spec) {
    namespace.await(
        name + " is stored",
        () ->
            !namespace
                .apply(
                    "{apiVersion: %s, kind: GitSync, metadata: {name: %s}, spec: %s}"
                        .formatted(GIT_SYNC, name, spec))
                .isEmpty());
  }
}
