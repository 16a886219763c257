package io.rolloutoperator.kube.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassThreadsTest {
  private final List<PassThreads> opened = new ArrayList<>();
  private final CountDownLatch first = new CountDownLatch(1);
  private final CountDownLatch others = new CountDownLatch(1);
  private final AtomicInteger running = new AtomicInteger();

  @AfterEach
  void end() {
    opened.forEach(PassThreads::shutdownNow);
  }

  private PassThreads open(int threads, int processors) {
    PassThreads pool = new PassThreads(threads, processors);
    opened.add(pool);
    return pool;
  }

  private void pass(CountDownLatch until) {
    running.incrementAndGet();
    try {
      until.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      running.decrementAndGet();
    }
  }

  private void begin(PassThreads pool, int passes) {
    pool.execute(() -> pass(first));
    for (int i = 1; i < passes; i++) {
      pool.execute(() -> pass(others));
    }
  }

  @ParameterizedTest
  @CsvSource({"10, 2, 2", "10, 64, 10", "1, 2, 1"})
  void beforeTheFirstPassIsThroughThereAreNoMoreThanProcessors(
      int threads, int processors, int atOnce) {
    PassThreads pool = open(threads, processors);

    begin(pool, 20);

    await().until(() -> running.get() == atOnce);
    assertThat(pool.getPoolSize()).isEqualTo(atOnce);
    assertThat(pool.getQueue()).hasSize(20 - atOnce);
  }

  @Test
  void afterItThoseThatWaitGetAllThreads() {
    PassThreads pool = open(10, 2);
    begin(pool, 20);

    first.countDown();

    await().until(() -> running.get() == 10);
    assertThat(pool.getQueue()).hasSize(9);
  }

  @Test
  void aFirstPassThatFailsIsOneToo() {
    PassThreads pool = open(10, 2);

    Future<?> failed =
        pool.submit(
            () -> {
              throw new IllegalStateException("as it happens");
            });
    await().until(failed::isDone);
    begin(pool, 20);

    await().until(() -> running.get() == 10);
  }
}
