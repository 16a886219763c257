package io.rolloutoperator.notify.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Alertmanager's API v2. Of several targets, which are peers, one is enough. An alert with the same
 * labels and the same beginning is the same alert.
 */
record AlertmanagerService(List<String> urls, Optional<String> authorization)
    implements NotificationService {

  static NotificationService of(Options options) {
    String path = options.text("apiPath", "/api/v2/alerts");
    List<String> urls = new ArrayList<>();
    for (JsonNode target : options.tree().path("targets")) {
      urls.add(options.text("scheme", "http") + "://" + target.asText() + path);
    }
    if (urls.isEmpty()) {
      throw new Options.Invalid("service " + options.name() + ": targets is missing");
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

  private static ArrayNode alerts(Occasion occasion) {
    JsonNode part = occasion.message().part("alertmanager");
    ArrayNode alerts = Parts.object().arrayNode();
    ObjectNode alert = alerts.addObject();
    ObjectNode labels = alert.putObject("labels");
    labels.put("alertname", occasion.trigger());
    labels.put("namespace", occasion.subject().namespace());
    labels.put("rollout", occasion.subject().name());
    copy(part.path("labels"), labels);
    ObjectNode annotations = alert.putObject("annotations");
    Parts.put(annotations, "summary", occasion.message().text());
    copy(part.path("annotations"), annotations);
    alert.put("startsAt", occasion.now().toString());
    Parts.put(alert, "generatorURL", part.path("generatorURL").asText());
    return alerts;
  }

  private static void copy(JsonNode from, ObjectNode into) {
    from.properties().forEach(e -> into.put(e.getKey(), e.getValue().asText()));
  }
}
