package io.rolloutoperator.kube.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.kube.fence.FakeClock;
import io.rolloutoperator.kube.lease.FakeLeaseServer.Network;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KeptWatchTest {
  private final FakeClock clock = new FakeClock();
  private final FakeLeaseServer.Client store = new FakeLeaseServer().new Client(clock);

  @Test
  void aWatchThatIsRefusedIsTriedEveryTenSecondsUntilItIsOpen() {
    store.network = Network.FORBIDDEN;
    try (KeptWatch watch = new KeptWatch(store, () -> {}, clock)) {
      clock.advance(Duration.ofMillis(9_999));
      watch.keepOpen();
      assertThat(store.watches).isEqualTo(1);

      clock.advance(Duration.ofMillis(1));
      watch.keepOpen();
      watch.keepOpen();
      assertThat(store.watches).isEqualTo(2);

      store.network = Network.FINE;
      clock.advance(Duration.ofSeconds(10));
      watch.keepOpen();
      clock.advance(Duration.ofSeconds(10));
      watch.keepOpen();
      assertThat(store.watches).as("open now").isEqualTo(3);
    }
  }
}
