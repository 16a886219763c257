package io.rolloutoperator.notify.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Opsgenie's Alert API. Attempts of one notification have one alias, and so have the beginning and
 * the end of what lasts: the end closes the alert.
 *
 * @see <a href="https://docs.opsgenie.com/docs/alert-api">Opsgenie, Alert API</a>
 */
record OpsgenieService(String api, Map<String, String> keys) implements NotificationService {

  private static final String TYPE = "opsgenie";
  private static final String SOURCE = "Rollout Operator";
  private static final int LONGEST_MESSAGE = 130;
  private static final int LONGEST_DESCRIPTION = 15_000;
  private static final int LONGEST_NOTE = 25_000;
  private static final int LONGEST_ALIAS = 512;
  private static final int LONGEST_ENTITY = 512;
  private static final int LONGEST_USER = 100;
  private static final int LENGTH_OF_ID = 36;
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
    String alerts = api + "/v2/alerts";
    String alias =
        Parts.cut(
            Parts.text(occasion.message().part(TYPE), "alias", occasion.alertKey()), LONGEST_ALIAS);
    ServiceRequest request =
        occasion.isResolved(TYPE)
            ? ServiceRequest.post(
                alerts + "/" + segment(alias) + "/close?identifierType=alias",
                closing(occasion).toString())
            : ServiceRequest.post(alerts, opening(occasion, team, alias).toString());
    return Prepared.Calls.of(request.with("Authorization", "GenieKey " + key));
  }

  private static ObjectNode opening(Occasion occasion, String team, String alias) {
    JsonNode part = occasion.message().part(TYPE);
    String message = occasion.message().text();
    ObjectNode body =
        Parts.object().put("message", Parts.cut(message, LONGEST_MESSAGE)).put("alias", alias);
    String description =
        Parts.text(part, "description", message.length() > LONGEST_MESSAGE ? message : "");
    Parts.put(body, "description", Parts.cut(description, LONGEST_DESCRIPTION));
    body.putArray("responders").addObject().put("type", "team").put(idOrName(team), team);
    String priority = part.path("priority").asText();
    // An alert of the usual priority is better than one that is refused for its priority.
    Parts.put(body, "priority", PRIORITIES.contains(priority) ? priority : "");
    for (String field : List.of("actions", "tags", "details", "visibleTo")) {
      if (!part.path(field).isEmpty()) {
        body.set(field, part.path(field).deepCopy());
      }
    }
    String entity = Parts.text(part, "entity", occasion.subject().toString());
    body.put("source", SOURCE).put("entity", Parts.cut(entity, LONGEST_ENTITY));
    return signed(body, part, part.path("note").asText());
  }

  private static ObjectNode closing(Occasion occasion) {
    JsonNode part = occasion.message().part(TYPE);
    ObjectNode body = Parts.object().put("source", SOURCE);
    return signed(body, part, Parts.text(part, "note", occasion.message().text()));
  }

  private static ObjectNode signed(ObjectNode body, JsonNode part, String note) {
    Parts.put(body, "user", Parts.cut(part.path("user").asText(), LONGEST_USER));
    Parts.put(body, "note", Parts.cut(note, LONGEST_NOTE));
    return body;
  }

  /**
   * Argo's notification engine takes every recipient for the id of a team, and its pages do not.
   */
  private static String idOrName(String team) {
    boolean isId =
        team.length() == LENGTH_OF_ID
            && team.chars().allMatch(c -> c == '-' || Character.digit(c, 16) >= 0);
    return isId ? "id" : "name";
  }

  /** As a part of a path, where a plus is a plus. */
  private static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
