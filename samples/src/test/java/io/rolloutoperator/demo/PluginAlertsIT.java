package io.rolloutoperator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.dataplane.AlertmanagerServer;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Alerts of the operator that the plugin tries without any configuration, on a real API server
 * without operator. Isolated, as operators of other tests look at all namespaces.
 */
@RequiresCluster
@Isolated
class PluginAlertsIT {

  private static final String NOTIFY = "notifications template notify rollout-aborted told ";

  @TempDir private static Path scratch;

  private static AbortedRollout rollout;

  @BeforeAll
  static void start(TestNamespace namespace) {
    rollout = AbortedRollout.in(namespace, scratch);
  }

  @Test
  void aWebhookGetsTheAlertOfSomebodyWhoMayOnlySeeRollouts() {
    try (AlertReceiver receiver = AlertReceiver.start()) {
      PluginProcess looker = rollout.account("looker");
      String flags =
          "--alerts-webhook %s --alerts-link https://g.example.com/{namespace}/{rollout}"
              .formatted(receiver.address());

      assertThat(looker.run(NOTIFY + flags).ok()).isEqualTo("sent to rollout-operator-webhook\n");
      assertThat(receiver.first("on-rollout-aborted").orElseThrow().alert())
          .isEqualTo(
              Json.parse(
                  """
                  {"trigger": "on-rollout-aborted", "state": "firing", "severity": "critical",
                   "namespace": "%1$s", "rollout": "told", "uid": "%2$s", "revision": "2",
                   "phase": "Degraded",
                   "message": "RolloutAborted: Rollout aborted update to revision 2",
                   "verdict": "", "metric": "", "canary": "", "stable": "",
                   "step": "", "steps": "", "weight": "", "commit": "", "commitURL": "",
                   "analyses": [], "link": "https://g.example.com/%1$s/told"}
                  """
                      .formatted(rollout.namespace().name(), rollout.uid())));
      assertThat(looker.run("notifications trigger run on-rollout-aborted told " + flags).ok())
          .isEqualTo(
              """
              CONDITION                                                        RESULT
              rollout.status.abort == true && rollout.status.abortedAt != nil  true
              """);
    }
  }

  @Test
  void anAlertmanagerGetsTheAlertUnderItsName() {
    try (AlertmanagerServer alertmanager =
        AlertmanagerServer.start(rollout.namespace().cluster().controlPlane())) {
      assertThat(
              rollout.admin().run(NOTIFY + "--alerts-alertmanager " + alertmanager.address()).ok())
          .isEqualTo("sent to rollout-operator-alertmanager\n");

      assertThat(alertmanager.alerts())
          .singleElement()
          .extracting(alert -> alert.path("labels"))
          .isEqualTo(
              Json.parse(
                  """
                  {"alertname": "on-rollout-aborted", "namespace": "%s", "rollout": "told",
                   "severity": "critical"}
                  """
                      .formatted(rollout.namespace().name())));
    }
  }

  @Test
  void whatAChannelOfSlackWouldGetIsShown() {
    PluginProcess plugin = rollout.admin().with("ROLLOUT_OPERATOR_SLACK_TOKEN", "xoxb-s3cr3t");

    assertThat(plugin.run(NOTIFY + "--alerts-slack releases --recipient console:x").ok())
        .startsWith(
            """
            message: "%s/told revision 2 was aborted: Rollout aborted update to revision 2"
            """
                .formatted(rollout.namespace().name()))
        .doesNotContain("xoxb-s3cr3t");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--alerts-webhook hooks | --alerts-webhook must be a URL such as https://host/path",
        "--alerts-alertmanager 10.0.0.1:9093 | --alerts-alertmanager must be a URL such as"
            + " https://host/path",
        "--alerts-slack releases | --alerts-slack needs a token in the environment's"
            + " ROLLOUT_OPERATOR_SLACK_TOKEN",
        "--alerts-webhook https://hooks.example.com/ --alerts-link g/{rollout} | --alerts-link must"
            + " be a URL such as https://host/path",
        "--alerts-link https://g.example.com/ | --alerts-link has no effect without"
            + " --alerts-webhook, --alerts-alertmanager or --alerts-slack: add one",
        "--alerts-webhook http://127.0.0.1:9/s3cr3t | failed to notify 'rollout-operator-webhook':"
            + " no answer from 127.0.0.1",
      })
  void aReceiverThatCannotBeToldIsNamedWithoutItsAddress(String flags, String refusal) {
    assertThat(rollout.admin().run(NOTIFY + flags).refusal()).isEqualTo(refusal);
  }
}
