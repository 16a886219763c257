package io.rolloutoperator.kubectl.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Revisions and roles of ReplicaSets. */
public final class Revisions {

  private Revisions() {}

  /** The revision of a ReplicaSet, AnalysisRun or Experiment; 0 if it has none. */
  public static int of(JsonNode object) {
    String text = At.annotation(object, Names.REVISION);
    boolean number =
        !text.isEmpty() && text.length() < 10 && text.chars().allMatch(Character::isDigit);
    return number ? Integer.parseInt(text) : 0;
  }

  /** What a ReplicaSet is for the Rollout: stable, canary, active, preview. */
  static List<String> roles(JsonNode rollout, JsonNode replicaSet) {
    String hash = At.label(replicaSet, Names.HASH);
    JsonNode status = rollout.path("status");
    List<String> roles = new ArrayList<>();
    if (hash.isEmpty()) {
      return roles;
    }
    boolean stable = hash.equals(At.text(status, "stableRS"));
    boolean current = hash.equals(At.text(status, "currentPodHash"));
    if (stable) {
      roles.add("stable");
    }
    if (rollout.path("spec").path("strategy").has("blueGreen")) {
      boolean active = hash.equals(At.text(status, "blueGreen", "activeSelector"));
      if (active) {
        roles.add("active");
      } else if (hash.equals(At.text(status, "blueGreen", "previewSelector"))) {
        roles.add("preview");
      }
    } else if (current && !stable) {
      roles.add("canary");
    }
    return roles;
  }

  /** The ReplicaSet with a hash. */
  static Optional<JsonNode> withHash(List<JsonNode> replicaSets, String hash) {
    return replicaSets.stream()
        .filter(set -> !hash.isEmpty() && At.label(set, Names.HASH).equals(hash))
        .findFirst();
  }

  /** The images of all containers of a pod template, in their order, each once. */
  public static List<String> images(JsonNode template) {
    List<String> images = new ArrayList<>();
    for (String list : List.of("initContainers", "containers")) {
      for (JsonNode container : At.node(template, "spec", list)) {
        String image = At.text(container, "image");
        if (!image.isEmpty() && !images.contains(image)) {
          images.add(image);
        }
      }
    }
    return images;
  }
}
