package io.rolloutoperator.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the shipped manifests grant the controller and how its pod is confined. */
class ManifestTest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  record Rule(
      String where,
      Set<String> groups,
      Set<String> resources,
      Set<String> verbs,
      Set<String> names) {}

  private static Path deploy() {
    Path here = Path.of("deploy");
    return Files.isDirectory(here) ? here : Path.of("..", "deploy");
  }

  /** All but the roles of people, and the narrower form of the controller's. */
  private static List<JsonNode> manifests() throws IOException {
    List<JsonNode> documents = new ArrayList<>();
    try (Stream<Path> files = Files.list(deploy())) {
      for (Path file : files.filter(ManifestTest::isOfTheController).sorted().toList()) {
        documents.addAll(
            YAML.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile()).readAll());
      }
    }
    assertThat(documents).hasSizeGreaterThan(8);
    return documents;
  }

  private static boolean isOfTheController(Path file) {
    return file.toString().endsWith(".yaml")
        && !file.endsWith("user-roles.yaml")
        && !file.endsWith("rbac-namespaced.yaml");
  }

  private static List<JsonNode> ofKind(String kind) throws IOException {
    return manifests().stream()
        .filter(document -> document.path("kind").asText().equals(kind))
        .toList();
  }

  private static List<Rule> rules() throws IOException {
    List<Rule> rules = new ArrayList<>();
    for (JsonNode document : manifests()) {
      for (JsonNode rule : document.path("rules")) {
        rules.add(
            new Rule(
                document.path("kind").asText()
                    + " "
                    + document.path("metadata").path("name").asText(),
                texts(rule.path("apiGroups")),
                texts(rule.path("resources")),
                texts(rule.path("verbs")),
                texts(rule.path("resourceNames"))));
      }
    }
    assertThat(rules).isNotEmpty();
    return rules;
  }

  private static Set<String> texts(JsonNode list) {
    Set<String> texts = new TreeSet<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  @Test
  void grantsExactlyWhatTheProcessesUse() throws IOException {
    var granted = new TreeMap<String, String>();
    for (Rule rule : rules()) {
      for (String group : rule.groups()) {
        for (String resource : rule.resources()) {
          String key =
              (group.isEmpty() ? "core" : group)
                  + " "
                  + resource
                  + (rule.names().isEmpty() ? "" : " " + rule.names());
          granted.merge(key, String.join(" ", rule.verbs()), (a, b) -> a + " | " + b);
        }
      }
    }
    assertThat(granted.entrySet().stream().map(entry -> entry.getKey() + ": " + entry.getValue()))
        .containsExactly(
            "apps replicasets: create delete get list patch watch",
            "argoproj.io analysisruns: create delete get list patch watch",
            "argoproj.io analysistemplates: list watch",
            "argoproj.io clusteranalysistemplates: list watch",
            "argoproj.io experiments: list watch",
            "argoproj.io rollouts: get list patch watch",
            "argoproj.io rollouts/finalizers: update",
            "argoproj.io rollouts/status: patch",
            "coordination.k8s.io leases: create",
            "coordination.k8s.io leases [argo-rollouts-controller-lock]: get update watch",
            "core configmaps [argo-rollouts-notification-configmap]: get | get",
            "core events: create patch",
            "core pods: list",
            "core pods/eviction: create",
            "core secrets [argo-rollouts-notification-secret]: get | get",
            "core secrets [git-hook]: get",
            "core secrets [prometheus-token]: get",
            "core serviceaccounts [gitsync]: get impersonate",
            "core services: get list patch watch",
            "gateway.networking.k8s.io grpcroutes: get list patch watch",
            "gateway.networking.k8s.io httproutes: get list patch watch",
            "gateway.networking.k8s.io referencegrants: list",
            "rollout-operator.io gitsyncs: get list patch watch | list patch watch",
            "rollout-operator.io gitsyncs/status: patch");
  }

  static Stream<Rule> everyRule() throws IOException {
    return rules().stream();
  }

  @ParameterizedTest
  @MethodSource("everyRule")
  void grantsNothingByWildcardAndNoWayUp(Rule rule) {
    assertThat(rule.groups()).doesNotContain("*", "rbac.authorization.k8s.io");
    assertThat(rule.resources()).doesNotContain("*").noneMatch(resource -> resource.contains("*"));
    assertThat(rule.verbs()).doesNotContain("*", "escalate", "bind", "deletecollection");
    if (rule.verbs().contains("impersonate")) {
      assertThat(rule.resources()).containsExactly("serviceaccounts");
      assertThat(rule.names()).containsExactly("gitsync");
    }
    if (rule.resources().contains("secrets")) {
      assertThat(rule.verbs()).containsExactly("get");
      assertThat(rule.where()).startsWith("Role ");
      assertThat(rule.names()).isNotEmpty();
    }
  }

  /** The pods of a Deployment, named for the tests' reports. */
  record Pods(String name, JsonNode spec) {
    JsonNode container() {
      return spec.path("containers").path(0);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Pods> everyPod() throws IOException {
    return ofKind("Deployment").stream()
        .map(
            deployment ->
                new Pods(
                    deployment.path("metadata").path("name").asText(),
                    deployment.path("spec").path("template").path("spec")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyPod")
  void thePodIsRestricted(Pods pods) {
    JsonNode pod = pods.spec();
    assertThat(pod.path("hostNetwork").asBoolean()).isFalse();
    assertThat(pod.path("securityContext").path("runAsNonRoot").asBoolean()).isTrue();
    assertThat(pod.path("securityContext").path("runAsUser").asInt()).isEqualTo(65_532);
    assertThat(pod.path("securityContext").path("runAsGroup").asInt()).isEqualTo(65_532);
    assertThat(pod.path("securityContext").path("seccompProfile").path("type").asText())
        .isEqualTo("RuntimeDefault");
    for (JsonNode volume : pod.path("volumes")) {
      assertThat(volume.has("hostPath")).isFalse();
    }
    JsonNode tmp = pod.path("volumes").path(0).path("emptyDir");
    assertThat(tmp.path("medium").asText()).isEqualTo("Memory");
    assertThat(tmp.path("sizeLimit").asText()).isEqualTo("64Mi");

    JsonNode container = pods.container();
    assertThat(container.path("securityContext").path("allowPrivilegeEscalation").asBoolean(true))
        .isFalse();
    assertThat(container.path("securityContext").path("readOnlyRootFilesystem").asBoolean())
        .isTrue();
    assertThat(texts(container.path("securityContext").path("capabilities").path("drop")))
        .containsExactly("ALL");
    assertThat(container.path("resources").path("limits").has("memory")).isTrue();
    assertThat(container.path("resources").path("requests").has("cpu")).isTrue();
    assertThat(pod.path("topologySpreadConstraints")).isNotEmpty();
  }

  /** The image takes half of the limit for its heap. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("everyPod")
  void theHeapFollowsFromTheMemoryLimit(Pods pods) {
    assertThat(pods.container().path("resources").path("limits").path("memory").asText())
        .isIn("256Mi", "160Mi");
    assertThat(pods.container().path("env"))
        .extracting(variable -> variable.path("name").asText())
        .containsExactly("POD_NAMESPACE");
  }

  /** The settings of the JVM are those of the image too. */
  @Test
  void theProcessIsHardened() throws IOException {
    Path bin = deploy().resolveSibling("bin");
    assertThat(Files.readAllLines(bin.resolve("jvm.options")))
        .contains(
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+DisableAttachMechanism",
            "-Djdk.serialFilter=!*",
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders")
        .noneMatch(line -> line.contains("jmxremote"));
    assertThat(Files.readString(bin.resolve("rollout-operator")))
        .contains("\"@$here/bin/jvm.options\"", "MALLOC_ARENA_MAX=2")
        .doesNotContain("jmxremote");
  }

  @Test
  void onlyOurOwnPodsGetAToken() throws IOException {
    assertThat(ofKind("ServiceAccount"))
        .isNotEmpty()
        .allMatch(account -> !account.path("automountServiceAccountToken").asBoolean(true));
  }

  /** One that is there may have other pods, such as those of an Argo Rollouts. */
  @Test
  void theNamespaceIsOnlyMade() throws IOException {
    assertThat(ofKind("Namespace"))
        .singleElement()
        .satisfies(
            namespace ->
                assertThat(namespace.path("metadata").properties())
                    .extracting(Map.Entry::getKey)
                    .containsExactly("name"));
  }

  @Test
  void eachProcessHasAnAccountOfItsOwn() throws IOException {
    assertThat(everyPod().map(pods -> pods.spec().path("serviceAccountName").asText()))
        .containsExactlyInAnyOrder("rollout-operator", "rollout-operator-webhook");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyPod")
  void thePodsTrafficIsLimitedInBothDirections(Pods pods) throws IOException {
    JsonNode policy =
        ofKind("NetworkPolicy").stream()
            .filter(object -> object.path("metadata").path("name").asText().equals(pods.name()))
            .map(object -> object.path("spec"))
            .findFirst()
            .orElseThrow();
    JsonNode selected = policy.path("podSelector").path("matchLabels");
    assertThat(selected.path("app.kubernetes.io/name").asText()).isEqualTo(pods.name());
    assertThat(texts(policy.path("policyTypes"))).containsExactlyInAnyOrder("Ingress", "Egress");
    for (String direction : List.of("ingress", "egress")) {
      for (JsonNode rule : policy.path(direction)) {
        assertThat(rule.path("ports")).isNotEmpty();
      }
    }
  }

  /** One that guards a right refuses what it cannot judge; specs are judged by the operator too. */
  @Test
  void admissionPoliciesAreInForce() throws IOException {
    assertThat(ofKind("ValidatingAdmissionPolicy"))
        .extracting(
            policy ->
                policy.at("/metadata/name").asText()
                    + " "
                    + policy.at("/spec/failurePolicy").asText())
        .containsExactlyInAnyOrder(
            "rollout-operator-specs Ignore",
            "rollout-operator-status Fail",
            "rollout-operator-webhook Fail");
    assertThat(ofKind("ValidatingAdmissionPolicyBinding"))
        .hasSameSizeAs(ofKind("ValidatingAdmissionPolicy"))
        .allMatch(
            binding ->
                binding
                    .at("/spec/policyName")
                    .asText()
                    .equals(binding.at("/metadata/name").asText()))
        .allMatch(binding -> texts(binding.at("/spec/validationActions")).equals(Set.of("Deny")));
  }

  @Test
  void aDisruptionBudgetKeepsOneReplica() throws IOException {
    assertThat(ofKind("PodDisruptionBudget")).hasSize(1);
    assertThat(ofKind("Deployment").getFirst().path("spec").path("replicas").asInt())
        .isGreaterThanOrEqualTo(2);
  }
}
