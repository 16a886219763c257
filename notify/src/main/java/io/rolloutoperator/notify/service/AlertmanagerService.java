package io.rolloutoperator.notify.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Alertmanager's API v2. Several targets are the peers of one cluster, which tell each other of
 * silences and of what they notified, and not of alerts: each must hear of them itself. An alert is
 * known by its labels. It ends at {@code endsAt}; without that some minutes after it was told last,
 * which is Alertmanager's {@code resolve_timeout}, and with a restart of Alertmanager.
 *
 * @see <a href="https://prometheus.io/docs/alerting/latest/high_availability/">Prometheus, high
 *     availability of Alertmanager</a>
 */
record AlertmanagerService(List<String> urls, Optional<String> authorization)
    implements NotificationService {

  /** All are asked at the same time, for each message. */
  private static final int MOST_TARGETS = 16;

  static NotificationService of(Options options) {
    String path = options.text("apiPath", "/api/v2/alerts");
    List<String> urls = new ArrayList<>();
    for (JsonNode target : options.tree().path("targets")) {
      urls.add(options.text("scheme", "http") + "://" + target.asText() + path);
    }
    if (urls.isEmpty()) {
      throw new Options.Invalid("service " + options.name() + ": targets is missing");
    }
    if (urls.size() > MOST_TARGETS) {
      throw new Options.Invalid(
          "service " + options.name() + ": more than " + MOST_TARGETS + " targets");
    }
    return new AlertmanagerService(List.copyOf(urls), options.authorization());
  }

  @Override
  public Prepared prepare(Occasion occasion) {
    String body = alerts(occasion).toString();
    List<ServiceRequest> requests = new ArrayList<>();
    for (String url : urls) {
      ServiceRequest request = ServiceRequest.post(url, body);
      requests.add(
          authorization.map(value -> request.with("Authorization", value)).orElse(request));
    }
    return new Prepared.Calls(requests, true);
  }

  /** Well within {@code resolve_timeout}, which is 5 minutes unless somebody changes it. */
  @Override
  public Optional<Duration> remindedEvery() {
    return Optional.of(Duration.ofMinutes(2));
  }

  private static ArrayNode alerts(Occasion occasion) {
    JsonNode part = occasion.message().part("alertmanager");
    ArrayNode alerts = Parts.object().arrayNode();
    ObjectNode alert = alerts.addObject();
    ObjectNode labels = alert.putObject("labels");
    labels.put("alertname", occasion.trigger());
    labels.put("namespace", occasion.subject().namespace());
    labels.put(occasion.subject().label(), occasion.subject().name());
    copy(part.path("labels"), labels);
    ObjectNode annotations = alert.putObject("annotations");
    Parts.put(annotations, "summary", occasion.message().text());
    copy(part.path("annotations"), annotations);
    alert.put("startsAt", occasion.now().toString());
    if (occasion.isResolved("alertmanager")) {
      alert.put("endsAt", occasion.now().toString());
    }
    Parts.put(alert, "generatorURL", part.path("generatorURL").asText());
    return alerts;
  }

  private static void copy(JsonNode from, ObjectNode into) {
    from.properties().forEach(e -> into.put(e.getKey(), e.getValue().asText()));
  }
}
