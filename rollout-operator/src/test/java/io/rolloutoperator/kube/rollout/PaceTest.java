package io.rolloutoperator.kube.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final ResourceID WEB = new ResourceID("web", "shop");
  private static final Duration APART = Duration.ofSeconds(1);

  private long nanos = Long.MAX_VALUE - 5; // a monotonic clock may begin anywhere, and overflow
  private final Pace pace = new Pace(APART, () -> nanos);

  @Test
  void theFirstIsWokenAtOnceAndTheNextAfterAWhile() {
    assertThat(pace.next(WEB)).contains(Duration.ZERO);
    pass(Duration.ofMillis(300));
    assertThat(pace.next(WEB)).contains(Duration.ofMillis(700));
  }

  @Test
  void whatComesBeforeATurnThatIsDueCountsAsThatTurn() {
    var _ = pace.next(WEB);
    pass(Duration.ofMillis(300));
    var _ = pace.next(WEB);
    pass(Duration.ofMillis(600));
    assertThat(pace.next(WEB)).isEmpty();
    pass(Duration.ofMillis(100));
    assertThat(pace.next(WEB)).as("that turn has come").contains(APART);
  }

  @Test
  void whoWasLeftInPeaceIsWokenAtOnceAgain() {
    var _ = pace.next(WEB);
    pass(APART);
    assertThat(pace.next(WEB)).contains(Duration.ZERO);
  }

  @Test
  void othersAndWhoeverComesAgainDoNotWait() {
    var _ = pace.next(WEB);
    assertThat(pace.next(new ResourceID("api", "shop"))).contains(Duration.ZERO);
    pace.forget(WEB);
    assertThat(pace.next(WEB)).contains(Duration.ZERO);
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }
}
