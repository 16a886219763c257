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
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What one update costs the API server. */
@RequiresCluster
class UpdateCostIT {
  /**
   * How many tell only the pods by now depends on how far apart these become ready: on the load. On
   * a quiet machine there are two, which makes twelve writes; Argo Rollouts needs 17.
   */
  private static final int MOST_OF_COUNTS = 7;

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
    // A write that lost against another controller's changed nothing and is planned anew.
    List<AuditEntry> done =
        operator.writesSince(begin).stream().filter(AuditEntry::isDone).toList();
    List<String> decisions =
        done.stream()
            .filter(write -> !tellsProgress(write))
            .map(write -> named(write, hashes))
            .toList();
    int counts = done.size() - decisions.size();
    System.out.printf(
        "one update: %d writes of counts, and these%n%s%n", counts, String.join("\n", decisions));
    assertThat(decisions).containsExactlyElementsOf(golden());
    assertThat(counts).as("writes of counts").isLessThanOrEqualTo(MOST_OF_COUNTS);
  }

  /** The write in a line; of the status with the fields that it changes. */
  private String named(AuditEntry write, List<String> hashes) {
    String line =
        write
            .summary()
            .replace(namespace.name() + "/", "")
            .replace(hashes.getFirst(), "STABLE")
            .replace(hashes.getLast(), "CANARY");
    return write.resource().endsWith("/status") ? line + ": " + decided(write) : line;
  }

  private static String decided(AuditEntry write) {
    return write.requestBody().path("status").properties().stream()
        .map(Map.Entry::getKey)
        .filter(field -> !PROGRESS.contains(field))
        .sorted()
        .collect(Collectors.joining(" "));
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
