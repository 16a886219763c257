package io.rolloutoperator.gitsync.source.remote;

/** What the operator's installation sets for all repositories. */
public record GitSettings(GitLimits limits, EgressPolicy egress, GitTraffic traffic) {

  /** The usual limits. */
  public static GitSettings of(EgressPolicy egress) {
    return new GitSettings(GitLimits.defaults(), egress, GitTraffic.ignored());
  }
}
