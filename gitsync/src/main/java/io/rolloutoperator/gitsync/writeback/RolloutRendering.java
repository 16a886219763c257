package io.rolloutoperator.gitsync.writeback;

import io.rolloutoperator.gitsync.render.InputSet;
import io.rolloutoperator.gitsync.source.CommitTree;
import java.util.Optional;

/** Renders a unit's folder and looks at one Rollout in it. Bad files are no exception. */
@FunctionalInterface
public interface RolloutRendering {

  /** Renders the files of a commit. */
  Rendered render(CommitTree tree);

  /**
   * What came out.
   *
   * @param templateHash of the Rollout's pod template; empty if the folder does not render, or the
   *     Rollout is not in it
   * @param inputs all that the rendering looked at
   */
  record Rendered(Optional<String> templateHash, InputSet inputs) {}
}
