package io.rolloutoperator.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.api.ObjectRef;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.Session;
import io.rolloutoperator.kubectl.live.LiveObjects;
import io.rolloutoperator.kubectl.live.LiveScreen;
import io.rolloutoperator.kubectl.live.LiveTree;
import io.rolloutoperator.kubectl.view.ExperimentView;
import io.rolloutoperator.kubectl.view.Line;
import io.rolloutoperator.kubectl.view.RolloutObjects;
import io.rolloutoperator.kubectl.view.RolloutTree;
import io.rolloutoperator.kubectl.view.Screen;
import io.rolloutoperator.kubectl.view.Summary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The screen of a Rollout or an Experiment: once, or following its changes. */
final class TreeScreen {

  private final Session session;
  private final ObjectRef root;
  private final Output output;

  TreeScreen(Session session, ObjectRef root, Output output) {
    this.session = session;
    this.root = root;
    this.output = output;
  }

  private boolean isExperiment() {
    return root.kind().equals(Kind.EXPERIMENT);
  }

  /** Prints what was read. */
  void print(RolloutObjects objects) {
    picture(objects).lines().forEach(session.screen()::println);
  }

  /**
   * Follows it.
   *
   * @param limit for how long; empty until the process is ended
   * @throws CommandFailure if the root does not exist, or is deleted meanwhile
   */
  int watch(Optional<Duration> limit) throws CommandFailure {
    JsonNode first = session.cluster().get(root);
    try (LiveObjects live = new LiveObjects(session.cluster())) {
      LiveTree tree =
          isExperiment()
              ? LiveTree.ofExperiment(live, root)
              : LiveTree.ofRollout(live, root, first);
      return new LiveScreen(session, live).run(limit, () -> tree.objects().map(this::picture));
    }
  }

  private LiveScreen.Picture picture(RolloutObjects objects) {
    int width = output.columns(session);
    return new LiveScreen.Picture(
        rendered(objects, width, session.now(), session.colours()),
        () -> rendered(objects, width, Instant.EPOCH, false));
  }

  private List<String> rendered(RolloutObjects objects, int width, Instant now, boolean colours) {
    List<Line> lines =
        isExperiment()
            ? Screen.of(
                ExperimentView.rows(objects, now), RolloutTree.ofExperiment(objects), width, now)
            : Screen.of(Summary.of(objects, now), RolloutTree.of(objects), width, now);
    return lines.stream().map(line -> line.rendered(colours)).toList();
  }
}
