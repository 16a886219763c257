package io.rolloutoperator.notify.defaults;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes the data of a ConfigMap of alerts and their receivers.
 *
 * @param alerts about one kind of object
 * @param fields of the JSON document, a template
 * @param links where people look
 */
record AlertData(List<Alert> alerts, String fields, Links links) {

  /**
   * Pages about the object.
   *
   * @param address of the first, a template that may make nothing
   * @param lines all of them, each after a line break, a template
   */
  record Links(String address, String lines) {}

  static final String WEBHOOK = "rollout-operator-webhook";
  static final String ALERTMANAGER = "rollout-operator-alertmanager";
  static final String SLACK = "rollout-operator-slack";

  private static final String FIRING = "firing";
  private static final String RESOLVED = "resolved";

  /** The data; none without receivers. */
  Map<String, String> of(Receivers receivers) {
    Map<String, String> data = new TreeMap<>();
    List<String> recipients = services(receivers, data);
    if (recipients.isEmpty()) {
      return Map.of();
    }
    for (Alert alert : alerts) {
      data.put("trigger." + alert.trigger(), trigger(alert));
      data.put(
          "template." + begin(alert),
          template(alert, FIRING, alert.sentence(), alert.numbers(), alert.why()));
      alert
          .lasting()
          .ifPresent(
              lasting ->
                  data.put(
                      "template." + end(alert),
                      template(alert, RESOLVED, lasting.sentence(), "", "")));
    }
    List<String> triggers = alerts.stream().map(Alert::trigger).toList();
    data.put("subscriptions", "- {recipients: %s, triggers: %s}".formatted(recipients, triggers));
    return data;
  }

  /** Adds the services and returns who gets the alerts. */
  private static List<String> services(Receivers receivers, Map<String, String> data) {
    List<String> recipients = new ArrayList<>();
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
              recipients.add(WEBHOOK);
            });
    receivers
        .alertmanager()
        .ifPresent(
            url -> {
              data.put("service.alertmanager." + ALERTMANAGER, alertmanager(url));
              recipients.add(ALERTMANAGER);
            });
    receivers
        .slack()
        .ifPresent(
            slack -> {
              data.put("service.slack." + SLACK, "token: " + quoted(slack.token()));
              recipients.add(quoted(SLACK + ":" + slack.channel()));
            });
    return recipients;
  }

  private static String trigger(Alert alert) {
    return alert
        .lasting()
        .map(
            lasting ->
                """
            - when: %s
              oncePer: %s
              until: %s
              send: [%s]
              resolve: [%s]
            """
                    .formatted(
                        quoted(lasting.when()),
                        quoted(lasting.oncePer()),
                        quoted(lasting.until()),
                        begin(alert),
                        end(alert)))
        .orElseGet(() -> "- send: [" + begin(alert) + "]\n");
  }

  private String template(Alert alert, String state, String sentence, String numbers, String why) {
    return """
    message: %s
    webhook:
      %s:
        method: POST
        body: %s
    alertmanager:
      state: %s
      labels:
        severity: %s
      annotations:
        summary: %s
        description: %s
        link: %s
      generatorURL: %s
    """
        .formatted(
            quoted(sentence + numbers + links.lines()),
            WEBHOOK,
            quoted(document(alert, state)),
            state,
            alert.severity(),
            quoted(sentence),
            quoted(why),
            quoted(links.address()),
            quoted(links.address()));
  }

  /** What machines read: every value is a text, or a list. */
  private String document(Alert alert, String state) {
    return """
    {"trigger": "%s", "state": "%s", "severity": "%s",
    %s}
    """
        .formatted(alert.trigger(), state, alert.severity(), fields)
        .strip();
  }

  private static String begin(Alert alert) {
    return "alert-" + alert.trigger();
  }

  private static String end(Alert alert) {
    return "alert-" + alert.trigger() + "-over";
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
