package io.rolloutoperator.notify.defaults;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.notify.config.ConfigReader;
import io.rolloutoperator.notify.config.NotificationConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Alerts of all Rollouts by three settings: aborted, analysis failed, in error or inconclusive,
 * stuck, and promoted. They are a configuration like any other, beside that of the ConfigMap.
 */
public final class SimpleAlerts {

  private static final String WEBHOOK = "alerts-webhook";
  private static final String SLACK = "alerts-slack";
  private static final String ALERTMANAGER = "alerts-alertmanager";
  private static final String STUCK = "rollout-stuck";

  /** Templates of the defaults that alert, with how much it matters. */
  private static final Map<String, String> SEVERITIES =
      Map.of(
          "rollout-aborted",
          "critical",
          "analysis-run-failed",
          "critical",
          "analysis-run-error",
          "warning",
          "analysis-run-inconclusive",
          "warning",
          STUCK,
          "warning",
          "rollout-completed",
          "info");

  private static final String STUCK_CONDITION =
      "any(rollout.status.conditions ?? [],"
          + " {.type == 'Progressing' && .reason == 'ProgressDeadlineExceeded'})";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Map<String, String> data = new LinkedHashMap<>();
  private final Map<String, String> secrets = new LinkedHashMap<>();
  private final ArrayNode recipients = NODES.arrayNode();

  private SimpleAlerts() {}

  /** The configuration that these settings stand for. */
  public static NotificationConfig of(AlertSettings settings) {
    SimpleAlerts alerts = new SimpleAlerts();
    settings.webhook().ifPresent(alerts::webhook);
    settings.slack().ifPresent(alerts::slack);
    settings.alertmanager().ifPresent(alerts::alertmanager);
    if (alerts.recipients.isEmpty()) {
      return NotificationConfig.NONE;
    }
    alerts.subscribe();
    SEVERITIES.forEach(alerts::template);
    return ConfigReader.read(DefaultNotifications.under(alerts.data), alerts.secrets);
  }

  private void webhook(String address) {
    secrets.put(WEBHOOK, address);
    ObjectNode options = NODES.objectNode().put("url", "$" + WEBHOOK);
    options
        .putArray("headers")
        .addObject()
        .put("name", "Content-Type")
        .put("value", "application/json");
    data.put("service.webhook." + WEBHOOK, options.toString());
    recipients.add(WEBHOOK);
  }

  private void slack(AlertSettings.SlackChannel slack) {
    secrets.put(SLACK, slack.token());
    data.put("service.slack." + SLACK, NODES.objectNode().put("token", "$" + SLACK).toString());
    recipients.add(SLACK + ":" + slack.channel());
  }

  private void alertmanager(String address) {
    int scheme = address.indexOf("://");
    String target = scheme < 0 ? address : address.substring(scheme + 3);
    ObjectNode options =
        NODES.objectNode().put("scheme", scheme < 0 ? "http" : address.substring(0, scheme));
    options
        .putArray("targets")
        .add(target.endsWith("/") ? target.substring(0, target.length() - 1) : target);
    data.put("service.alertmanager." + ALERTMANAGER, options.toString());
    recipients.add(ALERTMANAGER);
  }

  private void subscribe() {
    ObjectNode subscription = NODES.objectNode();
    subscription.set("recipients", recipients);
    ArrayNode triggers = subscription.putArray("triggers");
    SEVERITIES.keySet().stream().sorted().forEach(name -> triggers.add("on-" + name));
    data.put("subscriptions", NODES.arrayNode().add(subscription).toString());
    ObjectNode stuck = NODES.objectNode().put("when", STUCK_CONDITION);
    stuck.put("oncePer", "rollout.status.currentPodHash");
    stuck.putArray("send").add(STUCK);
    data.put("trigger.on-" + STUCK, NODES.arrayNode().add(stuck).toString());
  }

  /** The default of the name, with what the webhook and Alertmanager get. */
  private void template(String name, String severity) {
    data.put(
        "template." + name,
        DefaultNotifications.template(name)
            + """
            webhook:
              %s:
                method: POST
                body: |-
                  {"event": "%s", "severity": "%s", "namespace": {{.rollout.metadata.namespace | toJson}}, "rollout": {{.rollout.metadata.name | toJson}}, "revision": {{index .rollout.metadata.annotations "rollout.argoproj.io/revision" | default "" | toJson}}, "phase": {{.rollout.status.phase | default "" | toJson}}, "step": {{.rollout.status.currentStepIndex | toJson}}, "weight": {{(((.rollout.status.canary).weights).canary).weight | toJson}}, "message": {{.rollout.status.message | default "" | toJson}}}
            alertmanager:
              labels: {severity: %s}
            """
                .formatted(WEBHOOK, name, severity, severity));
  }

  /** The triggers that alert, for documentation and tests. */
  static List<String> triggers() {
    return SEVERITIES.keySet().stream().map(name -> "on-" + name).sorted().toList();
  }
}
