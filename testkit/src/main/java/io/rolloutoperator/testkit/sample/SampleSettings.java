package io.rolloutoperator.testkit.sample;

import java.time.Duration;
import java.util.Map;

/**
 * What one version of the sample app does. Immutable; the control endpoint replaces it as a whole.
 *
 * @param version what the app answers as its version
 * @param errorRate share of requests answered with 500, 0 to 1
 * @param latency how long an answer takes once the app is warm
 * @param startup after this time since the start {@code /healthz} answers 200
 * @param warmup within this time since the start answers are slower, first by {@code warmupFactor},
 *     linearly down to 1
 * @param warmupFactor at least 1
 * @param drain how long the app goes on serving, unready, after it was told to end; a busy
 *     machine's routers take more than a second to learn of that, as those of large clusters do
 */
public record SampleSettings(
    String version,
    double errorRate,
    Latency latency,
    Duration startup,
    Duration warmup,
    double warmupFactor,
    Duration drain) {

  public SampleSettings {
    if (!(errorRate >= 0 && errorRate <= 1)) {
      throw new IllegalArgumentException(
          "errorRate %s: must be between 0 and 1".formatted(errorRate));
    }
    if (!(warmupFactor >= 1)) {
      throw new IllegalArgumentException(
          "warmupFactor %s: must be at least 1".formatted(warmupFactor));
    }
  }

  public static SampleSettings version(String version) {
    return new SampleSettings(
        version, 0, Latency.NONE, Duration.ZERO, Duration.ZERO, 1, Duration.ofSeconds(2));
  }

  public SampleSettings withErrorRate(double rate) {
    return new SampleSettings(version, rate, latency, startup, warmup, warmupFactor, drain);
  }

  public SampleSettings withLatency(Latency latency) {
    return new SampleSettings(version, errorRate, latency, startup, warmup, warmupFactor, drain);
  }

  public SampleSettings withStartup(Duration startup) {
    return new SampleSettings(version, errorRate, latency, startup, warmup, warmupFactor, drain);
  }

  public SampleSettings withWarmup(Duration warmup, double factor) {
    return new SampleSettings(version, errorRate, latency, startup, warmup, factor, drain);
  }

  public SampleSettings withDrain(Duration drain) {
    return new SampleSettings(version, errorRate, latency, startup, warmup, warmupFactor, drain);
  }

  /**
   * Reads a pod's environment: {@code APP_VERSION}, {@code APP_ERROR_RATE} and, for one version
   * only, {@code APP_ERROR_RATE_<version>}; {@code APP_LATENCY_MEDIAN}, {@code APP_LATENCY_P99},
   * {@code APP_STARTUP}, {@code APP_WARMUP}, {@code APP_WARMUP_FACTOR}, {@code APP_DRAIN}.
   * Durations are written as {@code 250ms}, {@code 3s} or {@code 2m}. What is absent keeps its
   * default.
   */
  public static SampleSettings of(Map<String, String> environment) {
    SampleSettings common = version("unknown").with("APP_", environment);
    double ownRate =
        new Settings("APP_", environment)
            .number("ERROR_RATE_" + common.version(), common.errorRate());
    return common.withErrorRate(ownRate);
  }

  /**
   * These settings with those of the given values that are there, under {@code prefix} plus their
   * name.
   */
  SampleSettings with(String prefix, Map<String, String> values) {
    Settings read = new Settings(prefix, values);
    Duration median = read.duration("LATENCY_MEDIAN", latency.median());
    Duration p99 =
        read.duration("LATENCY_P99", median.equals(latency.median()) ? latency.p99() : median);
    return new SampleSettings(
        read.text("VERSION", version),
        read.number("ERROR_RATE", errorRate),
        new Latency(median, p99),
        read.duration("STARTUP", startup),
        read.duration("WARMUP", warmup),
        read.number("WARMUP_FACTOR", warmupFactor),
        read.duration("DRAIN", drain));
  }

  /** Typed look-ups that name the setting when its value is bad. */
  private record Settings(String prefix, Map<String, String> values) {

    String text(String name, String absent) {
      return values.getOrDefault(prefix + name, absent);
    }

    double number(String name, double absent) {
      String text = values.get(prefix + name);
      try {
        return text == null ? absent : Double.parseDouble(text);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "%s%s=%s: expected a number".formatted(prefix, name, text), e);
      }
    }

    Duration duration(String name, Duration absent) {
      String text = values.get(prefix + name);
      if (text == null) {
        return absent;
      }
      String unit = text.replaceFirst("^[0-9]+", "");
      if (unit.equals(text)) {
        throw badDuration(name, text);
      }
      long amount = Long.parseLong(text.substring(0, text.length() - unit.length()));
      return switch (unit) {
        case "ms" -> Duration.ofMillis(amount);
        case "s" -> Duration.ofSeconds(amount);
        case "m" -> Duration.ofMinutes(amount);
        default -> throw badDuration(name, text);
      };
    }

    private IllegalArgumentException badDuration(String name, String text) {
      return new IllegalArgumentException(
          "%s%s=%s: expected a duration such as 250ms, 3s or 2m".formatted(prefix, name, text));
    }
  }
}
