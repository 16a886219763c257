package io.rolloutoperator.gitsync.render;

import io.rolloutoperator.gitsync.manifest.YamlLimits;

/**
 * How much one unit may be.
 *
 * @param files looked at, also those of other kinds than YAML
 * @param objects rendered
 * @param renderedBytes of all objects as JSON
 * @param ignoreSteps patterns times segments of paths that they are matched with: patterns and
 *     paths are a tenant's, the time that matching takes is everybody's
 * @param yaml of each file
 */
public record RenderLimits(
    int files, int objects, int renderedBytes, long ignoreSteps, YamlLimits yaml) {

  /** The largest file that any setting may allow. */
  public static final int LARGEST_MANIFEST = 16 << 20;

  /** Five times what the patterns that are built in take. */
  private static final long STEPS_PER_FILE = 1_000;

  private static final int FILES = 100_000;
  private static final int NODES_PER_OBJECT = 100;

  /** 100,000 files, 10,000 objects, 10 MB. */
  public static final RenderLimits DEFAULT =
      of(FILES, 10_000, 10_000_000, YamlLimits.DEFAULT.bytes(), YamlLimits.DEFAULT.documents());

  /**
   * What is set up. What else is counted grows with it where more files or objects than by default
   * are let through.
   *
   * @param manifestBytes of one file
   * @param documents in one file
   */
  public static RenderLimits of(
      int files, int objects, int renderedBytes, int manifestBytes, int documents) {
    return new RenderLimits(
        files,
        objects,
        renderedBytes,
        STEPS_PER_FILE * Math.max(files, FILES),
        YamlLimits.of(manifestBytes, documents, NODES_PER_OBJECT * objects));
  }
}
