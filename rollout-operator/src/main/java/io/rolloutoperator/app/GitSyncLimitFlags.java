package io.rolloutoperator.app;

import io.rolloutoperator.gitsync.manifest.ByteSize;
import io.rolloutoperator.gitsync.render.RenderLimits;
import io.rolloutoperator.gitsync.source.remote.GitLimits;
import io.rolloutoperator.kube.runtime.GitSyncLimits;
import picocli.CommandLine.Option;

/** How much of a repository is taken, and how much a GitSync may be. */
final class GitSyncLimitFlags {

  @Option(
      names = "--gitsync-max-fetch-size",
      paramLabel = "<size>",
      description =
          "Most bytes that a fetch from a repository may take, on the wire and unpacked (default ${DEFAULT-VALUE}).")
  String fetchSize = "256Mi";

  @Option(
      names = "--gitsync-max-tree-entries",
      paramLabel = "<n>",
      description = "Most files and folders of a repository's commit (default ${DEFAULT-VALUE}).")
  int treeEntries = 200_000;

  @Option(
      names = "--gitsync-max-files",
      paramLabel = "<n>",
      description = "Most files that a GitSync may look at (default ${DEFAULT-VALUE}).")
  int files = 100_000;

  @Option(
      names = "--gitsync-max-objects",
      paramLabel = "<n>",
      description = "Most objects of a GitSync (default ${DEFAULT-VALUE}).")
  int objects = 10_000;

  @Option(
      names = "--gitsync-max-rendered-size",
      paramLabel = "<size>",
      description = "Most bytes of all objects of a GitSync (default ${DEFAULT-VALUE}).")
  String renderedSize = "10M";

  @Option(
      names = "--gitsync-max-manifest-size",
      paramLabel = "<size>",
      description = "Most bytes of a file that a GitSync reads (default ${DEFAULT-VALUE}).")
  String manifestSize = "3Mi";

  @Option(
      names = "--gitsync-max-documents",
      paramLabel = "<n>",
      description = "Most YAML documents in a file (default ${DEFAULT-VALUE}).")
  int documents = 1_000;

  /** What a size may be, as it is written. */
  private record Range(String least, String most) {

    static final Range FETCH = new Range("1Mi", "4Gi");
    static final Range RENDERED = new Range("100k", "50M");
    static final Range MANIFEST = new Range("64Ki", (RenderLimits.LARGEST_MANIFEST >> 20) + "Mi");

    /**
     * The bytes of a size.
     *
     * @throws WrongUsageException if it is none, or outside of the range
     */
    long bytes(String flag, String size) {
      return ByteSize.parse(size)
          .filter(bytes -> bytes >= bytes(least) && bytes <= bytes(most))
          .orElseThrow(
              () ->
                  new WrongUsageException(
                      "%s must be a size between %s and %s, got \"%s\""
                          .formatted(flag, least, most, size)));
    }

    private static long bytes(String size) {
      return ByteSize.parse(size).orElseThrow();
    }
  }

  /**
   * Judges the values.
   *
   * @throws WrongUsageException with one line that names the first wrong flag
   */
  void require() {
    GitSyncLimits _ = limits();
    require("--gitsync-max-tree-entries", treeEntries, 1_000, 2_000_000);
    require("--gitsync-max-files", files, 100, 1_000_000);
    require("--gitsync-max-objects", objects, 10, 100_000);
    require("--gitsync-max-documents", documents, 10, 100_000);
  }

  private static void require(String flag, int value, int least, int most) {
    if (value < least || value > most) {
      throw new WrongUsageException(
          "%s must be between %d and %d, got %d".formatted(flag, least, most, value));
    }
  }

  /** The controllers' part, of values that {@link #require} let through. */
  GitSyncLimits limits() {
    return new GitSyncLimits(
        GitLimits.of(Range.FETCH.bytes("--gitsync-max-fetch-size", fetchSize), treeEntries),
        RenderLimits.of(
            files,
            objects,
            (int) Range.RENDERED.bytes("--gitsync-max-rendered-size", renderedSize),
            (int) Range.MANIFEST.bytes("--gitsync-max-manifest-size", manifestSize),
            documents));
  }
}
