package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.audit.AuditEntry;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an operator does with specs that cannot be carried out, and with what it finds. */
@RequiresCluster
class InvalidSpecIT {
  private static final String STEPS = "{steps: [{setWeight: 50}, {pause: {}}]}";

  private static ShippedOperator operator;

  private final TestNamespace namespace;

  InvalidSpecIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @BeforeAll
  static void startOperator(TestNamespace namespace) {
    operator = ShippedOperator.start(namespace);
  }

  @Test
  void anInvalidSpecIsToldInTheStatusAloneAndHealsWhenCorrected() {
    Instant begin = Instant.now();
    LiveRollout web =
        LiveRollout.apply(namespace, "invalid", 1, "{maxSurge: 0, maxUnavailable: 0}");
    web.awaitPhase("Degraded");
    assertThat(web.reason("InvalidSpec")).isEqualTo("InvalidSpec");
    assertThat(web.status().path("message").asText())
        .isEqualTo(
            "InvalidSpec: The Rollout \"invalid\" is invalid: spec.strategy.maxSurge: Invalid"
                + " value: 0: MaxSurge and MaxUnavailable both can not be zero");
    assertThat(writesOf("invalid", begin))
        .containsOnly("patch rollouts.argoproj.io/status " + namespace.name() + "/invalid");
    assertThat(web.replicaSets()).isEmpty();

    web.patch("{spec: {strategy: {canary: {maxSurge: 1}}}}");
    web.awaitPhase("Healthy");
    assertThat(web.reason("InvalidSpec")).isEmpty();

    web.version("v2");
    web.awaitPhase("Healthy");
    assertThat(web.scales()).isEqualTo("1=0 2=1");
  }

  @Test
  void aRestartWritesNothingAndKeepsEveryReplicaSet() {
    LiveRollout healthy = LiveRollout.deploy(namespace, "kept-healthy", 2, STEPS);
    LiveRollout paused = LiveRollout.deploy(namespace, "kept-paused", 2, STEPS);
    paused.version("v2");
    paused.awaitPausedAt(1);
    List<String> before = uids(healthy, paused);
    namespace.await(
        "2 s without a write", () -> operator.writesSince(Instant.now().minusSeconds(2)).isEmpty());

    Instant stopped = Instant.now();
    operator.local().terminate(Duration.ofSeconds(10));
    operator.local().restart().awaitReady();
    LiveRollout.deploy(namespace, "proof-that-it-works", 1, STEPS);

    assertThat(uids(healthy, paused)).isEqualTo(before);
    assertThat(writesOf("kept", stopped)).isEmpty();
  }

  private List<String> writesOf(String name, Instant since) {
    return operator.writesSince(since).stream()
        .map(AuditEntry::summary)
        .filter(line -> line.contains("/" + name))
        .toList();
  }

  private static List<String> uids(LiveRollout... rollouts) {
    return List.of(rollouts).stream()
        .flatMap(rollout -> rollout.replicaSets().stream())
        .map((JsonNode set) -> set.path("metadata").path("uid").asText())
        .toList();
  }
}
