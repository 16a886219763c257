package io.rolloutoperator.engine.stages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.rolloutoperator.analysis.core.TemplateCatalog;
import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.Decoder;
import io.rolloutoperator.api.rollout.RolloutSpec;
import io.rolloutoperator.api.rollout.RolloutStatus;
import io.rolloutoperator.engine.plan.Plan;
import io.rolloutoperator.engine.plan.StatusIntent;
import io.rolloutoperator.engine.snapshot.Annotations;
import io.rolloutoperator.engine.snapshot.ClockJumps;
import io.rolloutoperator.engine.snapshot.PendingRestart;
import io.rolloutoperator.engine.snapshot.PodFacts;
import io.rolloutoperator.engine.snapshot.ReplicaSetFacts;
import io.rolloutoperator.engine.snapshot.RolloutFacts;
import io.rolloutoperator.engine.snapshot.Snapshot;
import io.rolloutoperator.engine.snapshot.TemplateMatch;
import io.rolloutoperator.engine.status.StatusProjection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestartStageTest {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant NOW = AT.plusSeconds(60);
  private static final Instant BEFORE = AT.minusSeconds(60);

  private final RestartStage stage = new RestartStage();
  private final List<PodFacts> pods = new ArrayList<>();
  private final List<ReplicaSetFacts> replicaSets = new ArrayList<>();
  private int minReadySeconds;

  /**
   * The strategy; wanted pods; pods of the stable ReplicaSet and of the canary, a letter each: old
   * and available, old and unready, new and available, new and unready, deleted; who is evicted.
   */
  @ParameterizedTest(name = "{0} with {1} of {2}: {3} and {4}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "{} | 4 | oooo | - | s0",
        "{maxUnavailable: 2} | 4 | oooo | - | s0 s1",
        "{maxUnavailable: 50%} | 4 | oooo | - | s0 s1",
        "{maxUnavailable: 0} | 4 | oooo | - | s0",
        "{} | 1 | o | - | s0",
        "{} | 3 | onn | - | s0",
        "{} | 3 | oou | - | -",
        "{} | 3 | oonw | - | -",
        "{} | 3 | noo | - | s1",
        "{maxUnavailable: 2} | 4 | ooow | - | s0",
        "{maxUnavailable: 2} | 4 | oood | - | s0",
        "{maxUnavailable: 2} | 4 | ooo | o | s0 s1",
        "{maxUnavailable: 2} | 4 | noo | o | s1 s2",
        "{maxUnavailable: 2} | 4 | nnn | o | c0",
        "{} | 2 | ooo | - | s0",
        "{maxUnavailable: 2} | 2 | oooo | - | s0 s1"
      })
  void soManyPodsGoAsMayBeMissing(
      String strategy, int replicas, String stable, String canary, String evicted) {
    own("stable", "s", stable);
    own("canary", "c", canary == null ? "" : canary);

    List<String> expected =
        evicted == null
            ? List.of()
            : List.of(evicted.split(" ")).stream().map(pod -> "evict Pod " + pod).toList();
    assertThat(evicted(snapshot(strategy, replicas, new PendingRestart.Due(AT, pods))))
        .isEqualTo(expected);
  }

  @Test
  void aPodIsMissingUntilItWasReadyForLongEnough() {
    own("stable", "s", "oon");
    minReadySeconds = 30;
    assertThat(evicted(due())).containsExactly("evict Pod s0");

    minReadySeconds = 61;
    assertThat(evicted(due())).isEmpty();
  }

  @Test
  void aPassThatEvictsDoesNothingElseAndTheNextGoesOnSoon() {
    own("stable", "s", "ooo");

    Plan plan = stage.plan(due()).orElseThrow();

    assertThat(plan.status()).isEqualTo(new StatusIntent.Counts());
    assertThat(plan.requeueAfter()).contains(Duration.ofSeconds(1));
    assertThat(plan.reasons())
        .extracting(reason -> reason.code() + ": " + reason.text())
        .containsExactly(
            "restart: 1 of 3 pods that were made before the restart are to be evicted");
  }

  @ParameterizedTest
  @CsvSource({"nnn", "nnw", "nnd", "''"})
  void withoutAnOldPodTheRestartIsDone(String left) {
    own("stable", "s", left);
    Snapshot snapshot = due();

    Plan plan = stage.plan(snapshot).orElseThrow();
    RolloutStatus status = StatusProjection.project(snapshot, plan).status();

    assertThat(plan.actions()).isEmpty();
    assertThat(status.restartedAt()).isEqualTo(AT);
    assertThat(status.message()).isNotEqualTo("rollout is restarting");
  }

  @Test
  void nothingIsDecidedWhileReplicaSetsCountWhatWasEvicted() {
    own("stable", "s", "oow");
    replicaSets.set(0, counting(replicaSets.getFirst(), 3));

    Plan plan = stage.plan(due()).orElseThrow();

    assertThat(plan.actions()).isEmpty();
    assertThat(plan.status()).isEqualTo(new StatusIntent.Keep());
    assertThat(plan.requeueAfter()).contains(Duration.ofSeconds(1));
  }

  private static ReplicaSetFacts counting(ReplicaSetFacts rs, int pods) {
    return new ReplicaSetFacts(
        rs.name(),
        rs.createdAt(),
        rs.labels(),
        rs.annotations(),
        rs.specReplicas(),
        pods,
        pods,
        pods,
        0,
        true,
        false,
        Optional.empty());
  }

  @Test
  void untilThenThePhaseSaysThatItIsRestarting() {
    own("stable", "s", "ooo");
    Snapshot snapshot = due();

    RolloutStatus status =
        StatusProjection.project(snapshot, stage.plan(snapshot).orElseThrow()).status();

    assertThat(status.phase() + ": " + status.message())
        .isEqualTo("Progressing: rollout is restarting");
    assertThat(status.restartedAt()).isNull();
  }

  @Test
  void aRestartOfLaterWaitsWithoutHoldingAnythingUp() {
    own("stable", "s", "ooo");
    Snapshot snapshot = snapshot("{}", 3, new PendingRestart.Later(NOW.plusSeconds(90)));

    assertThat(stage.plan(snapshot)).isEmpty();
    assertThat(RestartStage.again(snapshot)).contains(Duration.ofSeconds(90));
  }

  private List<String> evicted(Snapshot snapshot) {
    return stage.plan(snapshot).stream()
        .flatMap(plan -> plan.actions().stream())
        .map(planned -> planned.action().describe())
        .toList();
  }

  private Snapshot due() {
    return snapshot("{}", 3, new PendingRestart.Due(AT, pods));
  }

  private void own(String name, String prefix, String states) {
    int wanted = (int) states.chars().filter(state -> state != 'd').count();
    int ready = (int) states.chars().filter(state -> state == 'o' || state == 'n').count();
    for (int i = 0; i < states.length(); i++) {
      pods.add(pod(name, prefix + i, states.charAt(i)));
    }
    replicaSets.add(
        new ReplicaSetFacts(
            name,
            BEFORE,
            Map.of(Annotations.POD_TEMPLATE_HASH, name),
            Map.of(),
            wanted,
            wanted,
            ready,
            ready,
            0,
            true,
            false,
            Optional.empty()));
  }

  private static PodFacts pod(String replicaSet, String name, char state) {
    boolean outdated = state == 'o' || state == 'u';
    boolean ready = state == 'o' || state == 'n';
    return new PodFacts(
        name,
        "uid-" + name,
        replicaSet,
        outdated ? BEFORE : AT,
        ready ? Optional.of(AT) : Optional.empty(),
        state == 'd');
  }

  private Snapshot snapshot(String strategy, int replicas, PendingRestart restart) {
    RolloutFacts rollout =
        new RolloutFacts(
            "shop",
            "web",
            "uid",
            1,
            Map.of(),
            Map.of(),
            spec(strategy, replicas),
            RolloutStatus.EMPTY.toBuilder()
                .stableRS("stable")
                .updatedReplicas(replicas)
                .availableReplicas(replicas)
                .build(),
            YAML.createObjectNode());
    return new Snapshot(
        NOW,
        ClockJumps.NONE,
        rollout,
        new TemplateMatch.Existing("canary"),
        "",
        replicaSets,
        List.of(),
        List.of(),
        List.of(),
        new TemplateCatalog(Map.of()),
        Optional.empty(),
        Optional.of(restart),
        Optional.empty(),
        Optional.empty());
  }

  private RolloutSpec spec(String strategy, int replicas) {
    String text =
        "{replicas: %d, restartAt: '%s', minReadySeconds: %d, strategy: {canary: %s}}"
            .formatted(replicas, AT, minReadySeconds, strategy);
    return switch (Decoder.decode(yaml(text), RolloutSpec.class, "spec")) {
      case Decoded.Valid<RolloutSpec>(RolloutSpec spec) -> spec;
      case Decoded.Malformed<RolloutSpec> malformed ->
          throw new IllegalArgumentException(malformed.message());
    };
  }

  private static JsonNode yaml(String text) {
    try {
      return YAML.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
