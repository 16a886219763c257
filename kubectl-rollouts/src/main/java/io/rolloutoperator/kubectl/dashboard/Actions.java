package io.rolloutoperator.kubectl.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.action.AbortAction;
import io.rolloutoperator.kubectl.action.PromoteAction;
import io.rolloutoperator.kubectl.action.RestartAction;
import io.rolloutoperator.kubectl.action.RetryAction;
import io.rolloutoperator.kubectl.action.RolloutAction;
import io.rolloutoperator.kubectl.action.SetImageAction;
import io.rolloutoperator.kubectl.action.UndoAction;
import io.rolloutoperator.kubectl.api.Cluster;
import io.rolloutoperator.kubectl.api.ObjectRef;
import io.rolloutoperator.kubectl.change.ImageChange;
import io.rolloutoperator.kubectl.change.Promotion.Extent;
import io.rolloutoperator.kubectl.json.Json;
import io.rolloutoperator.kubectl.view.At;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** {@code POST api/rollout/NS/NAME/ACTION}: what commands do, sent by buttons. */
final class Actions {

  private final Clusters clusters;
  private final Clock clock;

  Actions(Clusters clusters, Clock clock) {
    this.clusters = clusters;
    this.clock = clock;
  }

  /**
   * The endpoint of an action on a Rollout.
   *
   * @throws Rejected with 404 if there is no such action
   */
  Endpoint named(String name, ObjectRef rollout) throws Rejected {
    return switch (name) {
      case "promote" -> doing(rollout, body -> new PromoteAction(Extent.NEXT));
      case "promote-full" -> doing(rollout, body -> new PromoteAction(Extent.FULL));
      case "abort" -> doing(rollout, body -> new AbortAction());
      case "retry" -> doing(rollout, body -> new RetryAction());
      case "restart" -> doing(rollout, body -> RestartAction.now(clock.instant()));
      case "undo" -> doing(rollout, Actions::undo);
      case "set-image" -> doing(rollout, Actions::setImage);
      default -> throw new Rejected(404, "there is no such action");
    };
  }

  /** Reads what the action needs to know. */
  private interface Reader {
    RolloutAction read(JsonNode body) throws Rejected;
  }

  private Endpoint doing(ObjectRef rollout, Reader reader) {
    return (call, body) -> {
      RolloutAction action = reader.read(tree(body));
      try (Cluster cluster = clusters.open()) {
        return Answer.message(200, action.on(rollout, cluster));
      }
    };
  }

  private static JsonNode tree(String body) throws Rejected {
    try {
      JsonNode tree = Json.read(body.isEmpty() ? "{}" : body);
      if (tree.isObject()) {
        return tree;
      }
    } catch (IOException _) {
      // told below
    }
    throw new Rejected(400, "the body is no JSON object");
  }

  /** {@code {"revision": 3}}. */
  private static RolloutAction undo(JsonNode body) throws Rejected {
    return new UndoAction(
        At.number(body, "revision")
            .filter(revision -> revision > 0)
            .orElseThrow(() -> new Rejected(400, "revision must be a whole number above 0")));
  }

  /** {@code {"images": {"shop": "registry.example/shop:1.9.0"}}}. */
  private static RolloutAction setImage(JsonNode body) throws Rejected {
    List<ImageChange> changes = new ArrayList<>();
    for (var image : body.path("images").properties()) {
      String name = image.getValue().asText("");
      if (!image.getValue().isTextual() || name.isBlank()) {
        throw new Rejected(400, "an image must be a text that is not empty");
      }
      changes.add(new ImageChange(image.getKey(), name.strip()));
    }
    if (changes.isEmpty()) {
      throw new Rejected(400, "images must name a container and its image");
    }
    return new SetImageAction(changes);
  }
}
