package io.rolloutoperator.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** When a process collects what its start left behind. */
class StartMemoryTest {

  private final AtomicBoolean idle = new AtomicBoolean();
  private final AtomicInteger collections = new AtomicInteger();
  private final List<Duration> pauses = new ArrayList<>();
  private final List<Runnable> due = new ArrayList<>();
  private final StartMemory memory =
      new StartMemory(
          idle::get,
          collections::incrementAndGet,
          (pause, what) -> {
            pauses.add(pause);
            due.add(what);
          });

  @Test
  void isGivenBackOnceAfterTheStart() {
    idle.set(true);
    memory.giveBackSoon();
    assertThat(collections).hasValue(0);
    due.removeFirst().run();
    assertThat(collections).hasValue(1);
    assertThat(pauses).containsExactly(StartMemory.AFTER);
    assertThat(due).isEmpty();
  }

  @Test
  void isNotGivenBackWhileAnythingIsWorkedOn() {
    memory.giveBackSoon();
    due.removeFirst().run();
    due.removeFirst().run();
    assertThat(collections).hasValue(0);
    idle.set(true);
    due.removeFirst().run();
    assertThat(collections).hasValue(1);
    assertThat(pauses).containsExactly(StartMemory.AFTER, StartMemory.AGAIN, StartMemory.AGAIN);
    assertThat(due).isEmpty();
  }
}
