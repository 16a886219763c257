package io.rolloutoperator.engine.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RollingLimitsTest {

  @ParameterizedTest
  @CsvSource({
    // replicas, surge, unavailable, resolved surge, resolved unavailable
    "4, 25, 25, 1, 1",
    "5, 25%, 25%, 2, 1",
    "3, 25%, 25%, 1, 0",
    "1, 25%, 25%, 1, 0",
    "0, 25%, 25%, 0, 0",
    "10, 0, 5%, 0, 1",
    "10, 0%, 0%, 0, 1",
    "10, 200%, 100%, 20, 10",
    "2147483647, 100%, 100%, 2147483647, 2147483647",
    "2147483647, 2147483647%, 25%, 46116860141324207, 536870911"
  })
  void resolvesPercentages(
      int replicas, String surge, String unavailable, long maxSurge, int maxUnavailable) {
    assertThat(RollingLimits.resolve(replicas, text(surge), text(unavailable)))
        .isEqualTo(new RollingLimits(maxSurge, maxUnavailable));
  }

  @ParameterizedTest
  @CsvSource({"4, 0, 0, 0, 1", "4, 1, 0, 1, 0", "4, 9, 9, 9, 4", "0, 0, 0, 0, 0", "0, 1, 1, 1, 0"})
  void resolvesPods(int replicas, int surge, int unavailable, long maxSurge, int maxUnavailable) {
    assertThat(
            RollingLimits.resolve(
                replicas, new RollingLimit.Pods(surge), new RollingLimit.Pods(unavailable)))
        .isEqualTo(new RollingLimits(maxSurge, maxUnavailable));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "%", "-1%", "+5", "1.5%", "a", "25%%", " 25", "2147483648", "99999999999"})
  void refusesTextThatIsNoPercentage(String text) {
    assertThat(RollingLimit.ofText(text)).isEmpty();
  }

  private static RollingLimit text(String text) {
    return RollingLimit.ofText(text).orElseThrow();
  }
}
