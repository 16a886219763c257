package io.rolloutoperator.kube.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnsTest {
  /** So many that the turns that all share are in use. */
  private static final int CROWD = Turns.SHARED / (Turns.MOST_OF_ONE - 1) + 1;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLong seconds = new AtomicLong();
  private volatile Duration leap = Duration.ZERO;
  private final Turns turns = new Turns(this::execute, this::now);
  private final AtomicInteger ended = new AtomicInteger();
  private int asked;
  private final Map<String, Integer> begun = new ConcurrentHashMap<>();
  private final Map<String, Semaphore> answers = new ConcurrentHashMap<>();

  @AfterEach
  void close() {
    answers.values().forEach(waiting -> waiting.release(10_000));
    Awaitility.await("all attempts").until(() -> ended.get() == asked);
    threads.close();
  }

  /** Time goes on by a leap with each look at the clock. */
  private Instant now() {
    return Instant.ofEpochSecond(seconds.addAndGet(leap.toSeconds()));
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
    asked += attempts;
    Semaphore answer = answersOf(receiver);
    for (int i = 0; i < attempts; i++) {
      turns.run(
          receiver,
          () -> {
            begun.merge(receiver, 1, Integer::sum);
            answer.acquireUninterruptibly();
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
  void thoseThatHungLeaveHalfOfTheTurnsToOthers() {
    leap = Turns.HANGS;
    crowd();
    Map.copyOf(begun).forEach(this::answer);
    int hung = Turns.SHARED + CROWD;
    Awaitility.await().until(() -> ended.get() == hung);
    int again = Turns.SHARED_BY_HANGING + CROWD;
    Awaitility.await().until(() -> allBegun() == hung + again);

    begin("good", 100);
    awaitBegun("good", Turns.MOST_OF_ONE);
    assertThat(allBegun()).isEqualTo(hung + again + Turns.MOST_OF_ONE);
  }

  @Test
  void oneThatAnswersAgainHasAllItsTurns() {
    leap = Turns.HANGS;
    crowd();
    Map.copyOf(begun).forEach(this::answer);
    Awaitility.await().until(() -> ended.get() == Turns.SHARED + CROWD);
    begin("back", 1);
    awaitBegun("back", 1);
    answer("back", 1);
    Awaitility.await().until(() -> ended.get() == Turns.SHARED + CROWD + 1);
    leap = Duration.ZERO;

    begin("back", 100);
    awaitBegun("back", 2);
    answer("back", 1);
    awaitBegun("back", 2 + Turns.MOST_OF_ONE);
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
    asked = Turns.SHARED + 1;
    for (int i = 0; i < asked; i++) {
      turns.run(
          "failing",
          () -> {
            throw new IllegalStateException("a bug");
          });
    }
    awaitBegun("failed", asked);
  }
}
