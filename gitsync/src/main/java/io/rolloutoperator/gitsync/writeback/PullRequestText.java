package io.rolloutoperator.gitsync.writeback;

import io.rolloutoperator.api.OneLine;
import java.util.List;
import java.util.NavigableSet;

/** Title and body of a request to merge what undoes a release. Markdown. */
final class PullRequestText {

  private static final int LONGEST_TITLE = 250;

  private PullRequestText() {}

  static String title(BadRelease release) {
    return OneLine.clean(CommitMessage.subject(release), LONGEST_TITLE);
  }

  /**
   * The body. What others wrote stands in indented blocks: there it is neither markup, nor a
   * mention of a person, nor one of the commands that forges obey at the beginning of a line.
   *
   * @param badUrl page of the commit to undo, or empty
   * @param files that the commit restores or deletes
   */
  static String body(BadRelease release, String badUrl, NavigableSet<String> files) {
    StringBuilder body = new StringBuilder();
    body.append("The release of Rollout `").append(release.subject()).append("` with commit ");
    body.append(badUrl.isEmpty() ? release.shortBad() : link(release.shortBad(), badUrl));
    body.append(" was aborted");
    List<String> verdict = CommitMessage.verdict(release);
    body.append(verdict.isEmpty() ? ".\n\n" : ":\n\n").append(block(verdict));
    List<String> measurements = CommitMessage.lines(release.measurements());
    if (!measurements.isEmpty()) {
      body.append("What its analysis measured:\n\n").append(block(measurements));
    }
    body.append("These files get back their content of ")
        .append(release.shortHealthy())
        .append(", the last commit that was healthy. Nothing else is changed:\n\n")
        .append(block(files.stream().map(path -> OneLine.clean(path, 500)).toList()));
    return body.append("Pods keep running the stable version, merged or not.\n").toString();
  }

  private static String link(String text, String url) {
    return "[" + text + "](" + url + ")";
  }

  private static String block(List<String> lines) {
    StringBuilder block = new StringBuilder();
    lines.forEach(line -> block.append("    ").append(line).append('\n'));
    return lines.isEmpty() ? "" : block.append('\n').toString();
  }
}
