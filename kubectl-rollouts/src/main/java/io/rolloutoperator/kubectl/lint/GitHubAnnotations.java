package io.rolloutoperator.kubectl.lint;

import java.util.List;

/**
 * Findings as workflow commands of GitHub Actions, which shows each beside its line.
 *
 * @see <a
 *     href="https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions">the
 *     format</a>
 */
public final class GitHubAnnotations {

  private GitHubAnnotations() {}

  /** A line for each finding. */
  public static List<String> of(LintReport report) {
    return report.findings().stream().map(GitHubAnnotations::of).toList();
  }

  private static String of(Finding finding) {
    String level =
        switch (finding.severity()) {
          case ERROR -> "error";
          case WARNING -> "warning";
        };
    String object = finding.object().display();
    String title = object.isEmpty() ? "" : ",title=" + property(object);
    return "::%s file=%s,line=%d%s::%s"
        .formatted(
            level, property(finding.file()), finding.line(), title, text(finding.sentence()));
  }

  private static String text(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return text(text).replace(":", "%3A").replace(",", "%2C");
  }
}
