package io.rolloutoperator.gitsync.manifest;

/**
 * What one file may still grow to. Asked before anything is built, so that a small file which
 * stands for a huge tree costs no more than its limit.
 */
final class Budget {

  private final String file;
  private final YamlLimits limits;
  private NodeCount unit;
  private int documents;
  private int nodes;
  private int aliases;

  Budget(String file, YamlLimits limits, NodeCount unit) {
    this.file = file;
    this.limits = limits;
    this.unit = unit;
  }

  /** The unit's nodes with those of this file. */
  NodeCount unit() {
    return unit;
  }

  /** Nodes of the document so far. */
  int nodes() {
    return nodes;
  }

  /** Another document begins. */
  void document() {
    if (++documents > limits.documents()) {
      throw new LimitException(
          file + ": more than " + limits.documents() + " documents",
          LimitException.Setting.DOCUMENTS);
    }
    nodes = 0;
    aliases = 0;
  }

  /** More nodes in the document. */
  void add(int more) {
    if (more > limits.documentNodes() - nodes) {
      throw BuildException.in(
          file, "document expands to more than " + limits.documentNodes() + " nodes");
    }
    nodes += more;
    unit = unit.plus(file, more);
  }

  /** Another alias in the document. */
  void alias() {
    if (++aliases > limits.aliases()) {
      throw BuildException.in(file, "too many aliases");
    }
  }

  /**
   * Something that many levels deep.
   *
   * @param line from 1
   */
  void depth(int line, int depth) {
    if (depth > limits.nesting()) {
      throw error(line, "nesting is deeper than " + limits.nesting());
    }
  }

  /** Something else is wrong with the file. */
  BuildException error(int line, String message) {
    return BuildException.at(origin(line), message);
  }

  Origin origin(int line) {
    return new Origin(file, line);
  }
}
