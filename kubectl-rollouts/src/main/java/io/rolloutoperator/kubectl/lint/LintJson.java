package io.rolloutoperator.kubectl.lint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.kubectl.lint.Finding.Subject;
import java.util.Locale;

/**
 * A report for programs, as {@code docs/lint.schema.json} describes it. Fields are added, never
 * renamed or taken away.
 */
public final class LintJson {

  private LintJson() {}

  /** The whole report. */
  public static ObjectNode of(LintReport report) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("files", report.files()).put("objects", report.objects());
    tree.put("errors", report.errors().size()).put("warnings", report.warnings().size());
    var findings = tree.putArray("findings");
    report.findings().forEach(finding -> findings.add(of(finding)));
    return tree;
  }

  private static ObjectNode of(Finding finding) {
    Subject object = finding.object();
    return JsonNodeFactory.instance
        .objectNode()
        .put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
        .put("file", finding.file())
        .put("line", finding.line())
        .put("kind", object.kind())
        .put("namespace", object.namespace())
        .put("name", object.name())
        .put("path", finding.path())
        .put("text", finding.text());
  }
}
