package io.rolloutoperator.kube.gitsync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutageTest {

  private static final Instant BEGIN = Instant.parse("2026-02-03T04:05:06Z");

  private final Outage outage = new Outage();

  private boolean isNewsAfter(int seconds) {
    return outage.isNews(BEGIN.plusSeconds(seconds), Optional.of(Duration.ofSeconds(10)));
  }

  @Test
  void whatIsOverSoonIsNoNews() {
    assertThat(isNewsAfter(0)).isFalse();
    assertThat(isNewsAfter(9)).isFalse();
    outage.ended();
    assertThat(isNewsAfter(12)).as("another one").isFalse();
    assertThat(isNewsAfter(21)).isFalse();
  }

  @Test
  void whatLastsIsToldOnce() {
    assertThat(isNewsAfter(0)).isFalse();
    assertThat(isNewsAfter(10)).isTrue();
    assertThat(isNewsAfter(11)).as("the status could not be written").isTrue();
    outage.told();
    assertThat(isNewsAfter(1000)).isFalse();
    outage.ended();
    assertThat(isNewsAfter(2000)).isFalse();
    assertThat(isNewsAfter(2010)).isTrue();
  }

  @Test
  void withoutAnIntervalItIsSeconds() {
    assertThat(outage.isNews(BEGIN, Optional.empty())).isFalse();
    assertThat(outage.isNews(BEGIN.plusSeconds(4), Optional.empty())).isFalse();
    assertThat(outage.isNews(BEGIN.plusSeconds(5), Optional.empty())).isTrue();
  }
}
