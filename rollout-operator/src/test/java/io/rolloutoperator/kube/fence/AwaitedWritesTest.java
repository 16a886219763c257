package io.rolloutoperator.kube.fence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the fence waits for besides what the next pass reads. */
class AwaitedWritesTest {
  private static final ObjectKey ROLLOUT = new ObjectKey("argoproj.io", "Rollout", "ns", "web");
  private static final ObjectKey OTHER = new ObjectKey("argoproj.io", "Rollout", "ns", "api");
  private static final ObjectKey SERVICE = new ObjectKey("", "Service", "ns", "web");

  private final WriteFence fence = new WriteFence(new FakeClock());

  @Test
  void everyWriteIsAwaitedUntilTheCachesShowIt() {
    assertThat(fence.awaited(ROLLOUT)).isEmpty();

    fence.wrote(ROLLOUT, SERVICE, "100");
    assertThat(fence.awaited(ROLLOUT)).containsExactly(SERVICE);
    assertThat(fence.awaited(OTHER)).isEmpty();

    assertThat(fence.check(ROLLOUT, Map.of(SERVICE, "100"))).isEqualTo(new FenceVerdict.CaughtUp());
    assertThat(fence.awaited(ROLLOUT)).isEmpty();
  }

  @Test
  void anUnknownOutcomeIsAwaitedToo() {
    fence.unknownOutcome(ROLLOUT, SERVICE);

    assertThat(fence.awaited(ROLLOUT)).containsExactly(SERVICE);
  }
}
