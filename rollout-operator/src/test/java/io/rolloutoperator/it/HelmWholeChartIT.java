package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.chart.Chart;
import io.rolloutoperator.testkit.cluster.Api;
import io.rolloutoperator.testkit.cluster.CustomResourceDefinitions;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.cluster.ProgramRun;
import io.rolloutoperator.testkit.junit.DisruptsCluster;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The chart as people install it: definitions, roles of people and limits included, without a value
 * of the tests, in a namespace with the strictest standard of pod security. Each step begins where
 * the one before it ended.
 */
@DisruptsCluster
// The budget of the operator's pods is counted before their Deployment's ReplicaSet is known.
@ExpectWarnings("CalculateExpectedPodCountFailed")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HelmWholeChartIT {
  /** Kubernetes takes no Secret above 1 MiB, and Helm keeps all that a release is in one. */
  private static final int LARGEST = 700_000;

  /** The definitions alone take more: with less, the wrong thing was measured. */
  private static final int SMALLEST = 100_000;

  private static final Path EVERYTHING =
      Path.of("src/test/resources/testdata/chart/everything.values.yaml");

  private static final String ROLLOUTS = LooseDefinition.PATH + "rollouts.argoproj.io";

  private final TestNamespace namespace;
  private final Api api;

  HelmWholeChartIT(TestNamespace namespace) {
    this.namespace = namespace;
    this.api = namespace.cluster().api();
  }

  @BeforeAll
  static void admitStrictPodsOnly(TestNamespace namespace) throws IOException {
    namespace
        .cluster()
        .api()
        .patch(
            "/api/v1/namespaces/" + namespace.name(),
            Api.Patch.MERGE,
            Json.yaml(
                    "{metadata: {labels: {pod-security.kubernetes.io/enforce: restricted,"
                        + " pod-security.kubernetes.io/enforce-version: latest}}}")
                .getFirst())
        .orThrow("the label of pod security");
  }

  private ProgramRun helm(String command, String... more) {
    HelmRelease release = new HelmRelease(namespace);
    List<String> all = new ArrayList<>(List.of(command, release.name(), Chart.FOLDER.toString()));
    all.addAll(List.of(more));
    return release.helm(all.toArray(String[]::new));
  }

  private JsonNode definition() throws IOException {
    return api.get(ROLLOUTS).orThrow("the definition of Rollouts");
  }

  /** Or the next step would show nothing. */
  @Test
  @Order(1)
  void aPodThatAsksForMoreThanTheStrictestStandardIsRefused() {
    assertThatThrownBy(
            () ->
                namespace.apply(
                    """
                    {apiVersion: v1, kind: Pod, metadata: {name: lax},
                     spec: {containers: [{name: main, image: "example/app:v1"}]}}
                    """))
        .hasMessageContaining("violates PodSecurity \"restricted:latest\"");
  }

  private static JsonNode schema(JsonNode definition) {
    return definition.at("/spec/versions/0/schema/openAPIV3Schema");
  }

  /** As those of Argo Rollouts, or of {@code kubectl apply}. */
  @Test
  @Order(1)
  void definitionsThatAreThereAreNotTakenOverUnasked() {
    ProgramRun run = helm("install");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.problem())
        .contains("CustomResourceDefinition \"")
        .contains("exists and cannot be imported into the current release");
  }

  @Test
  @Order(2)
  void theDefaultsAreTakenWholeAndTheDefinitionsTakenOverWhereThatIsAsked() throws IOException {
    JsonNode before = definition();

    helm("install", "--take-ownership", "--force-conflicts", "--wait", "--timeout=30s").orThrow();

    assertThat(definition().at("/metadata/annotations/meta.helm.sh~1release-name").asText())
        .isEqualTo(namespace.name());
    assertThat(definition().at("/metadata/uid")).isEqualTo(before.at("/metadata/uid"));
    assertThat(schema(definition())).isEqualTo(schema(before));
    assertThat(sizeOfTheRelease(1)).isBetween(SMALLEST, LARGEST);
    HelmRelease release = new HelmRelease(namespace);
    assertThat(release.manifest())
        .extracting(object -> object.path("kind").asText())
        .contains(
            "CustomResourceDefinition",
            "ClusterRole",
            "PodDisruptionBudget",
            "NetworkPolicy",
            "Service")
        .hasSameSizeAs(Chart.objects());
    assertThat(release.manifest()).noneMatch(object -> release.live(object).isMissingNode());
    assertThat(readyPods(release)).as("pods that the API server admitted").isEqualTo(2);
  }

  private int readyPods(HelmRelease release) {
    return namespace
        .read("apps/v1", "Deployment", release.fullname())
        .at("/status/readyReplicas")
        .asInt();
  }

  private int sizeOfTheRelease(int revision) {
    JsonNode secret =
        namespace.read("v1", "Secret", "sh.helm.release.v1." + namespace.name() + ".v" + revision);
    int size = Base64.getDecoder().decode(secret.at("/data/release").asText()).length;
    System.out.printf("the Secret of revision %d takes %d KB%n", revision, size / 1000);
    return size;
  }

  /** The reason why they are templates: Helm's own folder for them would leave the old one. */
  @Test
  @Order(3)
  void anUpgradeBringsOldOnesUpToDate() throws IOException {
    JsonNode current = schema(definition());
    ObjectNode old = definition().deepCopy();
    ((ObjectNode) schema(old).at("/properties/spec/properties")).remove("rollbackWindow");
    api.put(ROLLOUTS, old).orThrow("an older definition");

    helm("upgrade", "--force-conflicts", "--set=dashboards.enabled=true").orThrow();

    assertThat(schema(definition())).isEqualTo(current);
    assertThat(sizeOfTheRelease(2)).as("with dashboards").isBetween(SMALLEST, LARGEST);
  }

  /**
   * Fields that the API server does not know, or a value that it does not take, would fail here.
   */
  @Test
  @Order(4)
  void everyValueIsTakenByTheApiServer(@TempDir Path folder) throws IOException {
    CustomResourceDefinitions.install(api, List.of("monitoring-crds"));
    String values = Files.readString(EVERYTHING);
    for (String team : List.of("shop", "checkout")) {
      values = values.replaceAll("\\b" + team + "\\b(?=[:\\]])", namespace.sibling(team).name());
    }
    Path file = Files.writeString(folder.resolve("values.yaml"), values);

    helm("upgrade", "--values=" + file, "--set=prometheusRule.enabled=true,dashboards.enabled=true")
        .orThrow();

    HelmRelease release = new HelmRelease(namespace);
    assertThat(release.manifest())
        .filteredOn(object -> object.path("apiVersion").asText().startsWith("monitoring."))
        .hasSize(3)
        .noneMatch(object -> release.live(object).isMissingNode());
    assertThat(release.manifest())
        .extracting(object -> object.path("kind").asText())
        .contains("ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding");
  }

  @Test
  @Order(5)
  void anUninstallKeepsThemAndTheRollouts() throws IOException {
    LiveRollout.apply(namespace, "kept", 1, "{steps: [{setWeight: 50}]}");
    String uid = definition().at("/metadata/uid").asText();
    HelmRelease release = new HelmRelease(namespace);
    String deployment = release.fullname();

    ProgramRun run = release.helm("uninstall", namespace.name(), "--wait");

    assertThat(run.orThrow()).contains("kept due to the resource policy", "rollouts.argoproj.io");
    assertThat(definition().at("/metadata/uid").asText()).isEqualTo(uid);
    assertThat(new LiveRollout(namespace, "kept").object().isMissingNode()).isFalse();
    assertThat(namespace.read("apps/v1", "Deployment", deployment).isMissingNode()).isTrue();
  }

  /** Whoever comes back needs no flag: the definitions are still those of this release. */
  @Test
  @Order(6)
  void anInstallOfTheSameNameComesBackToThem() {
    helm("install").orThrow();
    new HelmRelease(namespace).helm("uninstall", namespace.name(), "--wait").orThrow();
  }
}
