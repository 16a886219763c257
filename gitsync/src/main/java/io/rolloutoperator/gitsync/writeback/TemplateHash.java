package io.rolloutoperator.gitsync.writeback;

import java.util.Optional;
import java.util.SortedMap;

/** Renders files in memory and tells what pod template comes out. */
@FunctionalInterface
public interface TemplateHash {

  /**
   * The hash of the Rollout's pod template.
   *
   * @param files every file there is, by its path from the repository's root
   * @return empty if the files do not render, or the Rollout is not among the objects
   */
  Optional<String> at(SortedMap<String, FileContent> files);
}
