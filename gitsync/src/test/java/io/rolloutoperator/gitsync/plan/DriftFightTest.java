package io.rolloutoperator.gitsync.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriftFightTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void fourRepairsInAMinuteAreNoFight() {
    DriftFight fight = repairs(DriftFight.NONE, START, Duration.ofSeconds(10), 4);
    assertThat(fight.begins()).isFalse();
    assertThat(fight.holdsBack(START.plusSeconds(30))).isFalse();
  }

  @Test
  void theFifthOneWithinAMinuteBeginsOne() {
    DriftFight fight = repairs(DriftFight.NONE, START, Duration.ofSeconds(10), 5);
    Instant last = START.plusSeconds(40);
    assertThat(fight.begins()).isTrue();
    assertThat(fight.holdsBack(last.plusMillis(1999))).isTrue();
    assertThat(fight.holdsBack(last.plusSeconds(2))).isFalse();
  }

  @Test
  void repairsThatAreSlowEnoughAreNeverAFight() {
    DriftFight fight = repairs(DriftFight.NONE, START, Duration.ofSeconds(15), 100);
    assertThat(fight.waits()).isZero();
    assertThat(fight.repairs()).hasSizeLessThanOrEqualTo(5);
  }

  @Test
  void eachFurtherRepairWaitsThreeTimesAsLongUpToFiveMinutes() {
    DriftFight fight = repairs(DriftFight.NONE, START, Duration.ofSeconds(1), 5);
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      waits.add(fight.lastWait().toSeconds());
      fight = fight.repaired(fight.notBefore());
      assertThat(fight.begins()).as("told once").isFalse();
    }
    assertThat(waits).containsExactly(2L, 6L, 18L, 54L, 162L, 300L, 300L, 300L);
  }

  @ParameterizedTest(name = "after {0} waits and {1} s of rest over: {2}")
  @CsvSource({
    "0, 59, false",
    "0, 60, true",
    "1, 59, false",
    "1, 60, true",
    "5, 323, false",
    "5, 324, true"
  })
  void restEndsIt(int waits, long seconds, boolean over) {
    DriftFight fight = new DriftFight(List.of(START), waits, START);
    Instant then = START.plusSeconds(seconds);
    assertThat(fight.isOver(then)).isEqualTo(over);
    assertThat(fight.repaired(then).waits()).isEqualTo(over || waits == 0 ? 0 : waits + 1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "[]                                                                            | ''",
        "[{manager: rollout-operator-gitsync, operation: Apply, time: '9'}]            | ''",
        "[{manager: early, time: '1'}, {manager: late, time: '2'}]                     | late",
        "[{manager: a, time: '1'}, {manager: kubelet, subresource: status, time: '2'}] | a"
      })
  void theLastOtherWriterIsNamed(String managers, String named) throws Exception {
    ObjectNode live = JSON.createObjectNode();
    live.putObject("metadata").set("managedFields", flow(managers));
    assertThat(DriftFight.otherManager(live).orElse("")).isEqualTo(named);
  }

  private static JsonNode flow(String text) throws Exception {
    String quoted = text.replaceAll("([\\w-]+):", "\"$1\":").replaceAll(": ([\\w-]+)", ": \"$1\"");
    return JSON.readTree(quoted.replace('\'', '"'));
  }

  private static DriftFight repairs(DriftFight fight, Instant from, Duration every, int count) {
    DriftFight now = fight;
    for (int i = 0; i < count; i++) {
      now = now.repaired(from.plus(every.multipliedBy(i)));
    }
    return now;
  }
}
