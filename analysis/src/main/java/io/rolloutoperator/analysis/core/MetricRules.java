package io.rolloutoperator.analysis.core;

import io.rolloutoperator.api.GoDuration;
import io.rolloutoperator.api.analysis.Metric;
import io.rolloutoperator.api.analysis.MetricProvider;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What makes metrics invalid once their arguments are substituted. The texts are part of the wire
 * contract.
 */
final class MetricRules {

  /** In the order in which problems are shown. */
  private static final List<Function<Metric, Optional<String>>> RULES =
      List.of(
          MetricRules::limits,
          MetricRules::counts,
          MetricRules::interval,
          MetricRules::initialDelay,
          MetricRules::provider);

  private MetricRules() {}

  /** The first problem. */
  static Optional<String> problem(List<Metric> metrics) {
    if (metrics.isEmpty()) {
      return Optional.of("no metrics specified");
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < metrics.size(); i++) {
      Metric metric = metrics.get(i);
      Optional<String> problem =
          names.add(metric.name())
              ? problem(metric)
              : Optional.of("duplicate name '" + metric.name() + "'");
      if (problem.isPresent()) {
        return Optional.of("metrics[" + i + "]: " + problem.get());
      }
    }
    return Optional.empty();
  }

  /** The first problem of one metric by itself. */
  static Optional<String> problem(Metric metric) {
    return RULES.stream().map(rule -> rule.apply(metric)).flatMap(Optional::stream).findFirst();
  }

  private static Optional<String> limits(Metric metric) {
    MetricLimits limits = MetricLimits.of(metric);
    if (limits.consecutiveSuccessLimit() < 0) {
      return Optional.of("consecutiveSuccessLimit must be >= 0");
    }
    if (limits.failureLimit() < -1) {
      return Optional.of("failureLimit must be >= 0, or -1 to be disabled");
    }
    if (limits.toleratesAllFailures() && !limits.wantsConsecutiveSuccess()) {
      return Optional.of("failureLimit and consecutiveSuccessLimit cannot both be disabled");
    }
    if (limits.inconclusiveLimit() < 0) {
      return Optional.of("inconclusiveLimit must be >= 0");
    }
    return limits.consecutiveErrorLimit() < 0
        ? Optional.of("consecutiveErrorLimit must be >= 0")
        : Optional.empty();
  }

  private static Optional<String> counts(Metric metric) {
    MetricLimits limits = MetricLimits.of(metric);
    int count = MetricLimits.orElse(metric.count(), 0);
    if (count <= 0) {
      return Optional.empty();
    }
    int failures = limits.failureLimit();
    int successes = limits.consecutiveSuccessLimit();
    if (failures >= 0 && count < (long) failures + successes) {
      return Optional.of(
          "count (%d) must be >= failureLimit + consecutiveSuccessLimit (%d + %d) if both >= 0"
              .formatted(count, failures, successes));
    }
    if (count < successes) {
      return Optional.of("count must be >= consecutiveSuccessLimit");
    }
    return count < limits.inconclusiveLimit()
        ? Optional.of("count must be >= inconclusiveLimit")
        : Optional.empty();
  }

  private static Optional<String> interval(Metric metric) {
    if (metric.interval().isEmpty()) {
      return MetricLimits.orElse(metric.count(), 0) > 1
          ? Optional.of("interval must be specified when count > 1")
          : Optional.empty();
    }
    return durationProblem(metric.interval()).map(reason -> "invalid interval string: " + reason);
  }

  private static Optional<String> initialDelay(Metric metric) {
    return metric.initialDelay().isEmpty()
        ? Optional.empty()
        : durationProblem(metric.initialDelay())
            .map(reason -> "invalid startDelay string: " + reason);
  }

  private static Optional<String> durationProblem(String text) {
    return switch (GoDuration.parse(text)) {
      case GoDuration.Invalid(String message) -> Optional.of(message);
      case GoDuration.Valid(Duration value) ->
          value.isNegative() ? Optional.of("negative duration \"" + text + "\"") : Optional.empty();
    };
  }

  private static Optional<String> provider(Metric metric) {
    long providers = countProviders(metric.provider());
    if (providers == 0) {
      return Optional.of("no provider specified");
    }
    return providers > 1 ? Optional.of("multiple providers specified") : Optional.empty();
  }

  private static long countProviders(@Nullable MetricProvider provider) {
    if (provider == null) {
      return 0;
    }
    Stream<@Nullable Object> builtIn =
        Stream.of(
            provider.prometheus(),
            provider.kayenta(),
            provider.web(),
            provider.datadog(),
            provider.wavefront(),
            provider.newRelic(),
            provider.job(),
            provider.cloudWatch(),
            provider.graphite(),
            provider.influxdb(),
            provider.skywalking());
    return builtIn.filter(Objects::nonNull).count() + provider.plugin().size();
  }
}
