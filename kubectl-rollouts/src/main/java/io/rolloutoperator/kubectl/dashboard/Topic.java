package io.rolloutoperator.kubectl.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.kubectl.api.ApiFailure;
import io.rolloutoperator.kubectl.api.Cluster;
import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.api.ObjectRef;
import io.rolloutoperator.kubectl.api.Selection;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.live.LiveObjects;
import io.rolloutoperator.kubectl.live.LiveTree;
import io.rolloutoperator.kubectl.view.ListPage;
import io.rolloutoperator.kubectl.view.RolloutObjects;
import io.rolloutoperator.kubectl.view.RolloutPage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a page shows and is kept up to date. */
sealed interface Topic {

  /** What is known of it. */
  @FunctionalInterface
  interface Known {
    /**
     * The parts of the page by name; empty until the first answers have come.
     *
     * @throws CommandFailure if there will be none
     */
    Optional<Map<String, ObjectNode>> parts() throws CommandFailure;
  }

  /**
   * Begins to follow it.
   *
   * @throws CommandFailure if it cannot be read
   */
  Known follow(Cluster cluster, LiveObjects live) throws CommandFailure;

  /**
   * The Rollouts of a namespace.
   *
   * @param namespace "" for all
   */
  record OfNamespace(String namespace) implements Topic {

    private static final String NOTES = "notes";

    @Override
    public Known follow(Cluster cluster, LiveObjects live) {
      live.follow(Selection.of(Kind.ROLLOUT, namespace));
      return () -> parts(live);
    }

    private static Optional<Map<String, ObjectNode>> parts(LiveObjects live) throws CommandFailure {
      ApiFailure refusal = live.refusals().get(Kind.ROLLOUT);
      if (refusal != null) {
        throw refusal;
      }
      Optional<List<JsonNode>> rollouts = live.of(Kind.ROLLOUT);
      if (rollouts.isEmpty()) {
        return Optional.empty();
      }
      Map<String, ObjectNode> parts = ListPage.parts(rollouts.get());
      ObjectNode notes = JsonNodeFactory.instance.objectNode();
      live.notes().forEach(notes.putArray(NOTES)::add);
      parts.put(NOTES, notes);
      return Optional.of(parts);
    }
  }

  /** One Rollout and what belongs to it. */
  record OfRollout(ObjectRef rollout) implements Topic {

    @Override
    public Known follow(Cluster cluster, LiveObjects live) throws CommandFailure {
      LiveTree followed = LiveTree.ofRollout(live, rollout, cluster.get(rollout));
      return () -> followed.objects().map(OfRollout::parts);
    }

    private static Map<String, ObjectNode> parts(RolloutObjects objects) {
      Map<String, ObjectNode> parts = RolloutPage.parts(objects);
      parts.put("actions", IdleActions.of(objects.rollout()));
      return parts;
    }
  }
}
