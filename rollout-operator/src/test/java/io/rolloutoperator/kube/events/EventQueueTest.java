package io.rolloutoperator.kube.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rolloutoperator.kube.fence.FakeClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Alone, because some of it is about less than a second. */
@Isolated
class EventQueueTest {
  private static final EventAnswer WRITTEN = new EventAnswer.Written();

  /** What the store holds, and how it behaves. */
  private static final class Store implements EventWriter {
    /** In the order of writes: {@code name: reason message xCount}. */
    final List<String> writes = new ArrayList<>();

    final Map<String, Integer> counts = new ConcurrentHashMap<>();
    final Map<String, Instant> lasts = new ConcurrentHashMap<>();
    final Map<String, Integer> attempts = new HashMap<>();
    volatile BiFunction<PendingEvent, Integer, EventAnswer> behaviour = (_, _) -> WRITTEN;
    volatile EventAnswer countAnswer = WRITTEN;
    volatile CountDownLatch gate = new CountDownLatch(0);
    volatile int loseAnswers;
    volatile int foreignNames;

    @Override
    public EventAnswer create(String name, PendingEvent event) {
      pass();
      if (foreignNames > 0) {
        foreignNames = 0;
        return new EventAnswer.NameTaken();
      }
      int attempt;
      synchronized (this) {
        attempt = attempts.merge(event.regarding().name() + event.what(), 1, Integer::sum);
      }
      EventAnswer answer =
          counts.containsKey(name) ? new EventAnswer.NameTaken() : behaviour.apply(event, attempt);
      if (answer.equals(WRITTEN)) {
        store(name, event);
        if (loseAnswers > 0) {
          loseAnswers = 0;
          return tryAgain();
        }
      }
      return answer;
    }

    synchronized void store(String name, PendingEvent event) {
      counts.put(name, event.count());
      writes.add(event.regarding().name() + ": " + event.what().message() + " x" + event.count());
    }

    @Override
    public EventAnswer count(String namespace, String name, int count, Instant last) {
      pass();
      if (countAnswer.equals(WRITTEN)) {
        synchronized (this) {
          counts.put(name, count);
          lasts.put(name, last);
          writes.add(name.substring(0, name.lastIndexOf('.')) + ": again x" + count);
        }
      }
      return countAnswer;
    }

