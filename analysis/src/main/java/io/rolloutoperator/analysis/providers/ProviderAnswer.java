package io.rolloutoperator.analysis.providers;

import io.rolloutoperator.analysis.core.AnalysisPhase;
import io.rolloutoperator.analysis.expression.Value;
import java.time.Instant;
import java.util.Map;

/**
 * What a provider answers. Texts may contain anything the other side sent; they are cut, cleaned
 * and redacted later.
 */
public sealed interface ProviderAnswer {

  /**
   * A result for the metric's conditions.
   *
   * @param text the result as it is shown in the measurement
   * @param metadata of the measurement
   */
  record Data(Value result, String text, Map<String, String> metadata) implements ProviderAnswer {}

  /**
   * An outcome that the provider judged itself.
   *
   * @param phase a completed phase
   * @param message why; may be empty
   * @param text what was measured; may be empty
   */
  record Judged(AnalysisPhase phase, String message, String text, Map<String, String> metadata)
      implements ProviderAnswer {}

  /**
   * Not done yet.
   *
   * @param resumeAt when to look again
   * @param metadata what the provider needs to find it again
   */
  record Ongoing(Instant resumeAt, Map<String, String> metadata) implements ProviderAnswer {}

  /**
   * No result.
   *
   * @param message one line
   */
  record Failure(String message) implements ProviderAnswer {}
}
