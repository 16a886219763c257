package io.rolloutoperator.api.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import org.jspecify.annotations.Nullable;

/**
 * The hash of a canary's list of steps, {@code status.currentStepHash}: when it changes, the update
 * starts again. Taken as {@link PodTemplateHash} is, of the Go types of a canary step.
 */
public final class StepHash {

  private static final GoKind KIND = new GoKind.ListOf(new GoKind.Struct("CanaryStep"));
  private static final GoValue GO = new GoValue(GoTypes.CANARY_STEP, GoValue.Purpose.HASH);

  private StepHash() {}

  /**
   * The hash of the steps.
   *
   * @param steps {@code spec.strategy.canary.steps}; no steps are the same whether absent, null or
   *     an empty list
   */
  public static String of(@Nullable JsonNode steps) {
    return new NameHash().add(GoJson.bytes(encoded(steps))).text();
  }

  /** The steps in the form whose bytes are hashed. */
  static JsonNode encoded(@Nullable JsonNode steps) {
    return steps == null || steps.isEmpty() ? NullNode.instance : GO.of(KIND, steps);
  }
}
