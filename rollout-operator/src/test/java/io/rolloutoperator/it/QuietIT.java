package io.rolloutoperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.testkit.audit.AuditEntry;
import io.rolloutoperator.testkit.cluster.Json;
import io.rolloutoperator.testkit.junit.ExpectWarnings;
import io.rolloutoperator.testkit.junit.RequiresCluster;
import io.rolloutoperator.testkit.junit.TestNamespace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Nothing is written while nothing is to be done, and no right is needed that is not granted. */
@RequiresCluster
@ExpectWarnings("RolloutAborted")
class QuietIT {
  private static final Duration REST = Duration.ofSeconds(10);
  private static final String STEPS = "{steps: [{setWeight: 50}, {pause: {}}]}";

  private final TestNamespace namespace;
  private final ShippedOperator operator;

  QuietIT(TestNamespace namespace) {
    this.namespace = namespace;
    this.operator = ShippedOperator.start(namespace);
  }

  @Test
  void nothingIsWrittenInAnyRestingState() {
    LiveRollout.deploy(namespace, "healthy", 2, STEPS);
    LiveRollout paused = LiveRollout.deploy(namespace, "paused", 2, STEPS);
    paused.version("v2");
    paused.awaitPausedAt(1);
    LiveRollout held = LiveRollout.deploy(namespace, "held", 2, STEPS);
    held.pause(true);
    held.awaitPhase("Paused");
    LiveRollout aborted = LiveRollout.deploy(namespace, "aborted", 2, STEPS);
    aborted.version("v2");
    aborted.awaitPausedAt(1);
    aborted.abort();
    aborted.awaitPhase("Degraded");
    aborted.await("scaled down", _ -> aborted.scales().equals("1=2 2=0"));
    LiveRollout invalid =
        LiveRollout.apply(namespace, "invalid", 2, "{maxSurge: 0, maxUnavailable: 0}");
    invalid.awaitPhase("Degraded");
    namespace.await(
        "2 s without a write", () -> operator.writesSince(Instant.now().minusSeconds(2)).isEmpty());

    Instant begin = Instant.now();
    Awaitility.await("the time of rest")
        .pollDelay(REST)
        .atMost(REST.plusSeconds(10))
        .until(() -> Instant.now().isAfter(begin.plus(REST)));
    List<AuditEntry> writes = operator.writesSince(begin);
    System.out.printf(
        "at rest for %d s: %d writes, events included %d%n",
        REST.toSeconds(), writes.size(), events(begin));
    assertThat(writes).extracting(AuditEntry::summary).isEmpty();
    assertThat(events(begin)).isZero();
    everyRequestIsGranted();
  }

  private long events(Instant since) {
    return namespace.cluster().audit().of(operator.identity().user()).stream()
        .filter(entry -> entry.resource().equals("events") && entry.isWrite())
        .filter(entry -> !entry.at().isBefore(since))
        .count();
  }

  private void everyRequestIsGranted() {
    assertThat(namespace.cluster().audit().refused(operator.identity().user()))
        .extracting(AuditEntry::summary)
        .isEmpty();
    Set<String> granted = granted();
    assertThat(namespace.cluster().audit().used(operator.identity().user()))
        .as("requests on resources, each granted by the manifest")
        .isNotEmpty()
        .allMatch(used -> granted.contains(used) || used.contains(" /"));
  }

  /** Returns what the manifest grants, as the audit log names requests. */
  private static Set<String> granted() {
    Set<String> granted = new TreeSet<>();
    for (JsonNode object : Json.yaml(ShippedOperator.manifest())) {
      for (JsonNode rule : object.path("rules")) {
        for (String group : texts(rule, "apiGroups")) {
          for (String resource : texts(rule, "resources")) {
            String name = resource + (group.isEmpty() ? "" : "." + group);
            texts(rule, "verbs").forEach(verb -> granted.add(verb + " " + name));
          }
        }
      }
    }
    return granted;
  }

  private static List<String> texts(JsonNode rule, String field) {
    List<String> texts = new ArrayList<>();
    rule.path(field).forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
