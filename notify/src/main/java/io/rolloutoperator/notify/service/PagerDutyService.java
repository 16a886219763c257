package io.rolloutoperator.notify.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * PagerDuty's Events API v2. Attempts of one notification have one deduplication key, and so have
 * the beginning and the end of what lasts: the end resolves the incident.
 *
 * @see <a href="https://developer.pagerduty.com/docs/events-api-v2/trigger-events/">PagerDuty, send
 *     an event</a>
 */
record PagerDutyService(String api, Map<String, String> keys) implements NotificationService {

  private static final String TYPE = "pagerdutyv2";
  private static final int LONGEST_SUMMARY = 1024;
  private static final int LONGEST_KEY = 255;
  private static final Set<String> SEVERITIES = Set.of("critical", "error", "warning", "info");

  static NotificationService of(Options options) {
    return new PagerDutyService(
        Parts.withoutSlash(options.text("apiURL", "https://events.pagerduty.com")),
        options.texts("serviceKeys"));
  }

  @Override
  public Prepared prepare(Occasion occasion) {
    String recipient = occasion.destination().recipient();
    String key = keys.getOrDefault(recipient, "");
    if (key.isEmpty()) {
      return new Prepared.Refused("no API key configured for recipient " + recipient);
    }
    JsonNode part = occasion.message().part(TYPE);
    boolean isResolved = occasion.isResolved(TYPE);
    ObjectNode body =
        Parts.object()
            .put("routing_key", key)
            .put("event_action", isResolved ? "resolve" : "trigger")
            .put(
                "dedup_key",
                Parts.cut(Parts.text(part, "dedupKey", occasion.alertKey()), LONGEST_KEY));
    if (!isResolved) {
      describe(occasion, part, body);
    }
    return Prepared.Calls.of(ServiceRequest.post(api + "/v2/enqueue", body.toString()));
  }

  private static void describe(Occasion occasion, JsonNode part, ObjectNode body) {
    ObjectNode payload = body.putObject("payload");
    String summary = Parts.text(part, "summary", occasion.message().text());
    String severity = Parts.text(part, "severity", "error");
    payload
        .put("summary", Parts.cut(summary, LONGEST_SUMMARY))
        .put("source", Parts.text(part, "source", occasion.subject().toString()))
        .put("severity", SEVERITIES.contains(severity) ? severity : "error")
        .put("timestamp", occasion.now().toString());
    for (String field : List.of("component", "group", "class")) {
      Parts.put(payload, field, part.path(field).asText());
    }
    body.put("client", "Rollout Operator");
    Parts.put(body, "client_url", part.path("url").asText());
  }
}
