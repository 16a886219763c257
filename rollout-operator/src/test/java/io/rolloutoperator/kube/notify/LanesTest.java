package io.rolloutoperator.kube.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LanesTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  private final Lanes lanes = new Lanes(InstantSource.system());
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch answer = new CountDownLatch(1);
  private final AtomicInteger sent = new AtomicInteger();

  private void send() {
    begun.countDown();
    try {
      answer.await();
      sent.incrementAndGet();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void anEndWaitsForWhatIsUnderWayAndBeginsNothing() throws InterruptedException {
    lanes.attempt("hook", this::send);
    begun.await();
    assertThat(lanes.finish(Duration.ofMillis(1))).isFalse();

    lanes.attempt("hook", this::send);
    answer.countDown();
    assertThat(lanes.finish(LONG)).isTrue();
    assertThat(sent).hasValue(1);
  }

  @Test
  void afterTheEndNothingIsDone() {
    assertThat(lanes.finish(LONG)).isTrue();

    lanes.apart(sent::incrementAndGet);
    assertThat(lanes.finish(LONG)).isTrue();
    assertThat(sent).hasValue(0);
  }

  @Test
  void anEndWaitsForNothingIfThereIsNothing() {
    assertThat(lanes.finish(Duration.ZERO)).isTrue();
  }
}
