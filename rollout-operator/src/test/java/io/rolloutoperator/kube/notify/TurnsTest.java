package io.rolloutoperator.kube.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnsTest {
  /** So many that the turns that all share are in use. */
  private static final int CROWD = Turns.SHARED / (Turns.MOST_OF_ONE - 1) + 1;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile Instant now = Instant.parse("2026-03-04T15:04:05Z");
  private final Turns turns = new Turns(this::execute, () -> now);
  private final AtomicInteger ended = new AtomicInteger();
  private final Map<String, Integer> begun = new ConcurrentHashMap<>();
  private final Map<String, Semaphore> answers = new ConcurrentHashMap<>();

  @AfterEach
  void close() {
    answers.values().forEach(waiting -> waiting.release(10_000));
    threads.close();
  }

  private void execute(Runnable task) {
    threads.execute(
        () -> {
          try {
            task.run();
          } catch (IllegalStateException _) {
            begun.merge("failed", 1, Integer::sum);
          } finally {
            ended.incrementAndGet();
          }
        });
  }

  /** Attempts that end when the receiver answers. */
  private void begin(String receiver, int attempts) {
    for (int i = 0; i < attempts; i++) {
      turns.run(
          receiver,
          () -> {
            begun.merge(receiver, 1, Integer::sum);
            answersOf(receiver).acquireUninterruptibly();
          });
    }
  }

  private Semaphore answersOf(String receiver) {
    return answers.computeIfAbsent(receiver, _ -> new Semaphore(0));
  }

  private void answer(String receiver, int attempts) {
    answersOf(receiver).release(attempts);
  }

  private void awaitBegun(String receiver, int attempts) {
    Awaitility.await(receiver).until(() -> begun.getOrDefault(receiver, 0) >= attempts);
    assertThat(begun).containsEntry(receiver, attempts);
  }

  /** Receivers that never answer, and have more than they may. */
  private void crowd() {
    for (int i = 0; i < CROWD; i++) {
      begin("dead-" + i, 100);
    }
    Awaitility.await().until(() -> allBegun() >= Turns.SHARED + CROWD);
  }

  private int allBegun() {
    return begun.values().stream().mapToInt(Integer::intValue).sum();
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
  void howeverManyNeverAnswerEachOfTheOthersGoesOn() {
    crowd();
    begin("good", 3);
    awaitBegun("good", 1);
    answer("good", 1);
    awaitBegun("good", 2);
    answer("good", 1);
    awaitBegun("good", 3);
  }

  @Test
  void thereAreNoMoreTurnsThanThoseThatAllShareAndOneOfEachReceiver() {
    crowd();
    begin("good", 3);
    awaitBegun("good", 1);
    assertThat(allBegun()).isEqualTo(Turns.SHARED + CROWD + 1);
  }

  @Test
  void aTurnThatBecomesFreeIsForWhoHasLeast() {
    crowd();
    begin("good", 3);
    awaitBegun("good", 1);
    answer("dead-0", 1);
    awaitBegun("good", 2);
  }

  @Test
  void aReceiverThatHungHasOneTurnUntilItAnswers() {
    begin("slow", 100);
    awaitBegun("slow", Turns.MOST_OF_ONE);
    now = now.plus(Turns.HANGS);
    answer("slow", Turns.MOST_OF_ONE);
    awaitBegun("slow", Turns.MOST_OF_ONE + 1);

    now = now.plus(Turns.HANGS);
    answer("slow", 1);
    awaitBegun("slow", Turns.MOST_OF_ONE + 2);

    answer("slow", 1);
    awaitBegun("slow", Turns.MOST_OF_ONE + 2 + Turns.MOST_OF_ONE);
  }

  @Test
  void thatAReceiverHungIsNotForgottenWhileThereIsNothingForIt() {
    begin("slow", 1);
    awaitBegun("slow", 1);
    now = now.plus(Turns.HANGS);
    answer("slow", 1);
    Awaitility.await().until(() -> ended.get() == 1);
    begin("slow", 3);
    awaitBegun("slow", 2);
    answer("slow", 1);
    awaitBegun("slow", 4);
  }

  @Test
  void allThatWaitHaveTheirTurnOnceAReceiverAnswersAgain() {
    begin("back", 100);
    awaitBegun("back", Turns.MOST_OF_ONE);
    answer("back", 100);
    awaitBegun("back", 100);
  }

  @Test
  void anAttemptThatFailsGivesItsTurnBack() {
    for (int i = 0; i <= Turns.SHARED; i++) {
      turns.run(
          "failing",
          () -> {
            throw new IllegalStateException("a bug");
          });
    }
    awaitBegun("failed", Turns.SHARED + 1);
  }
}
