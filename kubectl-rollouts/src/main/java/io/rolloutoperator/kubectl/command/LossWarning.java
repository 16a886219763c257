package io.rolloutoperator.kubectl.command;

import io.rolloutoperator.kubectl.api.ApiFailure;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.Session;
import io.rolloutoperator.kubectl.live.LiveObjects;
import java.util.Optional;

/**
 * What who follows without a screen is told of a lost connection: each loss once, on standard
 * error. It is tried again for ever, unless the credentials have expired.
 */
final class LossWarning {

  private final Session session;
  private final LiveObjects live;
  private boolean told;

  LossWarning(Session session, LiveObjects live) {
    this.session = session;
    this.live = live;
  }

  /**
   * Tells a loss that is new.
   *
   * @throws CommandFailure if trying again is no use
   */
  void tell() throws CommandFailure {
    Optional<ApiFailure> expired = live.unauthorized();
    if (expired.isPresent()) {
      throw expired.get();
    }
    Optional<CommandFailure> loss = live.loss();
    if (loss.isPresent() && !told) {
      session.err().println("Warning: " + LiveObjects.lossNote(loss.get()));
    }
    told = loss.isPresent();
  }
}
