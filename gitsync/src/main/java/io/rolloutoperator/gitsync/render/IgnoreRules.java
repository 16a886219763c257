package io.rolloutoperator.gitsync.render;

import io.rolloutoperator.gitsync.manifest.BuildException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A gitignore text: which of the paths below a folder it is about. The last rule that is about a
 * path decides.
 *
 * @param folder that paths in the text count from; empty for the root
 */
record IgnoreRules(String folder, List<IgnoreRule> rules) {

  private static final int MOST_RULES = 1_000;

  /** What rules say of a path. */
  enum Verdict {
    MATCHED,
    TAKEN_BACK,
    NOTHING_SAID
  }

  /**
   * @param name of the text, for messages
   * @throws BuildException if it has more than 1,000 lines that are rules
   */
  static IgnoreRules parse(String name, String folder, String text) {
    List<IgnoreRule> rules =
        text.lines()
            .map(IgnoreRule::parse)
            .flatMap(Optional::stream)
            .limit(MOST_RULES + 1)
            .toList();
    if (rules.size() > MOST_RULES) {
      throw BuildException.in(name, "more than " + MOST_RULES + " patterns");
    }
    return new IgnoreRules(folder, rules);
  }

  boolean isEmpty() {
    return rules.isEmpty();
  }

  /**
   * @param path from the root of the repository, below this text's folder
   */
  Verdict verdict(String path, boolean isFolder) {
    List<String> segments = segments(path);
    for (IgnoreRule rule : rules.reversed()) {
      if (rule.matches(segments, isFolder)) {
        return rule.negated() ? Verdict.TAKEN_BACK : Verdict.MATCHED;
      }
    }
    return Verdict.NOTHING_SAID;
  }

  private List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    int start = folder.isEmpty() ? 0 : folder.length() + 1;
    for (int slash = path.indexOf('/', start); slash >= 0; slash = path.indexOf('/', start)) {
      segments.add(path.substring(start, slash));
      start = slash + 1;
    }
    segments.add(path.substring(start));
    return segments;
  }
}
