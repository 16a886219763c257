package io.rolloutoperator.notify.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/** Opsgenie's Alert API. Attempts of one notification have one alias. */
record OpsgenieService(String api, Map<String, String> keys) implements NotificationService {

  private static final int LONGEST_MESSAGE = 130;
  private static final int LONGEST_DESCRIPTION = 15_000;
  private static final int LONGEST_ALIAS = 512;
  private static final Set<String> PRIORITIES = Set.of("P1", "P2", "P3", "P4", "P5");

  static NotificationService of(Options options) {
    String api = Parts.withoutSlash(options.text("apiUrl", "api.opsgenie.com"));
    return new OpsgenieService(
        api.contains("://") ? api : "https://" + api, options.texts("apiKeys"));
  }

  @Override
  public Prepared prepare(Occasion occasion) {
    String team = occasion.destination().recipient();
    String key = keys.getOrDefault(team, "");
    if (key.isEmpty()) {
      return new Prepared.Refused("no API key configured for recipient " + team);
    }
    JsonNode part = occasion.message().part("opsgenie");
    String message = occasion.message().text();
    ObjectNode body =
        Parts.object()
            .put("message", Parts.cut(message, LONGEST_MESSAGE))
            .put("alias", Parts.cut(Parts.text(part, "alias", occasion.key()), LONGEST_ALIAS));
    String description =
        Parts.text(part, "description", message.length() > LONGEST_MESSAGE ? message : "");
    Parts.put(body, "description", Parts.cut(description, LONGEST_DESCRIPTION));
    body.putArray("responders").addObject().put("type", "team").put("name", team);
    String priority = part.path("priority").asText();
    // An alert of the usual priority is better than one that is refused for its priority.
    Parts.put(body, "priority", PRIORITIES.contains(priority) ? priority : "");
    body.put("source", "Rollout Operator").put("entity", occasion.subject().toString());
    return Prepared.Calls.of(
        ServiceRequest.post(api + "/v2/alerts", body.toString())
            .with("Authorization", "GenieKey " + key));
  }
}
