package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Whether applying a manifest would change the live object: the answer of the dry-run is compared
 * with what is there, without fields that the server or controllers write, and in one notation.
 */
public final class DriftRule {

  private static final Set<String> SERVER_FIELDS =
      Set.of(
          "managedFields",
          "resourceVersion",
          "generation",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "uid",
          "selfLink");

  private DriftRule() {}

  /**
   * Where the two differ, as JSON pointers without values; nothing if an apply would change
   * nothing.
   *
   * @param desired as in Git: fields that a controller fills count only if Git names them
   * @param dryRun what the API server would store
   */
  public static List<String> differences(ObjectNode desired, ObjectNode dryRun, ObjectNode live) {
    return TreeDiff.paths(normal(desired, dryRun), normal(desired, live));
  }

  private static ObjectNode normal(ObjectNode desired, ObjectNode object) {
    ObjectNode copy = object.deepCopy();
    copy.remove("status");
    if (copy.get("metadata") instanceof ObjectNode metadata) {
      metadata.remove(SERVER_FIELDS);
    }
    ObjectId id = ObjectId.of(copy);
    switch (id.kind()) {
      case "Secret" -> encodeStringData(copy);
      case "HorizontalPodAutoscaler" -> sortMetrics(copy);
      case "ServiceAccount" -> {
        if (!desired.has("secrets")) {
          copy.remove("secrets");
        }
      }
      default -> {}
    }
    normalPorts(copy);
    if (!namesBundle(desired)) {
      removeBundles(copy);
    }
    return copy;
  }

  private static void encodeStringData(ObjectNode secret) {
    if (!(secret.remove("stringData") instanceof ObjectNode texts) || texts.isEmpty()) {
      return;
    }
    ObjectNode data =
        secret.get("data") instanceof ObjectNode present ? present : secret.putObject("data");
    texts
        .properties()
        .forEach(
            text ->
                data.put(
                    text.getKey(),
                    Base64.getEncoder()
                        .encodeToString(
                            text.getValue().asText().getBytes(StandardCharsets.UTF_8))));
  }

  /** The autoscaling API returns metrics in an order of its own. */
  private static void sortMetrics(ObjectNode autoscaler) {
    if (autoscaler.path("spec").path("metrics") instanceof ArrayNode metrics) {
      List<JsonNode> sorted = new ArrayList<>();
      metrics.forEach(sorted::add);
      sorted.sort(Comparator.comparing(TreeHash::canonical));
      metrics.removeAll();
      metrics.addAll(sorted);
    }
  }

  private static void normalPorts(JsonNode node) {
    if (node.get("ports") instanceof ArrayNode ports) {
      for (JsonNode port : ports) {
        if (port instanceof ObjectNode object
            && (object.has("port") || object.has("containerPort"))
            && !object.hasNonNull("protocol")) {
          object.put("protocol", "TCP");
        }
      }
    }
    node.forEach(DriftRule::normalPorts);
  }

  /** Other controllers inject the certificate; {@code Cg==} is what generators put in its place. */
  private static boolean namesBundle(JsonNode desired) {
    String own = desired.path("caBundle").asText();
    if (!own.isEmpty() && !own.equals("Cg==")) {
      return true;
    }
    for (JsonNode child : desired) {
      if (namesBundle(child)) {
        return true;
      }
    }
    return false;
  }

  private static void removeBundles(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove("caBundle");
    }
    node.forEach(DriftRule::removeBundles);
  }
}
