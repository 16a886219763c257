package io.rolloutoperator.testkit.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleSettingsTest {

  @Test
  void environmentGivesEverySetting() {
    SampleSettings settings =
        SampleSettings.of(
            Map.of(
                "APP_VERSION", "v7",
                "APP_ERROR_RATE", "0.1",
                "APP_LATENCY_MEDIAN", "20ms",
                "APP_LATENCY_P99", "80ms",
                "APP_STARTUP", "2s",
                "APP_WARMUP", "1m",
                "APP_WARMUP_FACTOR", "3",
                "APP_DRAIN", "0s",
                "PATH", "/bin"));

    assertThat(settings)
        .isEqualTo(
            new SampleSettings(
                "v7",
                0.1,
                new Latency(Duration.ofMillis(20), Duration.ofMillis(80)),
                Duration.ofSeconds(2),
                Duration.ofMinutes(1),
                3,
                Duration.ZERO));
  }

  @Test
  void oneVersionMayHaveAnErrorRateOfItsOwn() {
    Map<String, String> common = Map.of("APP_ERROR_RATE", "0.1", "APP_ERROR_RATE_v3", "0.4");

    assertThat(SampleSettings.of(version("v2", common)).errorRate()).isEqualTo(0.1);
    assertThat(SampleSettings.of(version("v3", common)).errorRate()).isEqualTo(0.4);
  }

  private static Map<String, String> version(String version, Map<String, String> common) {
    Map<String, String> environment = new HashMap<>(common);
    environment.put("APP_VERSION", version);
    return environment;
  }

  @ParameterizedTest
  @CsvSource({
    "APP_ERROR_RATE,   1.5,  errorRate 1.5: must be between 0 and 1",
    "APP_ERROR_RATE,   NaN,  errorRate NaN: must be between 0 and 1",
    "APP_STARTUP,      5,    'APP_STARTUP=5: expected a duration such as 250ms, 3s or 2m'",
    "APP_STARTUP,      s,    'APP_STARTUP=s: expected a duration such as 250ms, 3s or 2m'",
    "APP_STARTUP,      5h,   'APP_STARTUP=5h: expected a duration such as 250ms, 3s or 2m'",
    "APP_WARMUP_FACTOR, 0.5, warmupFactor 0.5: must be at least 1",
  })
  void badValueIsNamed(String name, String value, String message) {
    assertThatThrownBy(() -> SampleSettings.of(Map.of(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void latenciesHaveTheAskedMedianAndTail() {
    Latency latency = new Latency(Duration.ofMillis(20), Duration.ofMillis(80));
    Chance chance = new Chance(7);
    long[] millis =
        IntStream.range(0, 20_000)
            .mapToLong(i -> latency.at(chance.normal()).toMillis())
            .sorted()
            .toArray();

    assertThat(millis[10_000]).isBetween(19L, 21L);
    assertThat(millis[19_800]).isBetween(74L, 86L);
  }
}
