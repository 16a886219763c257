package io.rolloutoperator.kube.gitsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rolloutoperator.gitsync.unit.UnitId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SourceNewsTest {
  private static final SourceState COMMIT = new SourceState.Waiting();

  private final List<UnitId> told = new CopyOnWriteArrayList<>();

  @Test
  void theUnitsOfAChangedFolderHearAtOnceAndEverybodyElseAfterThem() {
    new SourceNews((unit, _) -> unit.equals(unit(7)), told::add, () -> true)
        .news(units(0, 10), COMMIT);

    assertThat(told).first().isEqualTo(unit(7));
    await().untilAsserted(() -> assertThat(told).hasSize(10).containsAll(units(0, 10)));
  }

  @Test
  void whoStillWaitsAtTheNextCommitHearsOnce() {
    CountDownLatch threeCommits = new CountDownLatch(1);
    SourceNews news =
        new SourceNews(
            (_, _) -> false,
            unit -> {
              awaitQuietly(threeCommits);
              told.add(unit);
            },
            () -> true);

    for (int commit = 0; commit < 3; commit++) {
      news.news(units(0, 10), COMMIT);
    }
    threeCommits.countDown();

    await().untilAsserted(() -> assertThat(told).containsAll(units(0, 10)));
    // One at most was being told meanwhile, and may have seen the first commit only.
    assertThat(told).hasSizeBetween(10, 11);
  }

  @Test
  void newsAfterAQuietTimeAreToldToo() {
    SourceNews news = new SourceNews((_, _) -> false, told::add, () -> true);
    news.news(units(0, 2), COMMIT);
    await().until(() -> told.size() == 2);

    news.news(units(2, 4), COMMIT);

    await().untilAsserted(() -> assertThat(told).hasSize(4));
  }

  @Test
  void whoIsNotConcernedMakesWayForWorkAndIsToldAllTheSame() {
    List<Integer> toldWhenAsked = new CopyOnWriteArrayList<>();
    SourceNews news =
        new SourceNews(
            (_, _) -> false,
            told::add,
            () -> {
              toldWhenAsked.add(told.size());
              return false;
            });

    news.news(units(0, 3), COMMIT);

    await().untilAsserted(() -> assertThat(told).hasSize(3));
    assertThat(toldWhenAsked).filteredOn(size -> size == 1).hasSizeGreaterThan(1);
    assertThat(toldWhenAsked).filteredOn(size -> size == 2).hasSizeGreaterThan(1);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Set<UnitId> units(int from, int to) {
    return IntStream.range(from, to).mapToObj(SourceNewsTest::unit).collect(Collectors.toSet());
  }

  private static UnitId unit(int number) {
    return new UnitId("GitSync", "shop", "app-" + number);
  }
}
