package io.rolloutoperator.gitsync.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeliveryMemoryTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

  private final DeliveryMemory memory = new DeliveryMemory(100);

  private boolean remember(String delivery, Instant now) {
    return memory.remember(delivery, now.plus(DeliveryMemory.SPAN), now);
  }

  @Test
  void aDeliveryIsKnownForFiveMinutes() {
    assertThat(remember("a", NOW)).isTrue();

    assertThat(remember("a", NOW)).isFalse();
    assertThat(remember("a", NOW.plusSeconds(299))).isFalse();
    assertThat(remember("b", NOW.plusSeconds(299))).isTrue();
    assertThat(remember("a", NOW.plusSeconds(300))).isTrue();
  }

  @Test
  void aRefusedCopyDoesNotProlongTheMemory() {
    assertThat(remember("a", NOW)).isTrue();
    assertThat(remember("a", NOW.plusSeconds(200))).isFalse();

    assertThat(remember("a", NOW.plusSeconds(300))).isTrue();
  }

  @Test
  void aForgottenDeliveryMayComeAgain() {
    assertThat(remember("a", NOW)).isTrue();

    memory.forget("a");

    assertThat(remember("a", NOW)).isTrue();
  }

  @Test
  void theOldestGivesWay() {
    for (int i = 0; i < 101; i++) {
      assertThat(remember("delivery-" + i, NOW)).isTrue();
    }

    assertThat(memory.size()).isEqualTo(100);
    assertThat(remember("delivery-1", NOW)).as("still known").isFalse();
    assertThat(remember("delivery-0", NOW)).as("known no more").isTrue();
  }

  @Test
  void whatIsOverTakesNoRoom() {
    assertThat(remember("a", NOW)).isTrue();
    assertThat(remember("b", NOW.plusSeconds(300))).isTrue();

    assertThat(memory.size()).isEqualTo(1);
  }
}
