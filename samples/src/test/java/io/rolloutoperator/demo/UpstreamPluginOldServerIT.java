package io.rolloutoperator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.cluster.Api;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Argo Rollouts' plugin tries the status first and, where the API server serves none, sends the
 * same to the object's root. What it wrote so, in the time of a definition of old, the controller
 * finds when it starts. Isolated, as it changes a definition that all tests share.
 */
@RequiresCluster
@Isolated
@ExpectWarnings("RolloutAborted")
class UpstreamPluginOldServerIT {

  private static final String DEFINITION =
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/rollouts.argoproj.io";
  private static final String SUBRESOURCES = "/spec/versions/0";
  private static final String STEPS =
      "[{setWeight: 50}, {pause: {}}, {setWeight: 75}, {pause: {}}]";

  private final TestNamespace namespace;
  private final Api api;

  private JsonNode subresources;

  UpstreamPluginOldServerIT(TestNamespace namespace) {
    this.namespace = namespace;
    this.api = namespace.cluster().api();
  }

  @BeforeEach
  void remember() throws IOException {
    subresources = definition().at(SUBRESOURCES).path("subresources");
  }

  /** For a test that failed before it did so itself; without a change there is nothing to await. */
  @AfterEach
  void serveTheStatusAgain() throws IOException {
    if (!definition().at(SUBRESOURCES).path("subresources").equals(subresources)) {
      define(subresources);
      awaitStatus(true);
    }
  }

  private JsonNode definition() throws IOException {
    return api.get(DEFINITION).orThrow("the definition");
  }

  private void define(JsonNode served) throws IOException {
    ObjectNode definition = (ObjectNode) definition();
    ((ObjectNode) definition.at(SUBRESOURCES)).set("subresources", served);
    api.put(DEFINITION, definition).orThrow("the definition");
  }

  private void serveNoStatus() throws IOException {
    ObjectNode without = subresources.deepCopy();
    without.remove("status");
    define(without);
    awaitStatus(false);
  }

  /**
   * The API server takes a moment to serve a changed definition, and changes in pieces: it answers
   * that there is no status while writes to the root still leave the status out.
   */
  private void awaitStatus(boolean served) {
    String root =
        "/apis/argoproj.io/v1alpha1/namespaces/%s/rollouts/old".formatted(namespace.name());
    ObjectNode status = Json.object();
    status.putObject("status").put("message", "tried");
    namespace.await(
        "rollouts/status is served: " + served,
        () -> {
          Api.Response tried = api.patch(root + "?dryRun=All", Api.Patch.MERGE, status);
          boolean kept = tried.body().at("/status/message").asText().equals("tried");
          return tried.ok() && kept != served && api.get(root + "/status").ok() == served;
        });
  }

  private OperatorProcess operator(Path kubeconfig) {
    return OperatorProcess.startNamespaced(
        kubeconfig,
        namespace.name(),
        namespace.cluster().controlPlane().files().logs().resolve("upstream-plugin-old.log"));
  }

  private void replay(String file) throws IOException {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("NAMESPACE", namespace.name());
    words.put("NAME", "old");
    RecordedRequest.replay(RecordedRequest.of(file, words), api);
  }

  @Test
  void whatWasWrittenToTheRootCounts() throws IOException {
    Path kubeconfig =
        namespace.identity(Files.readString(Path.of("../deploy/rbac.yaml"))).kubeconfig();
    LiveRelease release = LiveRelease.apply(namespace, "old", STEPS);
    try (OperatorProcess _ = operator(kubeconfig)) {
      release.release().awaitPausedAt(1);
      release.patch("{spec: {paused: true}}");
      release.awaitMessage("manually paused");
      release.patchStatus("{status: {pauseConditions: null, currentStepIndex: 0}}");
      release.await("at its first step", seen -> seen.at("/status/currentStepIndex").asInt() == 0);
    }
    serveNoStatus();
    replay("promote-without-status-subresource");
    assertThat(release.status().path("currentStepIndex").asInt()).isEqualTo(1);
    replay("abort-without-status-subresource");
    assertThat(release.status().path("abort").asBoolean()).isTrue();

    define(subresources);
    awaitStatus(true);
    try (OperatorProcess _ = operator(kubeconfig)) {
      release.awaitPhase("Degraded");
      release.awaitScales("1=2 2=0");
    }
    assertThat(release.object().at("/spec/paused").asBoolean()).isFalse();
  }
}
