package io.rolloutoperator.kubectl.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.kubectl.view.At;
import java.util.List;
import java.util.Optional;

/**
 * A container gets another image.
 *
 * @param container its name, or {@code *} for all
 */
public record ImageChange(String container, String image) {

  private static final List<String> LISTS =
      List.of("initContainers", "containers", "ephemeralContainers");

  /** Reads {@code container=image}; neither can have an equals sign in it. */
  public static Optional<ImageChange> parse(String text) {
    int equals = text.indexOf('=');
    return equals < 1 || equals == text.length() - 1 || text.indexOf('=', equals + 1) > 0
        ? Optional.empty()
        : Optional.of(new ImageChange(text.substring(0, equals), text.substring(equals + 1)));
  }

  /**
   * Changes the pod template of a workload in its place.
   *
   * @return whether there is such a container
   */
  public boolean applyTo(JsonNode workload) {
    boolean found = false;
    JsonNode pod = At.node(workload, "spec", "template", "spec");
    for (String list : LISTS) {
      for (JsonNode element : pod.path(list)) {
        if (element instanceof ObjectNode each
            && (container.equals("*") || At.text(each, "name").equals(container))) {
          each.put("image", image);
          found = true;
        }
      }
    }
    return found;
  }
}
