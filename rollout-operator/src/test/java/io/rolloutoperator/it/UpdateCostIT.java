package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.testkit.audit.AuditEntry;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What one update costs the API server. */
@RequiresCluster
class UpdateCostIT {
  /** That do not only tell progress: six of objects, and four of the Rollout's status. */
  private static final int MOST_DECISIONS = 10;

  /** Of all writes: what Argo Rollouts needs. On a quiet machine there are twelve. */
  private static final int MOST_WRITES = 17;

  private static final Set<String> PROGRESS =
      Set.of(
          "HPAReplicas",
          "availableReplicas",
          "readyReplicas",
          "replicas",
          "updatedReplicas",
          "conditions",
          "message");

  private final TestNamespace namespace;
  private final ShippedOperator operator;

  UpdateCostIT(TestNamespace namespace) {
    this.namespace = namespace;
    this.operator = ShippedOperator.start(namespace);
  }

  @Test
  void oneUpdateWritesEachObjectOnceForEachChangeAndInTheOrderOfTheGoldenLog() throws IOException {
    LiveRollout web =
        LiveRollout.deploy(
            namespace,
            "web",
            2,
            "{steps: [{setWeight: 50}, {pause: {duration: 1s}}, {setWeight: 100}]}");
    Instant begin = Instant.now();
    web.version("v2");
    web.awaitPhase("Healthy");

    List<String> hashes = web.hashes();
    List<AuditEntry> done =
        operator.writesSince(begin).stream().filter(AuditEntry::isDone).toList();
    List<String> writes =
        done.stream()
            .map(AuditEntry::summary)
            .map(line -> line.replace(namespace.name() + "/", ""))
            .map(line -> line.replace(hashes.getFirst(), "STABLE"))
            .map(line -> line.replace(hashes.getLast(), "CANARY"))
            .toList();
    System.out.printf(
        "one update: %d object writes%n%s%n", writes.size(), String.join("\n", writes));
    // A write that lost against another controller's changed nothing and is planned anew.
    assertThat(writes.stream().filter(line -> !line.contains("/status")))
        .containsExactlyElementsOf(golden());
    // How many tell only the pods by now depends on how far apart these become ready: on the load.
    assertThat(done.stream().filter(write -> !tellsProgress(write)))
        .as("writes that tell more than progress")
        .hasSizeLessThanOrEqualTo(MOST_DECISIONS);
    assertThat(done).as("writes").hasSizeLessThanOrEqualTo(MOST_WRITES);
  }

  /** Whether a write is about counts of pods and the progress that they are. */
  private static boolean tellsProgress(AuditEntry entry) {
    return entry.resource().endsWith("/status")
        && entry.requestBody().path("status").properties().stream()
            .allMatch(field -> PROGRESS.contains(field.getKey()));
  }

  private static List<String> golden() throws IOException {
    String file = "/testdata/it/update-cost.golden";
    try (InputStream in = Objects.requireNonNull(UpdateCostIT.class.getResourceAsStream(file))) {
      return new ArrayList<>(
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .toList());
    }
  }
}
