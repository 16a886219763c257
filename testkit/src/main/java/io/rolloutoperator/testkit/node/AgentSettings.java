package io.rolloutoperator.testkit.node;

import java.time.Duration;

/**
 * The agent's times. A kubelet's are longer: it waits 10 s before the second restart of a container
 * and 5 min at most.
 *
 * @param pullBackoff from a failed pull to the next try
 * @param restartBackoff before the second restart of a container; doubled with each one
 * @param restartBackoffLimit the longest wait between two restarts
 * @param leaseEvery from one heartbeat of the node to the next
 */
public record AgentSettings(
    Duration pullBackoff,
    Duration restartBackoff,
    Duration restartBackoffLimit,
    Duration leaseEvery) {

  /** Returns times that suit tests. */
  public static AgentSettings forTests() {
    return new AgentSettings(
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        Duration.ofSeconds(10),
        Duration.ofSeconds(10));
  }
}
