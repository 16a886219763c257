package io.rolloutoperator.kube.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RequestRateTest {
  private final AtomicLong now = new AtomicLong(-5);

  @Test
  void aBurstLeavesAtOnceAndTheRestAtTheRate() {
    RequestRate rate = new RequestRate(10, 3, now::get);

    assertThat(
            new long[] {
              rate.reserve(), rate.reserve(), rate.reserve(), rate.reserve(), rate.reserve()
            })
        .containsExactly(
            0, 0, 0, Duration.ofMillis(100).toNanos(), Duration.ofMillis(200).toNanos());
  }

  @Test
  void aRestFillsTheBucketButNotBeyondItsSize() {
    RequestRate rate = new RequestRate(10, 2, now::get);
    rate.reserve();
    rate.reserve();
    now.addAndGet(Duration.ofHours(1).toNanos());

    assertThat(new long[] {rate.reserve(), rate.reserve(), rate.reserve()})
        .containsExactly(0, 0, Duration.ofMillis(100).toNanos());
  }

  @Test
  void refusesARateOfNothing() {
    assertThatThrownBy(() -> new RequestRate(0, 1)).hasMessageContaining("qps must be above 0");
    assertThatThrownBy(() -> new RequestRate(1, 0)).hasMessageContaining("burst at least 1");
    assertThatThrownBy(() -> new RequestRate(Double.NaN, 1))
        .hasMessageContaining("qps must be above 0");
  }
}
