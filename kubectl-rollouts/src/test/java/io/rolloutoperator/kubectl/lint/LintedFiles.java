package io.rolloutoperator.kubectl.lint;

import io.rolloutoperator.kubectl.lint.SourceFile.Choice;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Files as {@code lint} reads them, and what it says about them. */
final class LintedFiles {

  /** A valid Rollout {@code web} but for what stands in its strategy, in line 7. */
  static final String ROLLOUT =
      "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: web}\nspec:\n"
          + "  selector: {matchLabels: {app: web}}\n  template: {metadata: {labels: {app: web}}, spec:"
          + " {containers: [{name: main, image: 'web:1'}]}}\n  strategy: {canary: %s}\n";

  private LintedFiles() {}

  static SourceFile file(String name, String text, Choice choice) {
    return SourceFile.read(name, text.getBytes(StandardCharsets.UTF_8), choice);
  }

  /** The findings in a file {@code f.yaml}. */
  static List<String> lint(String text) {
    return lines(Lint.of(List.of(file("f.yaml", text, Choice.NAMED)), List.of()));
  }

  static List<String> lines(LintReport report) {
    return report.findings().stream().map(Finding::display).toList();
  }
}
