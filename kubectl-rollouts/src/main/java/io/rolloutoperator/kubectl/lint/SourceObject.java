package io.rolloutoperator.kubectl.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.gitsync.manifest.KeyLines;
import io.rolloutoperator.kubectl.lint.Finding.Severity;
import io.rolloutoperator.kubectl.lint.Finding.Subject;
import io.rolloutoperator.kubectl.view.At;

/**
 * An object of a file.
 *
 * @param tree the whole object
 * @param lines of its keys
 */
public record SourceObject(String file, JsonNode tree, KeyLines lines) {

  String kind() {
    return At.text(tree, "kind");
  }

  /** The API group, "" for the core one. */
  String group() {
    String apiVersion = At.text(tree, "apiVersion");
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  String name() {
    return At.name(tree);
  }

  String namespace() {
    return At.namespace(tree);
  }

  /** A namespace that a file leaves open is taken for the same. */
  boolean mayBeIn(String namespace) {
    return namespace().isEmpty() || namespace.isEmpty() || namespace().equals(namespace);
  }

  Finding error(String path, String text) {
    return finding(Severity.ERROR, path, text);
  }

  Finding warning(String path, String text) {
    return finding(Severity.WARNING, path, text);
  }

  /** A finding in the words of the API: path and text in one line, or a text alone. */
  Finding error(String detail) {
    int colon = detail.indexOf(": ");
    boolean hasPath = colon > 0 && (detail.startsWith("spec.") || detail.startsWith("spec:"));
    return hasPath
        ? error(detail.substring(0, colon), detail.substring(colon + 2))
        : error("", detail);
  }

  /**
   * Something that it refers to is not in the files; it may well be in the cluster.
   *
   * @param detail in the words of the API
   */
  Finding absence(String detail) {
    Finding told = error(detail.endsWith("not found") ? detail + " among the files" : detail);
    return warning(told.path(), told.text());
  }

  private Finding finding(Severity severity, String path, String text) {
    String shown = name().isEmpty() ? At.text(tree, "metadata", "generateName") : name();
    return new Finding(
        severity,
        file,
        FieldLine.of(tree, lines, path),
        new Subject(kind(), namespace(), shown),
        path,
        text);
  }
}
