package io.rolloutoperator.gitsync.writeback;

import java.util.List;

/**
 * A release that was aborted.
 *
 * @param namespace of the Rollout
 * @param rollout its name
 * @param healthyCommit where all Rollouts of the unit were healthy last, 40 hex digits
 * @param badCommit which brought the aborted template, 40 hex digits
 * @param healthyHash of the pod template at the first commit
 * @param badHash of the pod template at the second
 * @param verdict sentences on why it was aborted, one line each
 * @param measurements what was measured of it and failed, see {@link FailedMeasurements}
 */
public record BadRelease(
    String namespace,
    String rollout,
    String healthyCommit,
    String badCommit,
    String healthyHash,
    String badHash,
    List<String> verdict,
    List<String> measurements) {

  private static final int SHORT = 7;

  /** One component of a branch name must fit a file name of the server, 255 bytes. */
  private static final int LONGEST_SUBJECT = 200;

  /** Copies the lists. */
  public BadRelease {
    verdict = List.copyOf(verdict);
    measurements = List.copyOf(measurements);
  }

  /** {@code shop/my-app}. */
  public String subject() {
    return namespace + "/" + rollout;
  }

  /** {@code 1a2b3c4} of the commit to go back to. */
  public String shortHealthy() {
    return shortened(healthyCommit);
  }

  /** {@code 1a2b3c4} of the commit to undo. */
  public String shortBad() {
    return shortened(badCommit);
  }

  /**
   * {@code rollback/shop-my-app-1a2b3c4}: named after the commit to undo, so that there is one
   * branch for each.
   */
  public String branch() {
    String name = namespace + "-" + rollout;
    return "rollback/"
        + name.substring(0, Math.min(LONGEST_SUBJECT, name.length()))
        + "-"
        + shortBad();
  }

  private static String shortened(String commit) {
    return commit.substring(0, Math.min(SHORT, commit.length()));
  }
}
