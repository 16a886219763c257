package io.rolloutoperator.kubectl.view;

import java.util.Map;

/**
 * A status with the sign that Argo Rollouts' users know for it.
 *
 * @param word such as {@code Healthy}
 */
public record Health(String word, String icon, Tone tone) {

  private static final Health UNKNOWN = new Health("Unknown", "?", Tone.QUIET);

  private static final Map<String, Health> KNOWN =
      Map.ofEntries(
          entry("Healthy", "✔", Tone.GOOD),
          entry("Successful", "✔", Tone.GOOD),
          entry("Running", "✔", Tone.GOOD),
          entry("Complete", "✔", Tone.GOOD),
          entry("Completed", "✔", Tone.GOOD),
          entry("Degraded", "✖", Tone.BAD),
          entry("Failed", "✖", Tone.BAD),
          entry("Progressing", "◌", Tone.WAITING),
          entry("Paused", "॥", Tone.WAITING),
          entry("Pending", "◷", Tone.WAITING),
          entry("ContainerCreating", "◌", Tone.WAITING),
          entry("PodInitializing", "◌", Tone.WAITING),
          entry("Terminating", "◌", Tone.QUIET),
          entry("Error", "⚠", Tone.BAD),
          entry("Inconclusive", "?", Tone.WAITING),
          entry("ScaledDown", "•", Tone.QUIET));

  private static Map.Entry<String, Health> entry(String word, String icon, Tone tone) {
    return Map.entry(word, new Health(word, icon, tone));
  }

  /** Of a Rollout, ReplicaSet, Experiment or Job. */
  public static Health of(String word) {
    return word.isEmpty()
        ? UNKNOWN
        : KNOWN.getOrDefault(word, new Health(word, UNKNOWN.icon, UNKNOWN.tone));
  }

  /** Of something that has an end: while it runs, nothing is good yet. */
  static Health ofRun(String phase) {
    return phase.equals("Running") ? new Health(phase, "◌", Tone.WAITING) : of(phase);
  }

  Line line() {
    return Line.of(icon + " ", tone).plus(word);
  }
}
