package io.rolloutoperator.engine.validation;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Annotations and status fields that somebody else has written and that make no sense. They are
 * ignored and worked out anew; each is worth one Warning.
 */
public final class DistrustedInput {

  private static final String REVISION = "rollout.argoproj.io/revision";
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final Set<String> PHASES =
      Set.of("", "Healthy", "Degraded", "Progressing", "Paused");

  private DistrustedInput() {}

  /** The revision in an object's annotations; 0 when absent or not a number. */
  public static long revision(Map<String, String> annotations) {
    String text = annotations.getOrDefault(REVISION, "");
    return NUMBER.matcher(text).matches() ? Long.parseLong(text) : 0;
  }

  /** A revision annotation that is no number. */
  public static Stream<String> annotationWarnings(Map<String, String> annotations) {
    String text = annotations.get(REVISION);
    return text == null || NUMBER.matcher(text).matches()
        ? Stream.empty()
        : Stream.of(
            "annotation %s has invalid value %s; ignored".formatted(REVISION, ShownValue.of(text)));
  }

  /**
   * A step index outside the steps, an unknown phase.
   *
   * @param stepIndex {@code status.currentStepIndex}
   * @param steps the number of steps; the index may be equal to it
   */
  public static Stream<String> statusWarnings(
      String phase, @Nullable Integer stepIndex, int steps) {
    Stream<String> index =
        stepIndex == null || (stepIndex >= 0 && stepIndex <= steps)
            ? Stream.empty()
            : Stream.of(
                "status.currentStepIndex %d is out of range 0..%d; recomputed from spec"
                    .formatted(stepIndex, steps));
    Stream<String> unknown =
        PHASES.contains(phase)
            ? Stream.empty()
            : Stream.of(
                "status.phase %s is unknown; recomputed from spec".formatted(ShownValue.of(phase)));
    return Stream.concat(index, unknown);
  }
}
