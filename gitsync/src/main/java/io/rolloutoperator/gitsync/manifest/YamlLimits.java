package io.rolloutoperator.gitsync.manifest;

/**
 * How much YAML is read. Nodes are keys, scalars, mappings and sequences, counted as if each alias
 * were written out.
 *
 * @param bytes of a file
 * @param documents in a file
 * @param nesting of mappings and sequences
 * @param aliases in a document
 * @param documentNodes in a document
 * @param unitNodes in all files that one {@link YamlReader} reads
 */
public record YamlLimits(
    int bytes, int documents, int nesting, int aliases, int documentNodes, int unitNodes) {

  /** 3 MiB and 1,000 documents a file, nesting 100, 50 aliases, 200,000 nodes, a million a unit. */
  public static final YamlLimits DEFAULT =
      new YamlLimits(3 << 20, 1_000, 100, 50, 200_000, 1_000_000);

  /** The same for other files, and for as many nodes of a unit. */
  public static YamlLimits of(int bytes, int documents, int unitNodes) {
    return new YamlLimits(
        bytes,
        documents,
        DEFAULT.nesting(),
        DEFAULT.aliases(),
        DEFAULT.documentNodes(),
        Math.max(DEFAULT.unitNodes(), unitNodes));
  }
}
