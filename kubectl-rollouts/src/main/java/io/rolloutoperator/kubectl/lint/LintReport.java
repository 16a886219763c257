package io.rolloutoperator.kubectl.lint;

import io.rolloutoperator.kubectl.lint.Finding.Severity;
import java.util.List;

/**
 * What there is to say about files.
 *
 * @param files how many were read
 * @param objects how many of them are of a kind that was checked
 * @param findings by file, then by line
 */
public record LintReport(int files, int objects, List<Finding> findings) {

  public LintReport {
    findings = List.copyOf(findings);
  }

  /** Those that make the files unfit. */
  public List<Finding> errors() {
    return of(Severity.ERROR);
  }

  public List<Finding> warnings() {
    return of(Severity.WARNING);
  }

  private List<Finding> of(Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity).toList();
  }
}
