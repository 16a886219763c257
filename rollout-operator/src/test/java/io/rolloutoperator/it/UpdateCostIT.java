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
import org.junit.jupiter.api.Test;

/** What one update costs the API server. */
@RequiresCluster
class UpdateCostIT {
  /** Of all objects, the status included. */
  private static final int MOST_WRITES = 12;

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
    List<String> writes =
        operator.writesSince(begin).stream()
            .filter(AuditEntry::isDone)
            .map(AuditEntry::summary)
            .map(line -> line.replace(namespace.name() + "/", ""))
            .map(line -> line.replace(hashes.getFirst(), "STABLE"))
            .map(line -> line.replace(hashes.getLast(), "CANARY"))
            .toList();
    System.out.printf(
        "one update: %d object writes%n%s%n", writes.size(), String.join("\n", writes));
    assertThat(writes).as("all writes of objects").hasSizeLessThanOrEqualTo(MOST_WRITES);
    // A write that lost against another controller's changed nothing and is planned anew.
    // How often counts of pods are told depends on when pods become ready; nothing else may vary.
    assertThat(writes.stream().filter(line -> !line.contains("/status")))
        .containsExactlyElementsOf(golden());
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
