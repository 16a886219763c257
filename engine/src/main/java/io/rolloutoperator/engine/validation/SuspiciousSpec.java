package io.rolloutoperator.engine.validation;

import io.rolloutoperator.api.rollout.CanaryStrategy;
import io.rolloutoperator.api.rollout.RolloutSpec;
import io.rolloutoperator.api.template.UnreadableQuantities;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fields that are accepted, because existing Rollouts have them, but hardly mean what their author
 * meant. The controller tells them in one Warning Event, lint as warnings.
 */
public final class SuspiciousSpec {

  private SuspiciousSpec() {}

  /**
   * A doubtful field.
   *
   * @param path the field from the object's root
   * @param text what is wrong and what happens instead
   */
  public record Suspicion(String path, String text) {
    /** Path and text in one line. */
    public String message() {
      return path + ": " + text;
    }
  }

  /** All doubtful fields, in the order of the spec. */
  public static Stream<Suspicion> suspicions(RolloutSpec spec) {
    CanaryStrategy canary = spec.strategy().canary();
    return Stream.of(
            unreadableQuantities(spec), canary == null ? Stream.<Suspicion>empty() : canary(canary))
        .flatMap(suspicions -> suspicions);
  }

  /** Those of them that the API server refuses in the pods: quantities that are none. */
  public static Stream<Suspicion> unreadableQuantities(RolloutSpec spec) {
    return spec.template() == null
        ? Stream.empty()
        : UnreadableQuantities.of(spec.template()).entrySet().stream()
            .map(
                quantity ->
                    new Suspicion(
                        "spec.template." + quantity.getKey(),
                        "quantities must match the regular expression"
                            + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$', %s does not; it counts as 0"
                                .formatted(ShownValue.of(quantity.getValue()))));
  }

  private static Stream<Suspicion> canary(CanaryStrategy canary) {
    return Stream.of(SuspiciousCanary.of(canary), SuspiciousSteps.of(canary))
        .flatMap(suspicions -> suspicions);
  }

  /** A number outside its range. */
  static Stream<Suspicion> outside(String path, @Nullable Integer value, int least, int most) {
    return value == null || (value >= least && value <= most)
        ? Stream.empty()
        : Stream.of(
            new Suspicion(path, "%d is not between %d and %d".formatted(value, least, most)));
  }

  /** A suspicion if something holds. */
  static Stream<Suspicion> when(boolean holds, String path, String text) {
    return holds ? Stream.of(new Suspicion(path, text)) : Stream.empty();
  }
}
