package io.rolloutoperator.analysis.core;

import io.rolloutoperator.api.IntOrString;
import io.rolloutoperator.api.analysis.Metric;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How many measurements a metric takes, and how many bad ones it tolerates.
 *
 * @param count measurements without errors until the metric ends; empty: none is the last
 * @param failureLimit tolerated failed measurements; -1: all
 * @param inconclusiveLimit tolerated inconclusive measurements
 * @param consecutiveErrorLimit tolerated errors in a row
 * @param consecutiveSuccessLimit successful measurements in a row that end the metric; 0: off
 */
record MetricLimits(
    OptionalInt count,
    int failureLimit,
    int inconclusiveLimit,
    int consecutiveErrorLimit,
    int consecutiveSuccessLimit) {

  private static final int DEFAULT_CONSECUTIVE_ERROR_LIMIT = 4;

  static MetricLimits of(Metric metric) {
    return new MetricLimits(
        effectiveCount(metric),
        orElse(metric.failureLimit(), 0),
        orElse(metric.inconclusiveLimit(), 0),
        orElse(metric.consecutiveErrorLimit(), DEFAULT_CONSECUTIVE_ERROR_LIMIT),
        orElse(metric.consecutiveSuccessLimit(), 0));
  }

  /** One measurement without interval, unlimited ones with it; 0 counts as absent. */
  static OptionalInt effectiveCount(Metric metric) {
    int count = orElse(metric.count(), 0);
    if (count != 0) {
      return OptionalInt.of(count);
    }
    return metric.interval().isEmpty() ? OptionalInt.of(1) : OptionalInt.empty();
  }

  boolean toleratesAllFailures() {
    return failureLimit < 0;
  }

  boolean wantsConsecutiveSuccess() {
    return consecutiveSuccessLimit > 0;
  }

  /**
   * A number, or a text that is a number; any other text counts as 0, as clients of this API
   * expect.
   */
  static int orElse(@Nullable IntOrString value, int otherwise) {
    return switch (value) {
      case null -> otherwise;
      case IntOrString.Int number -> number.value();
      case IntOrString.Text text -> number(text.value());
    };
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
