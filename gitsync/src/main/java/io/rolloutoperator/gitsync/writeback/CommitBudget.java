package io.rolloutoperator.gitsync.writeback;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How many commits a unit may still write: each bad commit of a Rollout is undone once, and an hour
 * has a limit, so that no loop that nobody thought of fills a repository.
 *
 * @param maxCommitsPerHour at least 1
 */
public record CommitBudget(int maxCommitsPerHour) {

  private static final Duration WINDOW = Duration.ofHours(1);

  /**
   * A commit that the unit has written, to whatever branch.
   *
   * @param undone the commit that it undid, 40 hex digits
   * @param rollout {@code shop/my-app}
   */
  public record Past(Instant at, String commit, String undone, String rollout) {}

  /** The answer. */
  public sealed interface Decision {
    record Granted() implements Decision {}

    /** This commit was undone before. */
    record Spent(Past by) implements Decision {}

    /**
     * Too many.
     *
     * @param commits within the last hour
     * @param next when one more is allowed
     */
    record Exhausted(int commits, Instant next) implements Decision {
      /** {@code 4 commits in the last hour}. */
      public String message() {
        return commits + (commits == 1 ? " commit" : " commits") + " in the last hour";
      }
    }
  }

  /** Whether this release may be undone now. */
  public Decision decide(BadRelease release, List<Past> past, Instant now) {
    Optional<Past> earlier =
        past.stream()
            .filter(commit -> commit.undone().equals(release.badCommit()))
            .filter(commit -> commit.rollout().equals(release.subject()))
            .findFirst();
    if (earlier.isPresent()) {
      return new Decision.Spent(earlier.get());
    }
    List<Instant> recent =
        past.stream()
            .map(Past::at)
            .filter(at -> at.isAfter(now.minus(WINDOW)))
            .sorted(Comparator.reverseOrder())
            .toList();
    return recent.size() < maxCommitsPerHour
        ? new Decision.Granted()
        : new Decision.Exhausted(recent.size(), recent.get(maxCommitsPerHour - 1).plus(WINDOW));
  }
}
