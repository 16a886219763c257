package io.rolloutoperator.kube.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private final Turns turns = new Turns();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch answer = new CountDownLatch(1);
  private final Map<String, Integer> begun = new ConcurrentHashMap<>();

  @AfterEach
  void close() {
    answer.countDown();
    threads.close();
  }

  /** Attempts that end when the latch opens. */
  private void begin(String receiver, int attempts) {
    for (int i = 0; i < attempts; i++) {
      threads.execute(
          () ->
              turns.take(
                  receiver,
                  () -> {
                    begun.merge(receiver, 1, Integer::sum);
                    uninterruptibly();
                  }));
    }
  }

  private void uninterruptibly() {
    try {
      answer.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitBegun(String receiver, int attempts) {
    Awaitility.await(receiver).until(() -> begun.getOrDefault(receiver, 0) == attempts);
  }

  @Test
  void aReceiverThatNeverAnswersLeavesTurnsToOthers() {
    begin("dead", 1_000);
    awaitBegun("dead", Turns.MOST_OF_ONE);
    begin("good", 1);
    awaitBegun("good", 1);
    assertThat(begun).containsEntry("dead", Turns.MOST_OF_ONE);
  }

  @Test
  void thereAreNoMoreTurnsThanThoseOfAll() {
    int receivers = Turns.MOST / Turns.MOST_OF_ONE;
    for (int i = 0; i < receivers; i++) {
      begin("dead-" + i, Turns.MOST_OF_ONE);
      awaitBegun("dead-" + i, Turns.MOST_OF_ONE);
    }
    begin("late", 1);
    assertThat(begun).doesNotContainKey("late");
    answer.countDown();
    awaitBegun("late", 1);
  }

  @Test
  void allThatWaitHaveTheirTurnOnceAReceiverAnswersAgain() {
    begin("back", 100);
    awaitBegun("back", Turns.MOST_OF_ONE);
    answer.countDown();
    awaitBegun("back", 100);
  }

  @Test
  void anAttemptThatFailsGivesItsTurnBack() {
    for (int i = 0; i <= Turns.MOST; i++) {
      try {
        turns.take(
            "failing",
            () -> {
              throw new IllegalStateException("a bug");
            });
      } catch (IllegalStateException _) {
        begun.merge("failing", 1, Integer::sum);
      }
    }
    assertThat(begun).containsEntry("failing", Turns.MOST + 1);
  }
}
