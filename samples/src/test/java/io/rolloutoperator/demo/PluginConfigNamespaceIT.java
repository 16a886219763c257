package io.rolloutoperator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Notifications that the plugin tries with the configuration of another namespace, on a real API
 * server without operator. Isolated, as operators of other tests look at all namespaces.
 */
@RequiresCluster
@Isolated
class PluginConfigNamespaceIT {

  private static final String NOTIFY = "notifications template notify one told --config-namespace ";

  private static final String OTHERWISE =
      ": name another namespace by --config-namespace, a file by --config-map, or try the alerts"
          + " that need none by --alerts-webhook, --alerts-alertmanager or --alerts-slack";

  private static final String FORBIDDEN =
      "%1$ss \"argo-rollouts-notification-%1$s\" is forbidden: User \"system:serviceaccount:%2$s\""
          + " cannot get resource \"%1$ss\" in API group \"\" in the namespace \"%3$s\"";

  @TempDir private static Path scratch;

  private static AbortedRollout rollout;
  private static TestNamespace configured;
  private static AlertReceiver receiver;

  @BeforeAll
  static void start(TestNamespace namespace) {
    rollout = AbortedRollout.in(namespace, scratch);
    receiver = AlertReceiver.start();
    configured = namespace.sibling("config");
    configured.apply(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: argo-rollouts-notification-configmap}
        data:
          service.webhook.hook: "url: %s"
          trigger.on-one: "- {when: rollout.spec.replicas == 1, send: [one]}"
          template.one: |
            message: "{{.rollout.metadata.name}} has one pod"
            webhook: {hook: {method: POST, body: '{"trigger": "one", "token": "{{.secrets.token}}"}'}}
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: argo-rollouts-notification-secret}
        stringData: {token: s3cr3t-token}
        """
            .formatted(receiver.address()));
  }

  @AfterAll
  static void stop() {
    receiver.close();
  }

  @Test
  void theConfigMapAndTheSecretOfAnotherNamespaceCount() {
    PluginProcess admin = rollout.admin();
    String there = " --config-namespace " + configured.name();

    assertThat(admin.run("notifications trigger get on-one -o name" + there).ok())
        .isEqualTo("on-one\n");
    assertThat(admin.run("notifications trigger run on-one told" + there).ok())
        .isEqualTo(
            """
            CONDITION                   RESULT
            rollout.spec.replicas == 1  true
            """);
    assertThat(admin.run(NOTIFY + configured.name()).ok())
        .isEqualTo(
            """
            message: told has one pod
            webhook:
              hook:
                method: POST
                body: "{\\"trigger\\": \\"one\\", \\"token\\": \\"*****\\"}"
            """);
    assertThat(admin.run(NOTIFY + configured.name() + " --recipient hook:x").ok())
        .isEqualTo("sent to hook:x\n");
    assertThat(receiver.first("one").orElseThrow().alert().path("token").asText())
        .isEqualTo("s3cr3t-token");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "no-such | no ConfigMap argo-rollouts-notification-configmap in namespace no-such"
            + OTHERWISE,
        "No_Such | \"No_Such\" cannot be a namespace: it takes up to 63 lower-case letters, digits"
            + " and '-', and begins and ends with a letter or digit",
        "no-such --alerts-webhook https://hooks.example.com/ | --config-namespace has no effect with"
            + " --alerts-webhook, --alerts-alertmanager or --alerts-slack: leave one out",
      })
  void aNamespaceThatCannotBeReadFromIsNamed(String namespace, String refusal) {
    assertThat(rollout.admin().run(NOTIFY + namespace).refusal()).isEqualTo(refusal);
  }

  @Test
  void whoMayNotReadTheConfigurationIsToldWhatDoesWithoutIt() {
    PluginProcess looker = rollout.account("looker");
    String account = rollout.namespace().name() + ":looker";
    assertThat(looker.run(NOTIFY + configured.name()).refusal())
        .isEqualTo(FORBIDDEN.formatted("configmap", account, configured.name()) + OTHERWISE);

    mayReadConfigMaps("looker");
    configured.await(
        "the right counts",
        () -> !looker.run(NOTIFY + configured.name()).err().contains("configmaps"));
    assertThat(looker.run(NOTIFY + configured.name()).refusal())
        .isEqualTo(
            FORBIDDEN.formatted("secret", account, configured.name())
                + ": --secret :empty does without it");
    assertThat(looker.run(NOTIFY + configured.name() + " --secret :empty").out())
        .startsWith("message: told has one pod\n");
  }

  private static void mayReadConfigMaps(String account) {
    configured.apply(
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: reader}
        rules: [{apiGroups: [""], resources: [configmaps], verbs: [get]}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: reader}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
        subjects: [{kind: ServiceAccount, name: %s, namespace: %s}]
        """
            .formatted(account, rollout.namespace().name()));
  }
}
