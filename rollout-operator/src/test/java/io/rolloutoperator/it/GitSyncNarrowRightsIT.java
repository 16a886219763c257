package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.ExpectErrors;
import io.rolloutoperator.testkit.junit.ExpectRefusals;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An account with hardly any right to look around: what works nevertheless, and what is told. */
@RequiresCluster
@ExpectErrors("will stop")
@ExpectRefusals({"cannot watch", "cannot list"})
@ExpectWarnings("Forbidden")
class GitSyncNarrowRightsIT {

  /** Neither watches nor Rollouts nor scalers. */
  private static final String ROLE =
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: gitsync}
      rules:
        - apiGroups: [""]
          resources: [configmaps, services]
          verbs: [get, list, create, patch, delete]
      """;

  private final TestNamespace namespace;

  GitSyncNarrowRightsIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    LiveGitSync.startOperator(namespace);
    namespace.apply(ROLE);
  }

  @Test
  void whatNoRolloutCanOwnIsSyncedAndTheRestIsTold() {
    String account = "system:serviceaccount:" + namespace.name() + ":gitsync";
    String place = " in namespace " + namespace.name();
    try (LiveGitSync sync = follow("narrow", GitManifests.map("narrow", "1"))) {
      sync.awaitReady(sync.repository().head());
      namespace.await("the watch was refused", () -> notes(sync).size() == 3);
      assertThat(notes(sync))
          .containsExactlyInAnyOrder(
              account + " cannot watch configmaps" + place + ": looked at every 10 min",
              account
                  + " cannot list rollouts.argoproj.io"
                  + place
                  + ": no object in Git depends on them",
              account
                  + " cannot list horizontalpodautoscalers.autoscaling"
                  + place
                  + ": no object in Git depends on them");
      assertThat(sync.condition("Ready")).startsWith("True");

      namespace.patch("v1", "ConfigMap", "narrow", "{data: {value: by-hand}}");
      sync.poke();
      namespace.await("repaired at the next look", () -> value("narrow").equals("1"));
      sync.awaitReady(sync.push(Map.of("a.yaml", GitManifests.map("narrow", "2")), "second"));
      assertThat(value("narrow")).isEqualTo("2");
    }
  }

  @Test
  void whatARolloutMayOwnIsNotWrittenBlindly() {
    String service =
        """
        {apiVersion: v1, kind: Service, metadata: {name: web},
         spec: {selector: {app: web}, ports: [{port: 80}]}}
        """;
    try (LiveGitSync sync = follow("blind", service)) {
      sync.awaitNotReady(
          "Forbidden: system:serviceaccount:%1$s:gitsync cannot list rollouts.argoproj.io in"
                  .formatted(namespace.name())
              + " namespace "
              + namespace.name());
      assertThat(namespace.read("v1", "Service", "web").isMissingNode()).isTrue();
    }
  }

  private static List<String> notes(LiveGitSync sync) {
    return Json.elements(sync.status().path("problems"))
        .filter(problem -> problem.path("reason").asText().equals("Note"))
        .map(problem -> problem.path("message").asText())
        .toList();
  }

  private LiveGitSync follow(String name, String file) {
    return LiveGitSync.follow(namespace, name, Map.of("a.yaml", file), "");
  }

  private String value(String name) {
    return namespace.read("v1", "ConfigMap", name).at("/data/value").asText();
  }
}
