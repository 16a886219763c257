package io.rolloutoperator.testkit.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;

/**
 * One answered request.
 *
 * @param at when it arrived
 * @param user such as {@code system:serviceaccount:NAMESPACE:NAME}
 * @param actingAs whose rights were used instead of the user's own; empty without impersonation
 * @param verb such as {@code get}, {@code watch}, {@code patch}
 * @param group API group, empty for the core
 * @param resource plural, with {@code /subresource} if there is one; the path for non-resources
 * @param name of the object, empty for lists and creations
 * @param code HTTP status of the answer
 * @param fieldManager that the request names, empty without
 * @param message of an answer that is no success; empty otherwise
 * @param dryRun whether the request was only to be checked and nothing stored
 * @param requestBody what was sent; missing unless the policy records the user's bodies
 */
public record AuditEntry(
    Instant at,
    String user,
    String actingAs,
    String userAgent,
    String verb,
    String group,
    String resource,
    String namespace,
    String name,
    int code,
    String fieldManager,
    String message,
    boolean dryRun,
    JsonNode requestBody) {
  private static final Set<String> WRITES =
      Set.of("create", "update", "patch", "delete", "deletecollection");

  static AuditEntry of(JsonNode line) {
    JsonNode object = line.path("objectRef");
    String subresource = object.path("subresource").asText("");
    String resource = object.path("resource").asText(line.path("requestURI").asText());
    return new AuditEntry(
        Instant.parse(line.path("requestReceivedTimestamp").asText()),
        line.path("user").path("username").asText(),
        line.path("impersonatedUser").path("username").asText(),
        line.path("userAgent").asText(),
        line.path("verb").asText(),
        object.path("apiGroup").asText(""),
        subresource.isEmpty() ? resource : resource + "/" + subresource,
        object.path("namespace").asText(""),
        object.path("name").asText(""),
        line.path("responseStatus").path("code").asInt(),
        parameter(line, "fieldManager"),
        line.path("responseStatus").path("message").asText(),
        parameter(line, "dryRun").equals("All"),
        line.path("requestObject"));
  }

  private static String parameter(JsonNode line, String name) {
    String query = line.path("requestURI").asText().replaceFirst("^[^?]*\\??", "");
    return Arrays.stream(query.split("&"))
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> pair.substring(name.length() + 1))
        .findFirst()
        .orElse("");
  }

  /** Returns whether the request is to change an object, refused or not. */
  public boolean isWrite() {
    return !dryRun && WRITES.contains(verb);
  }

  /** Returns whether the API server did what it was asked for. */
  public boolean isDone() {
    return code >= 200 && code < 300;
  }

  /** Returns whether it was made with another user's rights. */
  public boolean isImpersonated() {
    return !actingAs.isEmpty();
  }

  /** Returns whether the request renews a lease or tells an event, which is no change of state. */
  public boolean isHousekeeping() {
    return (resource.equals("leases") && group.equals("coordination.k8s.io"))
        || resource.equals("events");
  }

  /** Returns the request in a line, such as {@code patch rollouts.argoproj.io/status ns/name}. */
  public String summary() {
    String[] parts = resource.split("/", 2);
    String kind = group.isEmpty() ? parts[0] : parts[0] + "." + group;
    String sub = parts.length > 1 ? "/" + parts[1] : "";
    return verb + " " + kind + sub + " " + namespace + "/" + name;
  }
}
