package io.rolloutoperator.gitsync.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class AddressLimitTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

  private final AddressLimit limit = new AddressLimit(100);

  private long admitted(String address, int requests, Instant now) {
    long admitted = 0;
    for (int i = 0; i < requests; i++) {
      admitted += limit.admits(address, now) ? 1 : 0;
    }
    return admitted;
  }

  @Test
  void tenASecondAreLetInOfEachAddress() {
    assertThat(admitted("a", 25, NOW)).isEqualTo(10);
    assertThat(admitted("b", 25, NOW)).isEqualTo(10);
  }

  @Test
  void noSecondHasMoreThanTenWhereverItBegins() {
    assertThat(admitted("a", 10, NOW.plusMillis(900))).isEqualTo(10);

    assertThat(admitted("a", 10, NOW.plusMillis(1_100))).isZero();
    assertThat(admitted("a", 10, NOW.plusMillis(1_899))).isZero();
    assertThat(admitted("a", 25, NOW.plusMillis(1_900))).isEqualTo(10);
  }

  @Test
  void aFloodDoesNotLockItsAddressOut() {
    long admitted = 0;
    for (int millis = 0; millis < 10_000; millis += 5) {
      admitted += admitted("a", 1, NOW.plusMillis(millis));
    }
    assertThat(admitted).isEqualTo(100);
  }

  @Test
  void onlySoManyAddressesAreKnown() {
    for (int i = 0; i < 10_000; i++) {
      assertThat(limit.admits("address-" + i, NOW)).isTrue();
    }

    assertThat(limit.size()).isEqualTo(100);
  }

  @Test
  void whoIsLetInStaysKnownWhileOthersPass() {
    assertThat(admitted("a", 9, NOW)).isEqualTo(9);
    assertThat(admitted("b", 1, NOW)).isEqualTo(1);
    assertThat(admitted("a", 1, NOW)).isEqualTo(1);
    for (int i = 0; i < 99; i++) {
      assertThat(limit.admits("other-" + i, NOW)).isTrue();
    }

    assertThat(admitted("a", 1, NOW)).isZero();
    assertThat(admitted("b", 10, NOW)).as("begins anew").isEqualTo(10);
  }
}
