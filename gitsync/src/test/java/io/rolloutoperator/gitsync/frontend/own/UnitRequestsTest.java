package io.rolloutoperator.gitsync.frontend.own;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.plan.SyncFacts;
import io.rolloutoperator.testkit.cluster.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitRequestsTest {

  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  private static UnitRequests requests(String annotations) {
    return UnitRequests.of(Json.yaml("{metadata: {annotations: " + annotations + "}}").getFirst());
  }

  @Test
  void everyRequestIsRead() {
    UnitRequests requests =
        requests(
            """
            {rollout-operator.io/reconcile-requested-at: "2026-01-02T03:04:05Z",
             rollout-operator.io/approve-prune: "%s",
             rollout-operator.io/release-quarantine: all,
             rollout-operator.io/adopt: enabled}
            """
                .formatted(COMMIT));
    assertThat(requests.reconcileRequestedAt()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(requests.notes()).isEmpty();
    assertThat(requests.commands()).isEqualTo(new SyncFacts.Commands(COMMIT, "all", true));
  }

  @Test
  void nobodyAsksForAnything() {
    assertThat(requests("{}").commands()).isEqualTo(SyncFacts.Commands.NONE);
    assertThat(UnitRequests.of(Json.yaml("{metadata: {annotations: 5}}").getFirst()))
        .isEqualTo(requests("{}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "approve-prune          | 1a2b3c4",
        "approve-prune          | g123456789abcdef0123456789abcdef01234567",
        "release-quarantine     | ALL",
        "release-quarantine     | a/b",
        "adopt                  | true",
      })
  void aValueThatMakesNoSenseCountsAsAbsent(String key, String value) {
    UnitRequests requests = requests("{rollout-operator.io/%s: '%s'}".formatted(key, value));
    assertThat(requests.commands()).isEqualTo(SyncFacts.Commands.NONE);
    assertThat(requests.notes())
        .containsExactly(
            "annotation rollout-operator.io/" + key + " has no known value and is ignored");
  }

  @Test
  void aHugeValueCountsAsAbsent() {
    UnitRequests requests =
        requests("{rollout-operator.io/reconcile-requested-at: " + "x".repeat(257) + "}");
    assertThat(requests.reconcileRequestedAt()).isEmpty();
    assertThat(requests.notes()).hasSize(1);
    assertThat(
            requests("{rollout-operator.io/reconcile-requested-at: " + "x".repeat(256) + "}")
                .reconcileRequestedAt())
        .hasSize(256);
  }
}
