package io.rolloutoperator.engine.plan;

/**
 * Notes the current revision on the Rollout.
 *
 * @param revision number of the revision, ≥ 1
 */
public record SetRevision(long revision) implements Action {

  @Override
  public String describe() {
    return "set revision of Rollout to " + revision;
  }
}
