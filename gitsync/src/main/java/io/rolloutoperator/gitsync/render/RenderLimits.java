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

  /**
   * 100,000 files, 10,000 objects, 10 MB, and five times the steps that so many files take with the
   * patterns that are built in.
   */
  public static final RenderLimits DEFAULT =
      new RenderLimits(100_000, 10_000, 10_000_000, 100_000_000, YamlLimits.DEFAULT);
}
