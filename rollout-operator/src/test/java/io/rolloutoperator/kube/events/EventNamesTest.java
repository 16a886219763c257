package io.rolloutoperator.kube.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.kube.fence.FakeClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventNamesTest {
  private final FakeClock clock = new FakeClock();
  private final EventNames names = new EventNames(clock.asClock());

  @Test
  void sortInTheOrderTheyWereGivenWhateverTheClockDoes() {
    List<String> given = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      given.add(names.next("web"));
      if (i == 30) {
        clock.jumpWall(Duration.ofMinutes(-5));
      }
      if (i == 60) {
        clock.advance(Duration.ofMinutes(10));
      }
    }
    assertThat(given).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void lookLikeThoseOfKubernetesOwnComponents() {
    assertThat(names.next("web")).isEqualTo("web.1898b5d9b3d68000");
  }

  @Test
  void areNeverTooLong() {
    assertThat(names.next("n".repeat(253))).hasSize(253).contains(".");
  }
}
