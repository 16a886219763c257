package io.rolloutoperator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.cluster.ProgramRun;
import io.rolloutoperator.testkit.helm.Helm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the real Helm says of the chart and makes of it, without a cluster. */
@Order(1) // begins early, as it takes long
class ChartIT {
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"default", "everything", "namespaced", "least"})
  void lintFindsNothing(String values) {
    ProgramRun run =
        Helm.locate()
            .run(
                "lint", Chart.FOLDER.toString(), "--strict", "--values", values(values).toString());

    assertThat(run.output()).contains("1 chart(s) linted, 0 chart(s) failed");
    assertThat(run.exitCode()).isZero();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"default", "everything", "namespaced", "least"})
  void rendersToItsGoldenFile(String values) throws IOException {
    String rendered =
        Chart.render("--values", values(values).toString(), "--set", "crds.install=false")
            .orThrow();
    Path golden = Chart.TESTDATA.resolve(values + ".golden");
    if (System.getProperty("golden.update") != null) {
      Files.writeString(golden, rendered);
    }
    assertThat(rendered).isEqualTo(Chart.golden(values));
  }

  private static Path values(String name) {
    return Chart.TESTDATA.resolve(name + ".values.yaml");
  }

  /** Helm names the value; these are its words, with the place and what is wrong with it. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          replicas=two                              | at '/replicas': got string, want integer
          replicsa=3                                | additional properties 'replicsa' not allowed
          gitsync.thread=8                          | at '/gitsync': additional properties 'thread' not allowed
          gitsync.threads=0                         | at '/gitsync/threads': minimum: got 0, want 1
          gitsync.maxObjects=1                      | at '/gitsync/maxObjects': minimum: got 1, want 10
          gitsync.maxFetchSize=1TB                  | at '/gitsync/maxFetchSize': '1TB' does not match pattern
          log.level=verbose                         | at '/log/level': value must be one of 'trace', 'debug', 'info', 'warn', 'error'
          ports.metrics=70000                       | at '/ports/metrics': maximum: got 70,000, want 65,535
          leaderElection.leaseDuration=15           | at '/leaderElection/leaseDuration': got number, want string
          analysis.prometheusAddress=prometheus     | at '/analysis/prometheusAddress': 'prometheus' does not match pattern
          apiServer.flags.token=abc                 | at '/apiServer/flags': additional properties 'token' not allowed
          gatewayApi.routes={udproutes}             | at '/gatewayApi/routes/0': value must be one of 'httproutes', 'grpcroutes', 'tcproutes', 'tlsroutes'
          controller.only={rollouts}                | at '/controller/only/0': value must be
          alerts.slack.tokenSecretRef.name=x        | at '/alerts/slack/tokenSecretRef': properties 'key' required, if 'name' exists
          instanceId=Foo_Bar                        | at '/instanceId': 'Foo_Bar' does not match pattern
          egress.allowedHosts={host:9093}           | at '/egress/allowedHosts/0': 'host:9093' does not match pattern
          egress.allowedHosts={http://host}         | at '/egress/allowedHosts/0': 'http://host' does not match pattern
          gitsync.allowedHosts={git.internal:22}    | at '/gitsync/allowedHosts/0': 'git.internal:22' does not match pattern
          leaderElection.leaseDuration=10s          | leaderElection.leaseDuration: 10s must be at least 1s longer than renewDeadline, which is 10s
          leaderElection.renewDeadline=14500ms      | leaderElection.leaseDuration: 15s must be at least 1s longer than renewDeadline, which is 14500ms
          leaderElection.retryPeriod=0.5m           | leaderElection.renewDeadline: 10s must be longer than retryPeriod, which is 0.5m
          leaderElection.retryPeriod=0s             | leaderElection.retryPeriod: 0s must be more than 0
          leaderElection.enabled=false              | replicas: more than 1 needs leaderElection.enabled: true, or two operators write at once
          alerts.slack.channel=releases             | alerts.slack.tokenSecretRef: needed with alerts.slack.channel
          alerts.slack.tokenSecretRef.name=x,alerts.slack.tokenSecretRef.key=y | alerts.slack.channel: needed with alerts.slack.tokenSecretRef, or nobody is told
          notifications.namespaces={shop}           | notifications.namespaces: needs notifications.selfService: true
          ports.metrics=8080                        | ports: health and metrics are both 8080: they must differ
          webhook.enabled=true,webhook.port=8080    | webhook.port: 8080 is ports.health too: they must differ
          gitsync.serviceAccounts={deployer}        | gitsync.serviceAccounts: lacks gitsync, which gitsync.defaultServiceAccount gives to GitSyncs that name none
          heap=2g                                   | heap: 2g is more than 70 % of resources.limits.memory, which is 256Mi
          resources.limits.memory=1G,heap=720m      | heap: 720m is more than 70 % of resources.limits.memory, which is 1G
          resources.limits.memory=256MiB            | at '/resources/limits/memory': '256MiB' does not match pattern
          webhook.resources.requests.cpu=half       | at '/webhook/resources/requests/cpu': 'half' does not match pattern
          tmpSize=1Gi                               | tmpSize: 1Gi is more than 30 % of resources.limits.memory, which is 256Mi
          webhook.heap=120m                         | webhook.heap: 120m is more than 70 % of webhook.resources.limits.memory, which is 160Mi
          imagePullSecrets[0].nme=x                 | at '/imagePullSecrets/0': additional properties 'nme' not allowed
          fullnameOverride=My_Name                  | at '/fullnameOverride': 'My_Name' does not match pattern
          gitsync.serviceAccounts=null              | at '/gitsync': missing property 'serviceAccounts'
          networkPolicy.apiServerPorts=null         | at '/networkPolicy': missing property 'apiServerPorts'
          networkPolicy.egress.ports=null           | at '/networkPolicy/egress': missing property 'ports'
          webhook=null                              | missing property 'webhook'
          """)
  void aWrongValueIsNamed(String value, String words) {
    ProgramRun run = Chart.render("--set", value);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.problem()).contains(words);
  }

  /** The process refuses to start with times that do not go together, so the chart knows them. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "leaderElection.leaseDuration=11s",
        "leaderElection.leaseDuration=1m0.5s,leaderElection.renewDeadline=59s500ms",
        "leaderElection.leaseDuration=1h,leaderElection.renewDeadline=59m,leaderElection.retryPeriod=58m",
        "instanceId=team-a.blue",
        "heap=179m",
        "resources.limits.memory=null,heap=4g,tmpSize=2Gi",
        "resources.limits.memory=2147483648,heap=1433m",
        "egress.allowedHosts={thanos*.metrics.svc,10.1.2.3,fd00::1}",
      })
  void whatTheProcessTakesIsTaken(String value) {
    assertThat(Chart.render("--set", value).orThrow()).contains("kind: Deployment");
  }

  /** Whoever narrows the addresses of receivers and Git servers does not mean that one. */
  @Test
  void theApiServerIsReachedWhateverTheAddressesOfTheOthers() {
    List<ObjectNode> objects =
        Chart.objects(
            "--set",
            "networkPolicy.egress.cidrs={10.2.3.0/24},networkPolicy.apiServerPorts={8443}");
    JsonNode egress = Chart.object(objects, "NetworkPolicy", "rollout-operator").at("/spec/egress");

    assertThat(egress.at("/1/ports/0/port").asInt()).isEqualTo(8443);
    assertThat(egress.path(1).has("to")).isFalse();
    assertThat(egress.at("/2/to/0/ipBlock/cidr").asText()).isEqualTo("10.2.3.0/24");
  }

  /** All that is not here is closed; the golden files have what values make of it. */
  @Test
  void theNetworkPoliciesOpenThesePortsAndNoOther() {
    List<ObjectNode> objects = Chart.objects("--set", "webhook.enabled=true");
    String dns = "{ports: [{port: 53, protocol: UDP}, {port: 53, protocol: TCP}]}";
    String apiServer = "{ports: [{port: 443}, {port: 6443}]}";
    String observers = "{ports: [{port: metrics}, {port: healthz}]}";

    assertThat(opened(objects, "rollout-operator"))
        .isEqualTo(
            policy(
                observers,
                dns,
                apiServer,
                "{ports: [{port: 22}, {port: 443}, {port: 6443}, {port: 9090}]}"));
    assertThat(opened(objects, "rollout-operator-webhook"))
        .isEqualTo(policy("{ports: [{port: webhook}]}, " + observers, dns, apiServer));
  }

  private static JsonNode policy(String in, String... out) {
    return Json.yaml(
            "{policyTypes: [Ingress, Egress], ingress: [%s], egress: [%s]}"
                .formatted(in, String.join(", ", out)))
        .getFirst();
  }

  private static JsonNode opened(List<ObjectNode> objects, String name) {
    ObjectNode spec = Chart.object(objects, "NetworkPolicy", name).path("spec").deepCopy();
    assertThat(spec.remove("podSelector"))
        .as("the pods of the Deployment of that name")
        .isEqualTo(Chart.object(objects, "Deployment", name).at("/spec/selector"));
    return spec;
  }

  /** Both would write for as long as the old one lives. */
  @Test
  void withoutElectionTheOldPodIsGoneBeforeTheNewOneBegins() {
    List<ObjectNode> objects = Chart.objects("--set", "replicas=1,leaderElection.enabled=false");

    assertThat(
            Chart.object(objects, "Deployment", "rollout-operator")
                .at("/spec/strategy/type")
                .asText())
        .isEqualTo("Recreate");
  }

  /** It does not know what the controller accepts for Argo Rollouts' sake only. */
  @Test
  void theReceiverGetsNoFlagThatItDoesNotKnow() {
    List<ObjectNode> objects =
        Chart.objects(
            "--set",
            "webhook.enabled=true",
            "--set-string",
            "apiServer.flags.request-timeout=30s,apiServer.flags.as-uid=7,apiServer.flags.tls-server-name=api");

    assertThat(
            Json.elements(
                    Chart.object(objects, "Deployment", "rollout-operator-webhook")
                        .at("/spec/template/spec/containers/0/args"))
                .map(JsonNode::asText))
        .contains("--tls-server-name=api")
        .noneMatch(flag -> flag.contains("request-timeout") || flag.contains("as-uid"));
  }

  /** Beside 443, which is the only one of the list here. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "http://node10, 80",
    "http://node10:9093/path/8080, 9093",
    "http://10.1.2.3, 80",
    "http://10.1.2.3:9093, 9093",
    "https://hooks2, 443",
    "https://hooks2.example.com/t/123, 443",
    "http://[fd00::10], 80",
    "http://[fd00::10]:9093, 9093",
    "http://user:8080@host, 80",
  })
  void thePortOfAReceiverIsOpenAndNoOther(String url, int port) {
    for (String value :
        List.of("alerts.alertmanager.url", "alerts.webhook.url", "analysis.prometheusAddress")) {
      List<ObjectNode> objects =
          Chart.objects("--set", value + "=" + url, "--set", "networkPolicy.egress.ports={443}");
      JsonNode rules =
          Chart.object(objects, "NetworkPolicy", "rollout-operator").at("/spec/egress/2/ports");

      assertThat(Json.elements(rules).map(rule -> rule.path("port").asInt()))
          .as(value)
          .containsExactlyElementsOf(new LinkedHashSet<>(List.of(443, port)));
    }
  }

  /** A command line can be read by all who see the Deployment or the process. */
  @Test
  void noCredentialIsOnACommandLine() {
    for (JsonNode deployment : Json.yaml(Chart.golden("everything"))) {
      for (JsonNode container : deployment.at("/spec/template/spec/containers")) {
        assertThat(container.path("args").toString()).doesNotContain("$(");
      }
    }
    assertThat(Chart.golden("everything")).contains("name: ROLLOUT_OPERATOR_ALERTS_WEBHOOK");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1.24.0 | replicas=2                   | chart requires kubeVersion: >=1.25.0-0 which is incompatible with Kubernetes v1.24.0
          1.29.3 | webhook.enabled=true         | webhook.enabled: needs Kubernetes 1.30 or newer for its ValidatingAdmissionPolicy, this is v1.29.3
          1.29.3 | admissionPolicy.enabled=true | admissionPolicy.enabled: needs Kubernetes 1.30 or newer for ValidatingAdmissionPolicies, this is v1.29.3
          """)
  void anOldKubernetesIsTold(String version, String value, String words) {
    ProgramRun run = Chart.render("--set", value, "--kube-version", version);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.problem()).contains(words);
  }

  @Test
  void theManifestsOfDeployAreTheChartsOutput(@TempDir Path folder) throws Exception {
    Process generate =
        new ProcessBuilder("../helm/generate.sh", folder.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(generate.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(generate.waitFor()).as(said).isZero();

    for (Path file : list(folder.resolve("deploy"))) {
      assertThat(Path.of("../deploy").resolve(file.getFileName()))
          .as("run helm/generate.sh")
          .hasSameTextualContentAs(file);
    }
    assertThat(list(folder.resolve("deploy"))).hasSameSizeAs(list(Path.of("../deploy")));
  }

  private static List<Path> list(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void theDefinitionsAreThoseOfTheRepositoryAndAreKept() {
    List<ObjectNode> rendered = Chart.objects("--show-only", "templates/crds.yaml");

    assertThat(rendered).hasSize(6);
    for (ObjectNode definition : rendered) {
      JsonNode metadata = definition.path("metadata");
      assertThat(metadata.path("annotations"))
          .isEqualTo(Json.object().put("helm.sh/resource-policy", "keep"));
      ((ObjectNode) metadata).remove("annotations");
      String plural = metadata.path("name").asText().replaceFirst("\\..*", "");
      assertThat(definition)
          .isEqualTo(Json.yaml(Chart.file("files/crds/" + plural + ".yaml")).getFirst());
    }
    assertThat(Chart.render("--set", "crds.keep=false").orThrow())
        .doesNotContain("helm.sh/resource-policy");
  }

  /** Prometheus and Grafana get what promtool and the dashboards' tests have seen. */
  @Test
  void rulesAndDashboardsAreThoseOfMonitoring() {
    String rules = "prometheusRule.enabled=true";
    List<ObjectNode> plain = Chart.objects("--set", rules, "--set", "dashboards.enabled=true");
    List<ObjectNode> linked =
        Chart.objects(
            "--set", rules, "--set", "prometheusRule.documentation=https://docs.example.com/");

    assertThat(Chart.object(plain, "PrometheusRule", "rollout-operator").path("spec"))
        .isEqualTo(Json.yaml(Chart.file("files/monitoring/rules.yaml")).getFirst());
    assertThat(Chart.object(linked, "PrometheusRule", "rollout-operator").toString())
        .contains("\"runbook_url\":\"https://docs.example.com/docs/troubleshooting.md#")
        .doesNotContain("\"runbook_url\":\"docs/");
    for (String name : List.of("release", "releases")) {
      JsonNode map = Chart.object(plain, "ConfigMap", "rollout-operator-dashboard-" + name);
      assertThat(map.at("/metadata/labels/grafana_dashboard").asText()).isEqualTo("1");
      assertThat(map.path("data").path("rollout-operator-" + name + ".json").asText().strip())
          .isEqualTo(Chart.file("files/monitoring/grafana/" + name + ".json").strip());
    }
  }

  /** Two installs in one cluster do not meet, and none that is for one namespace has more. */
  @Test
  void anInstallForOneNamespaceHasNothingOfTheClusterButTemplatesToRead() {
    List<ObjectNode> objects =
        Chart.objects("--values", values("namespaced").toString(), "--set", "crds.install=false");

    assertThat(
            objects.stream()
                .filter(object -> !object.path("metadata").has("namespace"))
                .map(o -> o.path("kind").asText() + " " + o.at("/metadata/name").asText())
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(
            "ClusterRole rollout-operator-argo-rollouts",
            "ClusterRoleBinding rollout-operator-argo-rollouts");
    assertThat(
            Chart.object(objects, "ClusterRole", "rollout-operator-argo-rollouts")
                .path("rules")
                .toString())
        .isEqualTo(
            "[{\"apiGroups\":[\"argoproj.io\"],\"resources\":[\"clusteranalysistemplates\"],"
                + "\"verbs\":[\"list\",\"watch\"]}]");
  }
}
