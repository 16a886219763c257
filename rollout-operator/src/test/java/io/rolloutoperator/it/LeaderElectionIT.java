package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.it.Replica.Settings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Real processes, a real API server, and no right but those of the shipped manifest. */
@RequiresCluster
@Order(1) // begins early, as it takes long
class LeaderElectionIT {
  /** On an idle machine 2 s; the tests share two cores with other clusters. */
  private static final Duration GRACEFUL = Duration.ofSeconds(5);

  private static final Duration KILLED = Duration.ofSeconds(20);

  private final TestNamespace namespace;

  LeaderElectionIT(TestNamespace namespace) {
    this.namespace = namespace;
  }

  @Test
  void theLeaseGoesToAStandbyAtOnceAfterASignalAndInTimeAfterAKill() {
    Replica first = Replica.start(namespace, "first", Settings.USUAL).awaitLeading();
    Replica second = Replica.start(namespace, "second", Settings.USUAL).awaitWaiting();
    assertThat(first.leads()).isTrue();
    assertThat(transitions()).isZero();

    long signalled = System.nanoTime();
    assertThat(first.process().terminate(GRACEFUL)).isZero();
    Duration stopped = Duration.ofNanos(System.nanoTime() - signalled);
    Duration graceful = untilLeading(second, signalled, GRACEFUL);
    assertThat(transitions()).isEqualTo(1);

    Replica third = Replica.start(namespace, "third", Settings.USUAL).awaitWaiting();
    long killed = System.nanoTime();
    second.process().kill();
    Duration hard = untilLeading(third, killed, KILLED);
    assertThat(transitions()).isEqualTo(2);

    System.out.printf(
        "fail-over: process ended %d ms after SIGTERM, successor leads after %d ms; after SIGKILL %d ms%n",
        stopped.toMillis(), graceful.toMillis(), hard.toMillis());
    // Not before the lease of the killed one has run out, less the two seconds between renewals.
    assertThat(hard).isGreaterThan(Duration.ofSeconds(12));
    assertThat(third.process().terminate(GRACEFUL)).isZero();
    assertThat(lease().path("holderIdentity").asText()).as("released").isEmpty();
  }

  private static Duration untilLeading(Replica replica, long since, Duration atMost) {
    Awaitility.await()
        .atMost(atMost)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .until(replica::leads);
    return Duration.ofNanos(System.nanoTime() - since);
  }

  private int transitions() {
    return lease().path("leaseTransitions").asInt(-1);
  }

  private JsonNode lease() {
    return namespace
        .read("coordination.k8s.io/v1", "Lease", "argo-rollouts-controller-lock")
        .path("spec");
  }
}
