package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.Decoder;
import io.rolloutoperator.api.rollout.RolloutSpec;
import io.rolloutoperator.engine.validation.Capabilities;
import io.rolloutoperator.engine.validation.SpecError;
import io.rolloutoperator.engine.validation.SpecValidator;
import io.rolloutoperator.engine.validation.Workload;
import io.rolloutoperator.testkit.cluster.Api;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.LocalOperator;
import io.rolloutoperator.testkit.junit.OperatorIdentity;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart's admission policies, in force for one namespace and its operator. */
@RequiresCluster
// The budget of the operator's pods is counted before their Deployment's ReplicaSet is known.
@ExpectWarnings("CalculateExpectedPodCountFailed")
class AdmissionPolicyIT {
  private static final String DRY = "?dryRun=All";
  private static final String DENIED = "denied request: ";
  private static final String NO_STRATEGY = "{strategy: {}}";
  private static final String STEPS = "{steps: [{setWeight: 50}, {pause: {}}]}";

  private static HelmRelease release;
  private static LocalOperator operator;
  private static OperatorIdentity releaser;

  private final TestNamespace namespace;

  AdmissionPolicyIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void install(TestNamespace namespace) {
    namespace.apply(rollout("stored", NO_STRATEGY).toString());
    release =
        HelmRelease.install(
            namespace, "--set", "namespaced=true", "--set", "admissionPolicy.enabled=true");
    operator = release.operator(release.identity().kubeconfig());
    namespace.apply(ShippedOperator.manifest("user-roles.yaml"));
    namespace.apply(
        """
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: releaser}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: releaser}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: rollouts-operator}
        subjects: [{kind: ServiceAccount, name: releaser, namespace: %s}]
        """
            .formatted(namespace.name()));
    releaser = namespace.identityOf("releaser");
    namespace.await(
        "the policy is in force", () -> !create(namespace, rollout("probe", NO_STRATEGY)).ok());
  }

  @AfterAll
  static void uninstall() {
    operator.terminate(Duration.ofSeconds(10));
    release.helm("uninstall", release.name(), "--wait").orThrow();
  }

  /** A Rollout whose spec is valid but for these fields; null takes one away. */
  private static ObjectNode rollout(String name, String fields) {
    ObjectNode rollout =
        Json.yaml(RolloutManifest.of(name, 1, "{name: main, image: 'example/app:v1'}", "{}"))
            .getFirst();
    ObjectNode spec = (ObjectNode) rollout.path("spec");
    spec.setAll(Json.yaml(fields).getFirst());
    Set.copyOf(spec.properties()).stream()
        .filter(field -> field.getValue().isNull())
        .forEach(field -> spec.remove(field.getKey()));
    return rollout;
  }

  private static String path(TestNamespace namespace, String rest) {
    return "/apis/%s/namespaces/%s/rollouts%s".formatted(LiveRollout.API, namespace.name(), rest);
  }

  /** What the API server says to a new Rollout, which is not stored. */
  private static Api.Response create(TestNamespace namespace, ObjectNode rollout)
      throws IOException {
    return namespace.cluster().api().post(path(namespace, DRY), rollout);
  }

  private static String refusal(Api.Response response) {
    assertThat(response.ok()).as("accepted").isFalse();
    String message = response.body().path("message").asText();
    assertThat(message).contains(DENIED);
    return message.substring(message.indexOf(DENIED) + DENIED.length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{selector: {}}",
        "{selector: {matchLabels: {app: other}}}",
        "{selector: null}",
        "{minReadySeconds: 600}",
        "{strategy: {canary: {}, blueGreen: {activeService: a}}}",
        NO_STRATEGY,
        "{strategy: {canary: {stableService: a, canaryService: a}}}",
        "{strategy: {canary: {steps: [{pause: {}}, {}]}}}",
        "{strategy: {canary: {steps: [{setWeight: 5, pause: {}}]}}}",
        "{strategy: {canary: {steps: [{setWeight: 5}, {setWeight: 101}]}}}",
        "{strategy: {canary: {steps: [{setWeight: -1}]}}}",
        "{strategy: {canary: {steps: [{setCanaryScale: {weight: 5}}]}}}",
      })
  void aSpecThatOneLookTellsToBeInvalidIsRefusedInTheWordsOfTheOperator(String fields)
      throws IOException {
    ObjectNode rollout = rollout("web", fields);

    String refusal = refusal(create(namespace, rollout));

    String withoutPath = refusal.substring(refusal.indexOf(": ") + 2);
    assertThat(toldByTheOperator(rollout)).endsWith(": " + withoutPath);
  }

