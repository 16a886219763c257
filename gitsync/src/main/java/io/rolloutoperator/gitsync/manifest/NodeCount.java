package io.rolloutoperator.gitsync.manifest;

/** The nodes of all files of a unit, counted against the limit. */
final class NodeCount {

  private final int limit;
  private final int count;

  private NodeCount(int limit, int count) {
    this.limit = limit;
    this.count = count;
  }

  static NodeCount upTo(int limit) {
    return new NodeCount(limit, 0);
  }

  /** What this would be with more nodes. */
  NodeCount plus(String file, int nodes) {
    if (nodes > limit - count) {
      throw BuildException.in(file, "files of the unit expand to more than " + limit + " nodes");
    }
    return new NodeCount(limit, count + nodes);
  }
}
