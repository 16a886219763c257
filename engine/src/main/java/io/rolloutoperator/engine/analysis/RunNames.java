package io.rolloutoperator.engine.analysis;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The names of the AnalysisRuns for one question: the base name, and with a number behind it those
 * of its repetitions, {@code web-6b56c8cdb4-2-1}, {@code web-6b56c8cdb4-2-1.1} ….
 *
 * @param base the name that the revision and the step have
 */
public record RunNames(String base) {

  /** How many free names are offered: somebody else may have some; who takes all is not outrun. */
  private static final int OFFERED = 10;

  /** Whether a run of that name was made for this question. */
  public boolean include(String name) {
    return name.equals(base) || name.startsWith(base + ".");
  }

  /**
   * The first names that no run of the Rollout has, in the order to try them. Which of them objects
   * of somebody else have only the attempt tells.
   *
   * @param taken the names of the Rollout's runs
   */
  public List<String> free(Set<String> taken) {
    return IntStream.iterate(0, n -> n + 1)
        .mapToObj(n -> n == 0 ? base : base + "." + n)
        .filter(name -> !taken.contains(name))
        .limit(OFFERED)
        .toList();
  }
}
