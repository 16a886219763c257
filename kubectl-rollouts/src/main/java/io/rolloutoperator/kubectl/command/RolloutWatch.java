package io.rolloutoperator.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.api.ObjectRef;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.Session;
import io.rolloutoperator.kubectl.live.LiveObjects;
import io.rolloutoperator.kubectl.live.LiveRollout;
import io.rolloutoperator.kubectl.live.LiveScreen;
import io.rolloutoperator.kubectl.view.RolloutObjects;
import java.time.Duration;
import java.util.Optional;

/** The screen of a Rollout that follows its changes until it is told to end. */
final class RolloutWatch {

  private final Session session;
  private final ObjectRef ref;
  private final Output output;

  RolloutWatch(Session session, ObjectRef ref, Output output) {
    this.session = session;
    this.ref = ref;
    this.output = output;
  }

  /**
   * Follows it.
   *
   * @param limit for how long; empty until the process is ended
   * @throws CommandFailure if the Rollout does not exist, or is deleted meanwhile
   */
  int run(Optional<Duration> limit) throws CommandFailure {
    JsonNode first = session.cluster().get(ref);
    try (LiveObjects live = new LiveObjects(session.cluster())) {
      LiveRollout rollout = LiveRollout.follow(live, ref, first);
      return new LiveScreen(session, live).run(limit, () -> rollout.objects().map(this::picture));
    }
  }

  private LiveScreen.Picture picture(RolloutObjects objects) {
    int width = output.columns(session);
    return new LiveScreen.Picture(
        GetRolloutCommand.rendered(objects, session, width),
        () -> GetRolloutCommand.timeless(objects, width));
  }
}
