package io.rolloutoperator.gitsync.render;

import io.rolloutoperator.gitsync.render.IgnoreRules.Verdict;
import io.rolloutoperator.gitsync.unit.Rendering;
import java.util.List;

/**
 * Which files of a unit's folder are read: {@code render.recurse}, {@code include} and {@code
 * exclude}.
 *
 * @param included whether files are read about which {@code include} says nothing
 */
record FileChoice(boolean recurse, IgnoreRules include, IgnoreRules exclude, boolean included) {

  private static final List<String> EXTENSIONS = List.of(".yaml", ".yml", ".json");

  /**
   * @param folder of the unit, that patterns count from
   */
  static FileChoice of(Rendering rendering, String folder) {
    return new FileChoice(
        rendering.recurse(),
        rules("spec.render.include", folder, rendering.include()),
        rules("spec.render.exclude", folder, rendering.exclude()),
        rendering.include().isEmpty());
  }

  private static IgnoreRules rules(String name, String folder, List<String> patterns) {
    return IgnoreRules.parse(name, folder, String.join("\n", patterns));
  }

  boolean takesFile(String path) {
    return EXTENSIONS.stream().anyMatch(path::endsWith)
        && isIncluded(path, false)
        && exclude.verdict(path, false) != Verdict.MATCHED;
  }

  boolean takesFolder(String path) {
    return recurse && exclude.verdict(path, true) != Verdict.MATCHED;
  }

  /** What counts in a folder below: all its files, if the folder is named to be included. */
  FileChoice within(String path) {
    return new FileChoice(recurse, include, exclude, isIncluded(path, true));
  }

  private boolean isIncluded(String path, boolean isFolder) {
    return switch (include.verdict(path, isFolder)) {
      case MATCHED -> true;
      case TAKEN_BACK -> false;
      case NOTHING_SAID -> included;
    };
  }
}
