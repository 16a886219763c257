package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.chart.Chart;
import io.rolloutoperator.testkit.cluster.Api;
import io.rolloutoperator.testkit.helm.Helm;
import io.rolloutoperator.testkit.junit.DisruptsCluster;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.util.Base64;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The definitions as part of a release: each step begins where the one before it ended. */
@DisruptsCluster
// The budget of the operator's pods is counted before their Deployment's ReplicaSet is known.
@ExpectWarnings("CalculateExpectedPodCountFailed")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HelmDefinitionsIT {
  /** Kubernetes takes no Secret above 1 MiB, and Helm keeps all that a release is in one. */
  private static final int LARGEST = 700_000;

  /** The definitions alone take more: with less, the wrong thing was measured. */
  private static final int SMALLEST = 100_000;

  private static final String ROLLOUTS = LooseDefinition.PATH + "rollouts.argoproj.io";

  private final TestNamespace namespace;
  private final Api api;

  HelmDefinitionsIT(TestNamespace namespace) {
    this.namespace = namespace;
    this.api = namespace.cluster().api();
  }

  private Helm.Run helm(String command, String... more) {
    HelmRelease release = new HelmRelease(namespace);
    String[] all = new String[more.length + 4];
    System.arraycopy(
        new String[] {
          command, release.name(), Chart.FOLDER.toString(), "--set=userRoles.create=false"
        },
        0,
        all,
        0,
        4);
    System.arraycopy(more, 0, all, 4, more.length);
    return release.helm(all);
  }

  private JsonNode definition() throws IOException {
    return api.get(ROLLOUTS).orThrow("the definition of Rollouts");
  }

  private static JsonNode schema(JsonNode definition) {
    return definition.at("/spec/versions/0/schema/openAPIV3Schema");
  }

  /** As those of Argo Rollouts, or of {@code kubectl apply}. */
  @Test
  @Order(1)
  void definitionsThatAreThereAreNotTakenOverUnasked() {
    Helm.Run run = helm("install");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.problem())
        .contains("CustomResourceDefinition \"")
        .contains("exists and cannot be imported into the current release");
  }

  @Test
  @Order(2)
  void theyAreTakenOverWhereThatIsAsked() throws IOException {
    JsonNode before = definition();

    helm("install", "--take-ownership", "--force-conflicts").orThrow();

    assertThat(definition().at("/metadata/annotations/meta.helm.sh~1release-name").asText())
        .isEqualTo(namespace.name());
    assertThat(definition().at("/metadata/uid")).isEqualTo(before.at("/metadata/uid"));
    assertThat(schema(definition())).isEqualTo(schema(before));
    assertThat(sizeOfTheRelease(1)).isBetween(SMALLEST, LARGEST);
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

  @Test
  @Order(4)
  void anUninstallKeepsThemAndTheRollouts() throws IOException {
    LiveRollout.apply(namespace, "kept", 1, "{steps: [{setWeight: 50}]}");
    String uid = definition().at("/metadata/uid").asText();
    HelmRelease release = new HelmRelease(namespace);
    String deployment = release.fullname();

    Helm.Run run = release.helm("uninstall", namespace.name(), "--wait");

    assertThat(run.orThrow()).contains("kept due to the resource policy", "rollouts.argoproj.io");
    assertThat(definition().at("/metadata/uid").asText()).isEqualTo(uid);
    assertThat(new LiveRollout(namespace, "kept").object().isMissingNode()).isFalse();
    assertThat(namespace.read("apps/v1", "Deployment", deployment).isMissingNode()).isTrue();
  }

  /** Whoever comes back needs no flag: the definitions are still those of this release. */
  @Test
  @Order(5)
  void anInstallOfTheSameNameComesBackToThem() {
    helm("install").orThrow();
    new HelmRelease(namespace).helm("uninstall", namespace.name(), "--wait").orThrow();
  }
}