    int total() {
      return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private void pass() {
      try {
        gate.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private final Store store = new Store();
  private final EventQueue queue = new EventQueue(store, Clock.systemUTC(), () -> false);

  @AfterEach
  void close() {
    store.gate.countDown();
    queue.close();
  }

  private void emit(String object, String message) {
    queue.emit(reference(object), EventType.NORMAL, "Reason", message);
  }

  private void emit(String object, String message, Map<String, String> annotations) {
    queue.emit(reference(object), EventType.NORMAL, "Reason", message, annotations);
  }

  private static ObjectReference reference(String object) {
    return new ObjectReference(
        "argoproj.io/v1alpha1", "Rollout", "ns", object, "uid-" + object, "1");
  }

  private void flush() {
    assertThat(queue.flush(Duration.ofSeconds(20))).isZero();
  }

  @Test
  void keepsTheOrderOfEachObjectAndLosesNone() throws Exception {
    int perObject = 200;
    List<String> objects = List.of("a", "b", "c", "d");
    store.behaviour =
        (_, attempt) ->
            attempt == 1 && Math.floorMod(System.nanoTime(), 5) == 0 ? tryAgain() : WRITTEN;

    try (ExecutorService threads = Executors.newFixedThreadPool(objects.size())) {
      List<Future<?>> emitters = new ArrayList<>();
      for (String object : objects) {
        emitters.add(
            threads.submit(
                () -> IntStream.range(0, perObject).forEach(i -> emit(object, "m" + i))));
      }
      for (Future<?> emitter : emitters) {
        emitter.get();
      }
    }
    flush();

    for (String object : objects) {
      assertThat(store.writes.stream().filter(write -> write.startsWith(object + ":")))
          .containsExactlyElementsOf(
              IntStream.range(0, perObject).mapToObj(i -> object + ": m" + i + " x1").toList());
    }
  }

  @Test
  void aRepeatCountsUpTheEventThatExists() {
    emit("a", "scaled");
    flush();
    emit("a", "paused");
    flush();
    emit("a", "scaled");
    flush();

    assertThat(store.writes).containsExactly("a: scaled x1", "a: paused x1", "a: again x2");
    assertThat(store.counts).hasSize(2);
  }

  @Test
  void repeatsThatWaitTogetherAreOneWrite() {
    store.gate = new CountDownLatch(1);
    emit("a", "first");
    await().until(() -> queue.waiting() == 1);
    for (int i = 0; i < 50; i++) {
      emit("a", "again and again");
    }
    store.gate.countDown();
    flush();

    assertThat(store.writes).containsExactly("a: first x1", "a: again and again x50");
  }

  @Test
  void aRepeatOfTheEventBeingWrittenRightNowIsNotLost() {
    store.gate = new CountDownLatch(1);
    emit("a", "m");
    await().pollDelay(Duration.ofMillis(30)).until(() -> queue.waiting() == 1);
    emit("a", "m");
    store.gate.countDown();
    flush();

    assertThat(store.total()).isEqualTo(2);
    assertThat(store.writes).containsExactly("a: m x1", "a: again x2");
  }

  @Test
  void aRepeatOfAnExpiredEventIsANewOne() {
    emit("a", "scaled");
    flush();
    store.countAnswer = new EventAnswer.Gone();
    emit("a", "scaled");
    flush();

    assertThat(store.writes).containsExactly("a: scaled x1", "a: scaled x1");
  }

  @Test
  void equalTextsWithOtherAnnotationsAreTwoEvents() {
    emit("a", "m", Map.of("revision", "1"));
    emit("a", "m", Map.of("revision", "1"));
    emit("a", "m", Map.of("revision", "2"));
    flush();

    assertThat(store.counts.values()).containsExactlyInAnyOrder(2, 1);
  }

  @Test
  void equalTextsOfTwoObjectsAreTwoEvents() {
    emit("a", "m");
    emit("b", "m");
    flush();

    assertThat(store.writes).containsExactlyInAnyOrder("a: m x1", "b: m x1");
  }

  @Test
  void aFailureDelaysOnlyItsOwnObject() {
    store.behaviour = (event, _) -> event.regarding().name().equals("bad") ? tryAgain() : WRITTEN;
    emit("bad", "m");
    for (int i = 0; i < 20; i++) {
      emit("good", "m" + i);
    }

    await().until(() -> queue.waiting() == 1);
    assertThat(store.writes).hasSize(20);
  }

  @Test
  void aLostAnswerMakesNoSecondEvent() {
    store.loseAnswers = 1;
    emit("a", "m");
    flush();
    emit("a", "m");
    flush();

    assertThat(store.writes).containsExactly("a: m x1", "a: again x2");
  }

  @Test
  void aForeignEventOfTheSameNameIsNoExcuse() {
    store.foreignNames = 1;
    emit("a", "m");
    flush();

    assertThat(store.writes).containsExactly("a: m x1");
  }

  @Test
  void anEventOlderThanItsLifeInTheStoreIsNotCountedUp() {
    FakeClock clock = new FakeClock();
    try (EventQueue old = new EventQueue(store, clock.asClock(), () -> false)) {
      ObjectReference web = new ObjectReference("v1", "Rollout", "ns", "web", "u", "1");
      old.emit(web, EventType.NORMAL, "Reason", "m");
      old.flush(Duration.ofSeconds(5));
      clock.advance(Duration.ofMinutes(51));
      old.emit(web, EventType.NORMAL, "Reason", "m");
      old.flush(Duration.ofSeconds(5));
    }
    assertThat(store.writes).containsExactly("web: m x1", "web: m x1");
  }

  @Test
  void anEventThatCanNeverBeWrittenDoesNotBlockTheNext() {
    store.behaviour =
        (event, _) ->
            event.what().message().equals("bad") ? new EventAnswer.Hopeless("malformed") : WRITTEN;
    emit("a", "bad");
    emit("a", "good");
    flush();

    assertThat(store.writes).containsExactly("a: good x1");
  }

  @Test
  void flushDoesNotWaitForThePauseAfterAFailure() {
    store.behaviour = (_, attempt) -> attempt <= 4 ? tryAgain() : WRITTEN;
    emit("a", "m");
    await().until(() -> store.attempts.values().stream().anyMatch(attempts -> attempts == 3));

    long begin = System.nanoTime();
    flush();

    // The pauses of the fourth and fifth attempt would be 1 s and 2 s.
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(2_500));
    assertThat(store.writes).containsExactly("a: m x1");
  }

  @Test
  void flushGivesUpInTimeAndTellsWhatIsLeft() {
    store.behaviour = (_, _) -> tryAgain();
    emit("a", "m1");
    emit("a", "m2");
    emit("b", "m1");

    assertThat(queue.flush(Duration.ofMillis(100))).isEqualTo(3);
  }

  @Test
  void emittingNeverWaitsForTheStore() {
    store.gate = new CountDownLatch(1); // who waited for the store would wait for ever
    for (int i = 0; i < 1_000; i++) {
      emit("a" + i % 10, "m" + i);
    }
    assertThat(store.total()).isZero();
    store.gate.countDown();
    flush();
    assertThat(store.total()).isEqualTo(1_000);
  }

  @Test
  void aStoreThatIsAwayCostsBoundedMemoryAndNoCount() {
    store.gate = new CountDownLatch(1);
    for (int i = 0; i < 5_000; i++) {
      emit("a", "distinct " + i);
    }
    assertThat(queue.waiting()).isLessThan(300);
    store.gate.countDown();
    flush();

    assertThat(store.total()).isEqualTo(5_000);
    assertThat(store.writes.getLast())
        .isEqualTo("a: (combined from similar events): distinct 4999 x" + lastCount());
    assertThat(store.writes).startsWith("a: distinct 0 x1", "a: distinct 1 x1", "a: distinct 2 x1");
  }

  private int lastCount() {
    String last = store.writes.getLast();
    return Integer.parseInt(last.substring(last.lastIndexOf('x') + 1));
  }

  @Test
  void cutsMessagesThatAreTooLong() {
    emit("a", "x".repeat(5_000));
    flush();

    assertThat(store.writes.getFirst()).hasSize("a: ".length() + 1024 + " x1".length());
  }

  private static EventAnswer tryAgain() {
    return new EventAnswer.TryAgain("connection reset");
  }
}
