package io.rolloutoperator.gitsync.manifest;

/** Counts nodes against a limit. */
final class NodeCount {

  private final int limit;
  private final String what;
  private int count;

  /**
   * @param what the start of the message, as in {@code document expands}
   */
  NodeCount(int limit, String what) {
    this.limit = limit;
    this.what = what;
  }

  int count() {
    return count;
  }

  /**
   * @throws BuildException beyond the limit
   */
  void add(String file, int nodes) {
    if (nodes > limit - count) {
      throw BuildException.in(file, what + " to more than " + limit + " nodes");
    }
    count += nodes;
  }
}
