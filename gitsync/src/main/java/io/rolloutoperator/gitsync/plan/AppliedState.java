package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/**
 * What the last apply of an object, or the last check that found it in order, saw. As long as the
 * same is seen again, no request is needed.
 *
 * @param desiredHash of what Git wants, with marks, before live values were merged in
 * @param version generation, or resourceVersion for kinds without
 * @param marksHash of the live labels and annotations, which change no generation
 */
public record AppliedState(String desiredHash, String uid, String version, String marksHash) {

  /** What controllers note on their own objects, right after a change and as their own affair. */
  private static final List<String> BOOKKEEPING =
      List.of("deployment.kubernetes.io/revision", "rollout.argoproj.io/revision");

  /** The API server sets the generation of these once, and does not raise it with a change. */
  private static final Set<String> SAME_GENERATION = Set.of("PriorityClass");

  /** Of a live object as the API server answered it. */
  public static AppliedState of(String desiredHash, ObjectNode live) {
    JsonNode metadata = live.path("metadata");
    String version =
        metadata.has("generation") && !SAME_GENERATION.contains(live.path("kind").asText())
            ? metadata.path("generation").asText()
            : metadata.path("resourceVersion").asText();
    return new AppliedState(desiredHash, metadata.path("uid").asText(), version, marks(metadata));
  }

  private static String marks(JsonNode metadata) {
    ObjectNode marks = JsonNodeFactory.instance.objectNode();
    marks.set("labels", metadata.path("labels"));
    ObjectNode annotations = marks.putObject("annotations");
    if (metadata.path("annotations") instanceof ObjectNode texts) {
      annotations.setAll(texts);
      annotations.remove(BOOKKEEPING);
    }
    return TreeHash.of(marks);
  }
}
