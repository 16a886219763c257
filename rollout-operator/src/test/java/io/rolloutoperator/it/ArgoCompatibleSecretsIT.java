package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.chart.Chart;
import io.rolloutoperator.kube.analysisrun.MetricEndpoint;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * An operator that may use every Secret, with the rights that the chart gives for that: one without
 * the label of analyses is used, and a Warning tells it.
 */
@RequiresCluster
@ExpectWarnings("SecretNotReleased")
class ArgoCompatibleSecretsIT {
  private static final String API = "argoproj.io/v1alpha1";
  private static final MetricEndpoint endpoint = MetricEndpoint.open();

  private final TestNamespace namespace;

  ArgoCompatibleSecretsIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    String rights =
        Chart.render(
                "--set",
                "namespaced=true,analysis.argoCompatibleSecrets=true",
                "--show-only=templates/serviceaccount.yaml",
                "--show-only=templates/rbac/controller.yaml",
                "--show-only=templates/rbac/lease.yaml")
            .orThrow();
    ShippedOperator.startWithRights(
        namespace,
        rights,
        Stream.concat(
                Stream.of(ShippedOperator.LOCAL_METRICS),
                Stream.of("--argo-compatible-secrets", "--gitsync=false"))
            .toArray(String[]::new));
  }

  @AfterAll
  static void close() {
    endpoint.close();
  }

  @Test
  void aSecretWithoutTheLabelIsUsedAndToldOnce() {
    measureWith("unlabelled", "{}");
    assertThat(endpoint.authorization("unlabelled")).isEqualTo("Bearer s3cr3t-value");
    assertThat(endpoint.asked("unlabelled")).hasSize(3);
    namespace.await(
        "the end is told", () -> messages("unlabelled", "AnalysisRunSuccessful").size() == 1);
    assertThat(messages("unlabelled", "SecretNotReleased"))
        .containsExactly(
            "Metric 'm': Secret \"unlabelled\" is used without label"
                + " rollout-operator.io/analysis-secret=\"true\", as --argo-compatible-secrets"
                + " allows");
  }

  @Test
  void oneWithTheLabelIsUsedWithoutAWord() {
    measureWith("labelled", "{rollout-operator.io/analysis-secret: 'true'}");
    assertThat(endpoint.authorization("labelled")).isEqualTo("Bearer s3cr3t-value");
    namespace.await(
        "the end is told", () -> messages("labelled", "AnalysisRunSuccessful").size() == 1);
    assertThat(messages("labelled", "SecretNotReleased")).isEmpty();
  }

  private void measureWith(String name, String labels) {
    namespace.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: %1$s, labels: %2$s}
        stringData: {token: s3cr3t-value}
        ---
        apiVersion: %3$s
        kind: AnalysisRun
        metadata: {name: %1$s}
        spec:
          args:
          - name: token
            valueFrom: {secretKeyRef: {name: %1$s, key: token}}
          metrics:
          - name: m
            count: 3
            interval: 1s
            successCondition: result == 7
            provider:
              web:
                url: %4$s
                jsonPath: "{$.value}"
                headers: [{key: Authorization, value: "Bearer {{args.token}}"}]
        """
            .formatted(name, labels, API, endpoint.url(name, "7")));
    namespace.await(
        name + " is over",
        () -> {
          JsonNode run = namespace.read(API, "AnalysisRun", name);
          return run.at("/status/phase").asText().equals("Successful");
        });
  }

  /** What Events of a run say, each as often as it was told. */
  private List<String> messages(String run, String reason) {
    return namespace.events().stream()
        .filter(event -> event.at("/involvedObject/name").asText().equals(run))
        .filter(event -> event.path("reason").asText().equals(reason))
        .flatMap(
            event ->
                Stream.generate(() -> event.path("message").asText())
                    .limit(event.path("count").asInt()))
        .toList();
  }
}
