package io.rolloutoperator.gitsync.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.unit.UnitId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FullCheckTest {

  private static final Instant T0 = Fixture.NOW;
  private static final FullCheck CHECKED = FullCheck.NONE.after(T0, "a");

  @Test
  void theFirstPassLooksAtEverythingAnyway() {
    assertThat(FullCheck.NONE.isDue(T0, "a")).isFalse();
    assertThat(CHECKED).isEqualTo(new FullCheck(Optional.of(T0), "a", Duration.ofHours(1)));
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S,    a, false",
    "PT59M59S, a, false",
    "PT1H,    a, true",
    "PT0S,    b, true",
    "PT0S,    '', true",
  })
  void isDueEveryHourAndWhenAPersonAsks(Duration later, String asked, boolean due) {
    Instant now = T0.plus(later);
    assertThat(CHECKED.isDue(now, asked)).isEqualTo(due);
    assertThat(CHECKED.after(now, asked))
        .isEqualTo(due ? new FullCheck(Optional.of(now), asked, Duration.ofHours(1)) : CHECKED);
  }

  @Test
  void askingRemembersNothing() {
    assertThat(CHECKED.isDue(T0, "b")).isTrue();
    assertThat(CHECKED.isDue(T0, "b")).isTrue();
  }

  @Test
  void theNextOneComesAnHourAfterTheLast() {
    assertThat(CHECKED.next(T0.plusSeconds(7))).isEqualTo(T0.plus(Duration.ofHours(1)));
    assertThat(FullCheck.NONE.next(T0)).isEqualTo(T0.plus(Duration.ofHours(1)));
  }

  /** Of a thousand units that began at once, none asks more than a few others do. */
  @Test
  void unitsThatBeganAtOnceAreSpreadOverHalfAnHour() {
    Map<Long, Integer> minutes = new HashMap<>();
    for (int i = 0; i < 1_000; i++) {
      int seed = new UnitId("GitSync", "prod", "app-" + i).hashCode();
      FullCheck first = FullCheck.spread(seed).after(T0, "");
      Duration pause = Duration.between(T0, first.next(T0));
      assertThat(pause).isBetween(Duration.ofMinutes(30), Duration.ofHours(1));
      minutes.merge(pause.toMinutes(), 1, Integer::sum);
      Instant second = first.next(T0);
      assertThat(first.after(second, "").next(second)).isEqualTo(second.plus(Duration.ofHours(1)));
    }
    assertThat(minutes.values()).allMatch(count -> count < 100);
  }
}
