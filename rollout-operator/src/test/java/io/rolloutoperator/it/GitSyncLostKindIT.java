package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.apiproxy.ApiProxy;
import io.rolloutoperator.testkit.apiproxy.Fault;
import io.rolloutoperator.testkit.apiproxy.Fault.Moment;
import io.rolloutoperator.testkit.apiproxy.FaultRule;
import io.rolloutoperator.testkit.apiproxy.ProxiedRequest;
import io.rolloutoperator.testkit.cluster.Api;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The definition of a kind goes away between a pass's question and its write, and comes back. */
@RequiresCluster
@ExpectWarnings("ValidationFailed")
class GitSyncLostKindIT {
  private static final String GIT_SYNC = "rollout-operator.io/v1alpha1";
  private static final String GROUP = "lost.example.org";
  private static final String TRINKETS = "trinkets." + GROUP;
  private static final String MISSING =
      "no matches for kind \"Trinket\" in version \"%s/v1\"".formatted(GROUP);

  private static ApiProxy proxy;

  private final TestNamespace namespace;
  private final Api api;

  GitSyncLostKindIT(TestNamespace namespace) {
    this.namespace = namespace;
    this.api = namespace.cluster().api();
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    proxy = ApiProxy.inFrontOf(namespace.cluster().controlPlane());
    LiveGitSync.startOperator(namespace, proxy::kubeconfig, "--leader-elect=false");
    LiveGitSync.permit(namespace, GROUP, "trinkets");
    define(namespace);
  }

  @AfterAll
  static void close(TestNamespace namespace) throws IOException {
    proxy.close();
    namespace.cluster().api().delete(LooseDefinition.PATH + TRINKETS, Json.object());
  }

  @ParameterizedTest
  @ValueSource(strings = {"created", "changed"})
  void anApplyThatFindsItsKindGoneIsMadeOnceTheKindIsBack(String name) throws IOException {
    boolean before = name.equals("changed");
    try (LiveGitSync sync =
        LiveGitSync.follow(namespace, name, files(name, "1", before), "retryInterval: 2s")) {
      sync.awaitReady(sync.repository().head());
      String uid = map(name).at("/metadata/uid").asText();

      CountDownLatch gone = new CountDownLatch(1);
      FaultRule held =
          proxy.add(
              FaultRule.of(
                  request -> writes(request, "PATCH", name), new Fault.Hold(Moment.BEFORE, gone)));
      String commit = sync.push(files(name, "2", true), "two");
      loseTheKind(held, gone);

      sync.awaitNotReady("ValidationFailed: " + MISSING);
      namespace.await("that alone is told", () -> warnings(name).equals(List.of(MISSING)));
      assertThat(map(name).at("/data/value").asText()).as("of an earlier stage").isEqualTo("2");
      assertThat(map(name).at("/metadata/uid").asText()).isEqualTo(uid);
      assertThat(inventory(sync)).containsExactlyInAnyOrder(mapId(name), trinketId(name));

      define(namespace);
      sync.awaitReady(commit);
      assertThat(size(name)).isEqualTo(2);
      assertThat(map(name).at("/metadata/uid").asText()).isEqualTo(uid);
      namespace.patch(GROUP + "/v1", "Trinket", name, "{spec: {size: 7}}");
      namespace.await("it is watched again", () -> size(name) == 2);
      remove(sync, name);
    }
  }

  @Test
  void whatIsToBeDeletedGoesWithItsKindAndTheUnitIsDone() throws IOException {
    try (LiveGitSync sync =
        LiveGitSync.follow(namespace, "deleted", files("deleted", "1", true), "")) {
      sync.awaitReady(sync.repository().head());
      CountDownLatch gone = new CountDownLatch(1);
      FaultRule held =
          proxy.add(
              FaultRule.of(
                  request -> writes(request, "DELETE", "deleted"),
                  new Fault.Hold(Moment.BEFORE, gone)));
      String commit = sync.repository().delete(List.of("trinket.yaml"), "one less");
      sync.poke();
      loseTheKind(held, gone);

      sync.awaitReady(commit);
      assertThat(inventory(sync)).containsExactly(mapId("deleted"));
      define(namespace);
      remove(sync, "deleted");
    }
  }

  /** Between the trial and the write, of which the server hears only then. */
  private void loseTheKind(FaultRule held, CountDownLatch gone) throws IOException {
    namespace.await("the write is on its way", () -> held.met() == 1);
    api.delete(LooseDefinition.PATH + TRINKETS, Json.object()).orThrow("removal");
    namespace.await("the kind is gone", () -> api.get("/apis/" + GROUP).status() == 404);
    gone.countDown();
    proxy.remove(held);
  }

  private static boolean writes(ProxiedRequest request, String method, String trinket) {
    return request.method().equals(method)
        && request.isWrite()
        && request.isAbout("trinkets", trinket);
  }

  private void remove(LiveGitSync sync, String unit) {
    namespace.delete(GIT_SYNC, "GitSync", unit);
    namespace.await(unit + " is gone", () -> sync.read().isMissingNode());
  }

  private JsonNode map(String name) {
    return namespace.read("v1", "ConfigMap", name);
  }

  private int size(String trinket) {
    return namespace.read(GROUP + "/v1", "Trinket", trinket).at("/spec/size").asInt();
  }

  /** What was told of the unit, one after the other. */
  private List<String> warnings(String unit) {
    return namespace.events().stream()
        .filter(event -> event.at("/involvedObject/kind").asText().equals("GitSync"))
        .filter(event -> event.at("/involvedObject/name").asText().equals(unit))
        .filter(event -> event.path("type").asText().equals("Warning"))
        .map(event -> event.path("message").asText())
        .toList();
  }

  private static List<String> inventory(LiveGitSync sync) {
    return sync.status().at("/inventory/entries").findValuesAsText("id");
  }

  private String mapId(String name) {
    return namespace.name() + "_" + name + "__ConfigMap";
  }

  private String trinketId(String name) {
    return namespace.name() + "_" + name + "_" + GROUP + "_Trinket";
  }

  private static Map<String, String> files(String name, String value, boolean trinket) {
    Map<String, String> files = new HashMap<>();
    files.put("map.yaml", GitManifests.map(name, value));
    if (trinket) {
      files.put(
          "trinket.yaml",
          "{apiVersion: %s/v1, kind: Trinket, metadata: {name: %s}, spec: {size: %s}}"
              .formatted(GROUP, name, value));
    }
    return files;
  }

  /** The account may work on them, and does not make their kind. */
  private static void define(TestNamespace namespace) {
    namespace.apply(
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: trinkets.%1$s}
        spec:
          group: %1$s
          names: {kind: Trinket, plural: trinkets}
          scope: Namespaced
          versions:
            - name: v1
              served: true
              storage: true
              schema:
                openAPIV3Schema:
                  type: object
                  properties:
                    spec: {type: object, properties: {size: {type: integer}}}
        """
            .formatted(GROUP));
    String objects = "/apis/%s/v1/namespaces/%s/trinkets".formatted(GROUP, namespace.name());
    namespace.await("served", () -> namespace.cluster().api().get(objects).status() == 200);
  }
}
