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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Nothing is written while nothing is to be done, and no right is needed that is not granted. */
@RequiresCluster
@ExpectWarnings("RolloutAborted")
@Order(1) // begins early, as it takes long
class QuietIT {
  private static final Duration REST = Duration.ofSeconds(10);

  /** Rollouts, each in another one. */
  private static final int STATES = 11;

  private static final Duration GRACEFUL = Duration.ofSeconds(10);
  private static final Pattern LOOKED_AT =
      Pattern.compile("^rollout_reconcile_count\\{name=\"([^\"]*)\"");
  private static final String LEADS = "rollout_operator_leader 1.0";
  private static final String STEPS = "{steps: [{setWeight: 50}, {pause: {}}]}";

  private final TestNamespace namespace;
  private final ShippedOperator operator;

  QuietIT(TestNamespace namespace) {
    this.namespace = namespace;
    this.operator = ShippedOperator.start(namespace, ShippedOperator.LOCAL_METRICS);
  }

  @Test
  void nothingIsWrittenInAnyRestingStateNorByTheNextProcessOfAnUpgrade() {
    try (ScriptedPrometheus prometheus = ScriptedPrometheus.open()) {
      LiveRollout unsure = judged(prometheus, "unsure", "count: 1", "0.92");
      LiveRollout waiting = judged(prometheus, "waiting", "count: 2, interval: 1h", "1");
      LiveRoute route = LiveRoute.apply(namespace, "kept");
      LiveRollout kept =
          LiveRollout.apply(
              namespace,
              "kept",
              2,
              route.strategy(
                  "[{setWeight: 50}, {pause: {}}]", ", abortScaleDownDelaySeconds: 3600"));
      enterThoseWithoutRouter();
      refuse();
      enterKept(kept, route);
      unsure.awaitPausedAt(1);
      assertThat(unsure.message()).isEqualTo("InconclusiveAnalysisRun");
      namespace.await("the first measurement", () -> prometheus.asked("waiting") == 1);
      waiting.awaitStep(1);
      namespace.await(
          "2 s without a write",
          () -> operator.writesSince(Instant.now().minusSeconds(2)).isEmpty());
      Instant begin = Instant.now();
      Awaitility.await("the time of rest")
          .pollDelay(REST)
          .atMost(REST.plusSeconds(10))
          .until(() -> Instant.now().isAfter(begin.plus(REST)));
      nothingWasWrittenSince(begin, "at rest");
      takeOver();
      nothingWasWrittenSince(begin, "after an upgrade");
      assertThat(prometheus.asked("waiting")).isEqualTo(1);
    }
    everyRequestIsGranted();
  }

  private void enterThoseWithoutRouter() {
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
  }

  /** A spec that cannot be, and things that it names and that are missing. */
  private void refuse() {
    LiveRoute routeless = new LiveRoute(namespace, "routeless");
    routeless.applyServices();
    LiveRoute istio = new LiveRoute(namespace, "istio");
    istio.applyServices();
    List<LiveRollout> refused =
        List.of(
            LiveRollout.apply(namespace, "invalid", 2, "{maxSurge: 0, maxUnavailable: 0}"),
            LiveRollout.apply(
                namespace, "routeless", 2, routeless.strategy("[{setWeight: 50}]", "")),
            LiveRollout.apply(
                namespace,
                "istio",
                2,
                istio
                    .strategy("[{setWeight: 50}]", "")
                    .replace(
                        "plugins: {argoproj-labs/gatewayAPI: {httpRoute: istio}}",
                        "istio: {virtualService: {name: istio}}")),
            LiveRollout.apply(
                namespace,
                "judgeless",
                2,
                "{steps: [{analysis: {templates: [{templateName: missing}]}}]}"));
    for (LiveRollout rollout : refused) {
      rollout.awaitPhase("Degraded");
      assertThat(rollout.reason("InvalidSpec")).as(rollout.name()).isEqualTo("InvalidSpec");
    }
  }

  /** Aborted behind a router: the canary's pods stay for an hour. */
  private void enterKept(LiveRollout kept, LiveRoute route) {
    kept.awaitPhase("Healthy");
    kept.version("v2");
    kept.awaitPausedAt(1);
    kept.abort();
    kept.awaitPhase("Degraded");
    kept.await("all traffic is stable's", _ -> route.weights().equals("100 0"));
    assertThat(kept.scales()).isEqualTo("1=2 2=1");
  }

  /** Releases v2, judged by a step after weight 50. */
  private LiveRollout judged(
      ScriptedPrometheus prometheus, String name, String metric, String answer) {
    prometheus.answers(name, answer);
    prometheus.template(namespace, name, metric);
    LiveRollout rollout =
        LiveRollout.deploy(
            namespace,
            name,
            2,
            "{steps: [{setWeight: 50}, {analysis: {templates: [{templateName: %s}]}}]}"
                .formatted(name));
    rollout.version("v2");
    return rollout;
  }

  /**
   * As a rolling update does it: the next process waits for the lease until the one before it is
   * told to end, and then looks at everything without having seen any of it before.
   */
  private void takeOver() {
    Set<String> all = looks(operator);
    assertThat(all).hasSize(STATES);
    ShippedOperator next = ShippedOperator.start(namespace, ShippedOperator.LOCAL_METRICS);
    assertThat(looks(next)).as("looked at by who only waits").isEmpty();
    assertThat(operator.local().terminate(GRACEFUL)).isZero();
    namespace.await("the next one leads", () -> next.scrape().lines().contains(LEADS));
    namespace.await("it has looked at each", () -> looks(next).equals(all));
    Instant begin = Instant.now();
    Awaitility.await("the time of rest")
        .pollDelay(REST.dividedBy(2))
        .atMost(REST)
        .until(() -> Instant.now().isAfter(begin.plus(REST.dividedBy(2))));
  }

  /** The Rollouts that a process has looked at to the end. */
  private static Set<String> looks(ShippedOperator process) {
    return process.scrape().lines().stream()
        .flatMap(line -> LOOKED_AT.matcher(line).results())
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void nothingWasWrittenSince(Instant begin, String when) {
    List<AuditEntry> writes = operator.writesSince(begin);
    System.out.printf(
        "%s, %d s: %d writes, events included %d%n",
        when,
        Duration.between(begin, Instant.now()).toSeconds(),
        writes.size(),
        writes.size() + events(begin));
    assertThat(writes).extracting(AuditEntry::summary).isEmpty();
    assertThat(events(begin)).isZero();
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
