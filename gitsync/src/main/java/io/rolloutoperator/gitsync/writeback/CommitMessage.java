package io.rolloutoperator.gitsync.writeback;

import io.rolloutoperator.api.OneLine;
import java.util.List;
import java.util.Optional;

/**
 * The message of a commit that undoes a release, and what such messages of others say.
 *
 * <pre>
 * Roll back shop/my-app to 0f1e2d3
 *
 * - error rate 4.1 % against 0.2 % of stable
 *
 * Rollback-Of: 1a2b3c4...
 * Rollout: shop/my-app
 * Written-By: rollout-operator 5d1c...
 * </pre>
 */
public final class CommitMessage {

  private static final String ROLLBACK_OF = "Rollback-Of";
  private static final String ROLLOUT = "Rollout";
  private static final String WRITTEN_BY = "Written-By";
  private static final String OPERATOR = "rollout-operator";

  private static final int LONGEST_LINE = 500;
  private static final int MOST_LINES = 50;

  private CommitMessage() {}

  /** {@code Roll back shop/my-app to 0f1e2d3}. */
  public static String subject(BadRelease release) {
    return line("Roll back " + release.subject() + " to " + release.shortHealthy());
  }

  /**
   * The whole message. Sentences of the verdict are list items: none can pass for a trailer, nor
   * for a command that a forge looks for at the beginning of a line.
   *
   * @param installation id of this installation of the operator
   */
  public static String of(BadRelease release, String installation) {
    StringBuilder message = new StringBuilder(subject(release)).append("\n\n");
    List<String> verdict = verdict(release);
    verdict.forEach(sentence -> message.append("- ").append(sentence).append('\n'));
    return message
        .append(verdict.isEmpty() ? "" : "\n")
        .append(trailer(ROLLBACK_OF, release.badCommit()))
        .append(trailer(ROLLOUT, release.subject()))
        .append(trailer(WRITTEN_BY, OPERATOR + " " + installation))
        .toString();
  }

  /** The sentences, one line each, without empty ones. */
  static List<String> verdict(BadRelease release) {
    return lines(release.verdict());
  }

  /** Texts of others as one line each, without empty ones. */
  static List<String> lines(List<String> texts) {
    return texts.stream()
        .map(CommitMessage::line)
        .filter(sentence -> !sentence.isEmpty())
        .limit(MOST_LINES)
        .toList();
  }

  /**
   * Which installation of the operator wrote a commit, if any did. Its own commits are never
   * undone, nor those of another installation on the same branch: the two would undo each other for
   * ever.
   */
  public static Optional<String> writtenBy(String message) {
    return trailerOf(message, WRITTEN_BY)
        .filter(value -> value.equals(OPERATOR) || value.startsWith(OPERATOR + " "))
        .map(value -> value.substring(OPERATOR.length()).strip());
  }

  /** Which commit a message says to undo. */
  public static Optional<String> rollbackOf(String message) {
    return trailerOf(message, ROLLBACK_OF);
  }

  /** Which Rollout, {@code shop/my-app}, a message says to roll back. */
  public static Optional<String> rollout(String message) {
    return trailerOf(message, ROLLOUT);
  }

  /**
   * The last one of a key counts, as for Git; but all paragraphs are looked at: a forge that
   * squashes a request puts trailers of its own below ours.
   */
  private static Optional<String> trailerOf(String message, String key) {
    List<String> lines = message.lines().toList();
    for (int i = lines.size() - 1; i > 0; i--) {
      String line = lines.get(i);
      int colon = line.indexOf(':');
      if (colon > 0 && line.substring(0, colon).equalsIgnoreCase(key)) {
        return Optional.of(line.substring(colon + 1).strip());
      }
    }
    return Optional.empty();
  }

  private static String trailer(String key, String value) {
    return key + ": " + line(value) + "\n";
  }

  private static String line(String text) {
    return OneLine.clean(text, LONGEST_LINE);
  }
}
