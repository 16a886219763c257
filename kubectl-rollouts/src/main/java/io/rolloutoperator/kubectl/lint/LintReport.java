package io.rolloutoperator.kubectl.lint;

import io.rolloutoperator.kubectl.lint.Finding.Severity;
import java.util.List;
import java.util.Optional;

/**
 * What there is to say about files.
 *
 * @param files how many were read
 * @param objects how many of them are of a kind that was checked
 * @param findings by file, then by line
 * @param first the error that the controller would show; empty without errors
 */
public record LintReport(int files, int objects, List<Finding> findings, Optional<Finding> first) {

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