  private static String toldByTheOperator(ObjectNode rollout) {
    RolloutSpec spec =
        ((Decoded.Valid<RolloutSpec>) Decoder.spec(rollout.path("spec"), RolloutSpec.class))
            .value();
    return SpecValidator.firstError(
            spec, new Workload.NotReferenced(), new Capabilities(Set.of(), Set.of()))
        .map(SpecError::detail)
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{strategy: {canary: {}}}",
        "{strategy: {blueGreen: {activeService: a}}}",
        "{strategy: {canary: {canaryService: a, steps: [{setWeight: 0}, {pause: {}}, {setWeight: 100}]}}}",
        "{strategy: {canary: {steps: [{analysis: {templates: [{templateName: a}]}}]}}}",
        "{strategy: {canary: {stableService: a, canaryService: b, trafficRouting: {maxTrafficWeight: 1000},"
            + " steps: [{setWeight: 900}, {setCanaryScale: {weight: 5}}]}}}",
        "{selector: {matchExpressions: [{key: app, operator: Exists}]}}",
        "{selector: null, template: null, workloadRef: {apiVersion: apps/v1, kind: Deployment, name: a}}",
      })
  void whatTheOperatorCanCarryOutOrMustJudgeItselfIsAccepted(String fields) throws IOException {
    create(namespace, rollout("web", fields)).orThrow(fields);
  }

  @Test
  void anInvalidSpecThatIsStoredIsNotInTheWayOfAnythingButAnotherOne() throws IOException {
    Api api = namespace.cluster().api();
    String stored = path(namespace, "/stored");

    api.patch(stored, Api.Patch.MERGE, Json.yaml("{metadata: {labels: {a: b}}}").getFirst())
        .orThrow("a label");
    assertThat(
            refusal(
                api.patch(stored, Api.Patch.MERGE, Json.yaml("{spec: {replicas: 2}}").getFirst())))
        .startsWith("spec.strategy: ");
    api.patch(stored, Api.Patch.MERGE, Json.yaml("{spec: {strategy: {canary: {}}}}").getFirst())
        .orThrow("its correction");
    namespace.delete(LiveRollout.API, "Rollout", "stored");
  }

  @Test
  void whoMayPromoteWritesCommandsAndTheControllerAllElse() throws IOException {
    LiveRollout web = LiveRollout.deploy(namespace, "released", 2, STEPS);
    web.version("v2");
    web.awaitPausedAt(1);
    try (Api api = Api.connect(releaser.kubeconfig(), "test")) {
      namespace.await("may promote", () -> writeStatus(api, "{abort: true}", DRY).ok());
      namespace.await("is watched", () -> !writeStatus(api, "{stableRS: abc}", DRY).ok());
      for (String command :
          new String[] {
            "{promoteFull: true}",
            "{pauseConditions: null}",
            "{controllerPause: false, pauseConditions: null}",
            "{currentStepIndex: 0}"
          }) {
        writeStatus(api, command, DRY).orThrow(command);
      }
      for (String forged :
          new String[] {
            "{stableRS: abc}",
            "{currentPodHash: abc}",
            "{phase: Healthy}",
            "{conditions: null}",
            "{promoteFull: true, stableRS: abc}",
            "{stableRS: null}"
          }) {
        assertThat(refusal(writeStatus(api, forged, DRY)))
            .as(forged)
            .startsWith("of the status people may write abort, promoteFull,");
      }
      writeStatus(api, "{pauseConditions: null}", "").orThrow("the promotion");
    }
    web.awaitPhase("Healthy");
    assertThat(web.scales()).isEqualTo("1=0 2=2");
  }

  private Api.Response writeStatus(Api api, String fields, String query) throws IOException {
    ObjectNode patch = Json.object();
    patch.set("status", Json.yaml(fields).getFirst());
    return api.patch(path(namespace, "/released/status" + query), Api.Patch.MERGE, patch);
  }
}
