package io.rolloutoperator.notify.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;

/**
 * What an object was like when a notification of it became due, as far as alerts tell it: small
 * enough to be stored with what waits, so that the next process tells the same.
 *
 * @param tree {@code {"revision": text, "status": {field: value or null}, "release": {...}}}; a
 *     GitSync has only the status
 */
public record Moment(JsonNode tree) {

  private static final List<String> OF_ROLLOUTS =
      List.of("phase", "message", "abort", "abortedAt", "currentStepIndex", "currentPodHash");
  private static final List<String> OF_GIT_SYNCS =
      List.of("conditions", "lastAttemptedRevision", "lastAppliedRevision");

  private static final String STATUS = "status";
  private static final String RELEASE = "release";
  private static final String REVISION = "revision";

  /** Of a text; a message of the API server may be of any length. */
  private static final int LONGEST = 1000;

  /** That of a Rollout. */
  public static Moment of(JsonNode rollout, Release release) {
    ObjectNode tree = ofStatus(rollout, OF_ROLLOUTS);
    tree.put(
        REVISION, rollout.path("metadata").path("annotations").path(Release.REVISION).asText());
    release.texts().forEach(tree.putObject(RELEASE)::put);
    return new Moment(tree);
  }

  /** That of a GitSync. */
  public static Moment of(JsonNode gitSync) {
    return new Moment(ofStatus(gitSync, OF_GIT_SYNCS));
  }

  private static ObjectNode ofStatus(JsonNode object, List<String> fields) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    ObjectNode status = tree.putObject(STATUS);
    fields.forEach(field -> status.set(field, shortened(object.path(STATUS).get(field))));
    return tree;
  }

  /** The same with no text that is too long, as those of conditions may be. */
  private static JsonNode shortened(JsonNode value) {
    return switch (value) {
      case TextNode text when text.asText().length() > LONGEST ->
          TextNode.valueOf(text.asText().substring(0, LONGEST) + "…");
      case ArrayNode list -> {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        list.forEach(one -> all.add(shortened(one)));
        yield all;
      }
      case ObjectNode object -> {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(field -> all.set(field.getKey(), shortened(field.getValue())));
        yield all;
      }
      case null, default -> value;
    };
  }

  /**
   * The object as it was then; what is not kept is as it is now.
   *
   * @param now the object
   */
  public JsonNode over(JsonNode now) {
    ObjectNode then = copy(now);
    ObjectNode status = copy(now.path(STATUS));
    tree.path(STATUS)
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isNull()) {
                status.remove(field.getKey());
              } else {
                status.set(field.getKey(), field.getValue());
              }
            });
    then.set(STATUS, status);
    if (tree.has(REVISION)) {
      ObjectNode metadata = copy(now.path("metadata"));
      ObjectNode annotations = copy(metadata.path("annotations"));
      annotations.set(Release.REVISION, tree.get(REVISION));
      metadata.set("annotations", annotations);
      then.set("metadata", metadata);
    }
    return then;
  }

  /** The release as it was then; empty of a GitSync. */
  public Optional<Release> release() {
    return tree.has(RELEASE) ? Optional.of(Release.read(tree.get(RELEASE))) : Optional.empty();
  }

  /** The fields themselves are shared. */
  private static ObjectNode copy(JsonNode object) {
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    object.properties().forEach(field -> copy.set(field.getKey(), field.getValue()));
    return copy;
  }
}
