package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.it.ScriptedReceiver.Received;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A team configures the notifications of its namespace beside those of the operator's. */
@RequiresCluster
@ExpectWarnings({"RolloutAborted", "NotificationFailed", "NotificationConfigInvalid"})
class SelfServiceNotificationsIT {

  private static final String INSTANCE = "argo-rollouts.argoproj.io/controller-instance-id";

  private final TestNamespace home;

  SelfServiceNotificationsIT(TestNamespace namespace) {
    this.home = namespace;
  }

  private static void configure(TestNamespace namespace, ScriptedReceiver receiver, String more) {
    namespace.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: argo-rollouts-notification-secret}
        stringData: {token: s3cr3t-of-%1$s, only-%1$s: s3cr3t-only-%1$s}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: argo-rollouts-notification-configmap}
        data:
          service.webhook.shared: |
            {url: "%2$s", headers: [{name: X-Token, value: $token}]}
          trigger.on-rollout-aborted: "- send: [aborted]"
          template.aborted: |
            webhook:
              shared: {method: POST, body: "{{.secrets.token}} of {{.rollout.metadata.name}}"}
              inside: {method: POST, body: "{{.rollout.metadata.name}}"}
              curious: {method: POST, body: "{{.rollout.metadata.name}}"}
        %3$s
        """
            .formatted(namespace.name(), receiver.url("/"), more.indent(2)));
  }

  private void operator() {
    List<String> flags = new ArrayList<>(List.of(ShippedOperator.LOCAL_METRICS));
    flags.addAll(
        List.of(
            "--leader-elect=false",
            "--instance-id=" + home.name(),
            "--self-service-notification-enabled"));
    ShippedOperator.startEverywhere(home, flags.toArray(String[]::new));
  }

  private static LiveRollout subscribed(TestNamespace team, String instance) {
    LiveRollout shop =
        LiveRollout.apply(team, "shop", 2, "{steps: [{setWeight: 50}, {pause: {}}]}");
    shop.patch(
        """
        {metadata: {labels: {%s: %s}, annotations: {
          notifications.argoproj.io/subscribe.on-rollout-aborted.shared: "",
          notifications.argoproj.io/subscribe.on-rollout-aborted.inside: "",
          notifications.argoproj.io/subscribe.on-rollout-aborted.curious: ""}}}
        """
            .formatted(INSTANCE, instance));
    return shop;
  }

  @Test
  void bothConfigurationsApplyAndEachWithItsOwnSecretAndTheTeamsNoFurtherThanItMay() {
    TestNamespace team = home.sibling("team");
    team.apply(
        ShippedOperator.manifest("notifications-role.yaml")
            .replace("namespace: argo-rollouts", "namespace: " + home.name()));
    try (ScriptedReceiver ours = ScriptedReceiver.open();
        ScriptedReceiver theirs = ScriptedReceiver.open()) {
      configure(home, ours, "");
      configure(
          team,
          theirs,
          """
          service.webhook.inside: "url: http://10.255.255.1/"
          service.webhook.curious: "url: %s/$only-%s"
          """
              .formatted(theirs.url("/curious"), home.name()));
      LiveRollout shop = subscribed(team, home.name());
      operator();
      shop.awaitPhase("Healthy");
      shop.version("v2");
      shop.awaitPhase("Paused");
      shop.abort();
      home.await("the operator's message", () -> !ours.taken().isEmpty());
      home.await("the team's messages", () -> theirs.taken().size() == 2);
      home.await("what it may not do is told", () -> !failures(team, "private").isEmpty());

      assertThat(ours.taken())
          .extracting(Received::body)
          .containsExactly("s3cr3t-of-" + home.name() + " of shop");
      assertThat(theirs.taken())
          .extracting(Received::body)
          .containsExactlyInAnyOrder("s3cr3t-of-" + team.name() + " of shop", "shop");
      assertThat(theirs.taken())
          .noneMatch(received -> received.path().contains("s3cr3t-only-" + home.name()));
      assertThat(failures(team, "private"))
          .containsExactly(
              "on-rollout-aborted to inside: 10.255.255.1: address not allowed by egress policy"
                  + " (private)");
    }
  }

  private static List<String> failures(TestNamespace team, String part) {
    return team.events().stream()
        .filter(event -> event.path("reason").asText().equals("NotificationFailed"))
        .map(event -> event.path("message").asText())
        .filter(message -> message.contains(part))
        .toList();
  }
}
