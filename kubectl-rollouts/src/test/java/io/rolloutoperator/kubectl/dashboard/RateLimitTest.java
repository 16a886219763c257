package io.rolloutoperator.kubectl.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitTest {

  private static final int PER_SECOND = 4;
  private static final int BURST = 3;

  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000_000_000_000L);
  private final RateLimit limit = new RateLimit(PER_SECOND, BURST, clock::get);

  private int passing(int of) {
    int passed = 0;
    for (int i = 0; i < of; i++) {
      passed += limit.passes() ? 1 : 0;
    }
    return passed;
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "249, 0", "250, 1", "500, 2", "750, 3", "10000, 3"})
  void afterABurstSoManyPassAsTimeWentBy(long millis, int more) {
    assertThat(passing(10)).isEqualTo(BURST);
    clock.addAndGet(Duration.ofMillis(millis).toNanos());
    assertThat(passing(10)).isEqualTo(more);
  }
}
