package io.rolloutoperator.kubectl.lint;

import io.rolloutoperator.kubectl.lint.Finding.Severity;
import io.rolloutoperator.kubectl.lint.Finding.Subject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What there is to say about files.
 *
 * @param files how many were read
 * @param objects how many of them are of a kind that was checked
 * @param findings by file, then by line
 * @param first the error that the controller would show; empty without errors of objects
 */
public record LintReport(int files, int objects, List<Finding> findings, Optional<Finding> first) {

  public LintReport {
    findings = List.copyOf(findings);
  }

  /** The same with every warning as an error. */
  public LintReport strict() {
    List<Finding> all = findings.stream().map(Finding::asError).toList();
    return new LintReport(files, objects, all, first.or(() -> ofObjects(all)));
  }

  /** The first finding that is about an object. */
  static Optional<Finding> ofObjects(List<Finding> findings) {
    return findings.stream()
        .filter(finding -> finding.severity() == Severity.ERROR)
        .filter(finding -> !finding.object().equals(Subject.NONE))
        .findFirst();
  }

  /** What was checked, for who would else see nothing: {@code 3 objects in 1 file}. */
  public String extent() {
    return "%d object%s in %d file%s"
        .formatted(objects, objects == 1 ? "" : "s", files, files == 1 ? "" : "s");
  }

  /** How many there are of each severity: {@code 2 errors, 1 warning}; "" for none. */
  public String counts() {
    return Stream.of(count(errors().size(), "error"), count(warnings().size(), "warning"))
        .filter(count -> !count.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private static String count(int number, String what) {
    return number == 0 ? "" : number + " " + what + (number == 1 ? "" : "s");
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
