package io.rolloutoperator.notify.defaults;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Alerts without any ConfigMap: the receivers are settings of the operator, and the message has all
 * that a person needs at night. They are the data of a ConfigMap of their own: what users write in
 * theirs neither changes nor silences them.
 */
public final class DefaultAlerts {

  private static final String WEBHOOK = "rollout-operator-webhook";
  private static final String ALERTMANAGER = "rollout-operator-alertmanager";
  private static final String SLACK = "rollout-operator-slack";

  /** What is told, with its severity. */
  private static final Map<String, String> SEVERITIES =
      Map.of(
          "on-rollout-aborted", "critical",
          "on-analysis-run-failed", "warning",
          "on-analysis-run-error", "warning",
          "on-analysis-run-inconclusive", "warning",
          "on-rollout-completed", "info");

  private static final String SENTENCE =
      """
      {{.rollout.metadata.namespace}}/{{.rollout.metadata.name}}\
      {{with index .rollout.metadata.annotations "rollout.argoproj.io/revision"}} revision {{.}}{{end}}:\
       {{.rollout.status.phase}}{{with .rollout.status.message}}: {{.}}{{end}}""";

  private DefaultAlerts() {}

  /**
   * Where alerts go.
   *
   * @param webhook URL that gets a JSON document by POST
   * @param alertmanager URL of an Alertmanager, without the path of its API
   * @param slack channel, and the token that may write there
   */
  public record Receivers(
      Optional<URI> webhook, Optional<URI> alertmanager, Optional<SlackChannel> slack) {

    /** None at all. */
    public static final Receivers NONE =
        new Receivers(Optional.empty(), Optional.empty(), Optional.empty());

    public boolean any() {
      return webhook.isPresent() || alertmanager.isPresent() || slack.isPresent();
    }
  }

  /** Without the token as text. */
  public record SlackChannel(String channel, String token) {
    @Override
    public String toString() {
      return channel;
    }
  }

  /** Whether a service is one of these. */
  public static boolean isOwn(String service) {
    return List.of(WEBHOOK, ALERTMANAGER, SLACK).contains(service);
  }

  /** The data of a ConfigMap that makes these alerts; none without receivers. */
  public static Map<String, String> of(Receivers receivers) {
    Map<String, String> data = new TreeMap<>();
    if (!receivers.any()) {
      return data;
    }
    StringBuilder recipients = new StringBuilder();
    receivers
        .webhook()
        .ifPresent(
            url -> {
              data.put(
                  "service.webhook." + WEBHOOK,
                  """
                  url: %s
                  headers:
                  - {name: Content-Type, value: application/json}
                  """
                      .formatted(quoted(url.toString())));
              recipients.append("    - ").append(WEBHOOK).append('\n');
            });
    receivers
        .alertmanager()
        .ifPresent(
            url -> {
              data.put("service.alertmanager." + ALERTMANAGER, alertmanager(url));
              recipients.append("    - ").append(ALERTMANAGER).append('\n');
            });
    receivers
        .slack()
        .ifPresent(
            slack -> {
              data.put("service.slack." + SLACK, "token: " + quoted(slack.token()));
              String recipient = quoted(SLACK + ":" + slack.channel());
              recipients.append("    - ").append(recipient).append('\n');
            });
    SEVERITIES.forEach(
        (trigger, severity) -> {
          data.put("trigger." + trigger, "- send: [alert-" + trigger + "]\n");
          data.put("template.alert-" + trigger, template(trigger, severity));
        });
    data.put(
        "subscriptions",
        "- recipients:\n" + recipients + "  triggers: " + List.copyOf(SEVERITIES.keySet()) + "\n");
    return data;
  }

  private static String template(String trigger, String severity) {
    return """
    message: %s
    email:
      subject: %s
    webhook:
      %s:
        method: POST
        body: %s
    alertmanager:
      labels:
        severity: %s
      annotations:
        description: "{{.rollout.status.message | default \\"\\"}}"
    """
        .formatted(
            quoted(SENTENCE),
            quoted(SENTENCE),
            WEBHOOK,
            quoted(document(trigger, severity)),
            severity);
  }

  /** What machines read: every field is a text, empty where it is not known. */
  private static String document(String trigger, String severity) {
    return """
      {"trigger": "%s",
       "severity": "%s",
       "namespace": {{.rollout.metadata.namespace | toJson}},
       "rollout": {{.rollout.metadata.name | toJson}},
       "uid": {{.rollout.metadata.uid | toJson}},
       "revision": {{index .rollout.metadata.annotations "rollout.argoproj.io/revision" | default "" | toJson}},
       "phase": {{.rollout.status.phase | default "" | toJson}},
       "message": {{.rollout.status.message | default "" | toJson}},
       "step": "{{with .rollout.status.currentStepIndex}}{{. | int}}{{end}}",
       "weight": "{{with .rollout.status.canary}}{{with .weights}}{{with .canary}}{{.weight | int}}{{end}}{{end}}{{end}}",
       "commit": {{index .rollout.metadata.annotations "rollout-operator.io/revision" | default "" | toJson}},
       "analyses": [{{range $i, $run := .analysisRuns}}{{if $i}}, {{end}}{"name": {{$run.metadata.name | toJson}},\
       "phase": {{with $run.status}}{{.phase | default "" | toJson}}{{else}}""{{end}},\
       "message": {{with $run.status}}{{.message | default "" | toJson}}{{else}}""{{end}}}{{end}}]}"""
        .formatted(trigger, severity);
  }

  private static String alertmanager(URI url) {
    return """
    targets: [%s]
    scheme: %s
    apiPath: %s
    """
        .formatted(
            quoted(url.getAuthority()),
            quoted(url.getScheme()),
            quoted(withoutSlash(Optional.ofNullable(url.getPath()).orElse("")) + "/api/v2/alerts"));
  }

  private static String withoutSlash(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  /** JSON's strings are YAML's. */
  private static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
