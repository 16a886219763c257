package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.util.Optional;

/**
 * Takes over the fields that other tools wrote by an update, so that server-side apply can remove
 * those that Git no longer has; otherwise they would stay for ever, owned by nobody who cares.
 */
final class Adoption {

  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private Adoption() {}

  /**
   * The patch that moves the fields, if there are any.
   *
   * @return a JSON patch that begins with a test of the resourceVersion
   */
  static Optional<ArrayNode> patch(ObjectNode live) {
    ObjectNode taken = JsonNodeFactory.instance.objectNode();
    ArrayNode others = JsonNodeFactory.instance.arrayNode();
    ObjectNode ours = JsonNodeFactory.instance.objectNode();
    for (JsonNode entry : live.path("metadata").path("managedFields")) {
      if (FieldOwners.ours(entry) && entry instanceof ObjectNode own) {
        ours = own.deepCopy();
      } else if (FieldOwners.predecessor(entry) && entry.path("fieldsV1").isObject()) {
        split(live, entry, taken, others);
      } else {
        others.add(entry.deepCopy());
      }
    }
    boolean lastApplied = Metadata.of(live).hasAnnotation(LAST_APPLIED);
    return taken.isEmpty() && !lastApplied
        ? Optional.empty()
        : Optional.of(operations(live, entry(live, ours, taken), others, lastApplied));
  }

  /** What people do to a Rollout by the same tools is theirs: it stays with its entry. */
  private static void split(ObjectNode live, JsonNode entry, ObjectNode taken, ArrayNode others) {
    ObjectNode fields = (ObjectNode) entry.path("fieldsV1").deepCopy();
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    if (Rollouts.isRollout(ObjectId.of(live)) && fields.get("f:spec") instanceof ObjectNode spec) {
      for (String field : new String[] {"f:paused", "f:restartAt"}) {
        JsonNode theirs = spec.remove(field);
        if (theirs != null) {
          kept.withObjectProperty("f:spec").set(field, theirs);
        }
      }
      if (spec.isEmpty()) {
        fields.remove("f:spec");
      }
    }
    union(taken, fields);
    if (!kept.isEmpty()) {
      ObjectNode rest = (ObjectNode) entry.deepCopy();
      rest.set("fieldsV1", kept);
      others.add(rest);
    }
  }

  private static void union(ObjectNode into, ObjectNode from) {
    for (var field : from.properties()) {
      if (into.get(field.getKey()) instanceof ObjectNode present
          && field.getValue() instanceof ObjectNode more) {
        union(present, more);
      } else {
        into.set(field.getKey(), field.getValue());
      }
    }
  }

  private static ObjectNode entry(ObjectNode live, ObjectNode ours, ObjectNode taken) {
    ObjectNode entry = ours.deepCopy();
    entry.put("manager", FieldOwners.OURS);
    entry.put("operation", "Apply");
    entry.put("apiVersion", live.path("apiVersion").asText());
    entry.put("fieldsType", "FieldsV1");
    union(entry.withObjectProperty("fieldsV1"), taken);
    return entry;
  }

  private static ArrayNode operations(
      ObjectNode live, ObjectNode entry, ArrayNode others, boolean lastApplied) {
    ArrayNode patch = JsonNodeFactory.instance.arrayNode();
    patch
        .addObject()
        .put("op", "test")
        .put("path", "/metadata/resourceVersion")
        .put("value", Metadata.of(live).resourceVersion());
    ArrayNode all = others.deepCopy();
    all.add(entry);
    patch.addObject().put("op", "replace").put("path", "/metadata/managedFields").set("value", all);
    if (lastApplied) {
      patch
          .addObject()
          .put("op", "remove")
          .put("path", "/metadata/annotations/" + LAST_APPLIED.replace("/", "~1"));
    }
    return patch;
  }
}
