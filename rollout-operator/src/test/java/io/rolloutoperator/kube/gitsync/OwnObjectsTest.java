package io.rolloutoperator.kube.gitsync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.kube.runtime.GitSyncLimits;
import io.rolloutoperator.kube.runtime.GitSyncSettings;
import io.rolloutoperator.testkit.cluster.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which objects no unit manages. */
class OwnObjectsTest {
  private static final Path ROOT = Path.of("..");

  private final OwnObjects own = new OwnObjects("argo-rollouts");

  static List<ObjectNode> deployed() {
    return objects(ROOT.resolve("deploy"));
  }

  static List<ObjectNode> definitions() {
    return objects(ROOT.resolve("crds/src/main/resources/crds"));
  }

  /** What {@code deploy/} has is the chart's output; the Namespace is the administrator's. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("deployed")
  void allThatAnInstallationIsMadeOfIsTheOperators(ObjectNode object) {
    assertThat(own.test(object))
        .as(ObjectId.of(object).toString())
        .isEqualTo(!object.path("kind").asText().equals("Namespace"));
  }

  /** As a release of another name, or an override, has them. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("deployed")
  void itIsUnderAnyNameAndInAnyNamespace(ObjectNode object) {
    ObjectNode renamed = object.deepCopy();
    renamed.withObjectProperty("metadata").put("name", "blue").put("namespace", "team-a");

    assertThat(own.test(renamed))
        .as(ObjectId.of(object).toString())
        .isEqualTo(!object.path("kind").asText().equals("Namespace"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("definitions")
  void itsDefinitionsAre(ObjectNode definition) {
    assertThat(own.test(definition)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{apiVersion: apps/v1, kind: Deployment, metadata: {name: rollout-operator, namespace: argo-rollouts}}",
        "{apiVersion: v1, kind: ServiceAccount, metadata: {name: rollout-operator, namespace: argo-rollouts}}",
        "{apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: rollout-operator-lease, namespace: argo-rollouts}}",
        "{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: rollout-operator-gitsync}}",
      })
  void withoutLabelsItIsByTheNamesOfTheChartsDefaults(String manifest) {
    assertThat(own.test(object(manifest))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{apiVersion: apps/v1, kind: Deployment, metadata: {name: rollout-operator, namespace: shop}}",
        "{apiVersion: apps/v1, kind: Deployment, metadata: {name: a, namespace: argo-rollouts, labels: {app.kubernetes.io/name: a}}}",
        "{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: hooks, namespace: argo-rollouts,"
            + " labels: {app.kubernetes.io/name: rollout-operator-webhook}}}",
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: shop, labels: {app.kubernetes.io/name: rollout-operator}}}",
        "{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {name: applications.argoproj.io}}",
      })
  void whatIsOfOthersIsNot(String manifest) {
    assertThat(own.test(object(manifest))).isFalse();
  }

  @ParameterizedTest
  @MethodSource("deployed")
  void allOfItMayBeManagedOnceTheUserAllowedThat(ObjectNode object) {
    assertThat(OwnObjects.refused(settings(true), "argo-rollouts").test(object)).isFalse();
    assertThat(OwnObjects.refused(settings(false), "argo-rollouts").test(object))
        .isEqualTo(own.test(object));
  }

  private static GitSyncSettings settings(boolean self) {
    return new GitSyncSettings(
        true,
        1,
        Path.of("copies"),
        "here",
        "gitsync",
        true,
        Optional.empty(),
        List.of(),
        new GitSyncSettings.Allowances(false, false, false, self, false),
        GitSyncLimits.DEFAULT);
  }

  @Test
  void aLabelThatIsNoTextIsNone() {
    assertThat(own.test(object("{apiVersion: v1, kind: Pod, metadata: {labels: {a: [1]}}}")))
        .isFalse();
    assertThat(own.test(object("{apiVersion: v1, kind: Pod, metadata: 7}"))).isFalse();
  }

  private static ObjectNode object(String yaml) {
    return Json.yaml(yaml).getFirst();
  }

  private static List<ObjectNode> objects(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .sorted()
          .flatMap(file -> Json.yaml(text(file)).stream())
          .filter(object -> !object.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
