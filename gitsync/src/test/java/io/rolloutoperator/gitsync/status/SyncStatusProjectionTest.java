package io.rolloutoperator.gitsync.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.rolloutoperator.api.gitsync.GitSyncCondition;
import io.rolloutoperator.api.gitsync.GitSyncInventory;
import io.rolloutoperator.api.gitsync.GitSyncInventoryEntry;
import io.rolloutoperator.api.gitsync.GitSyncProblem;
import io.rolloutoperator.api.gitsync.GitSyncStatus;
import io.rolloutoperator.api.gitsync.QuarantinedRevision;
import io.rolloutoperator.gitsync.health.Health;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.QuarantineEntry;
import io.rolloutoperator.gitsync.plan.Yielded;
import io.rolloutoperator.testkit.cluster.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SyncStatusProjectionTest {

  private static final Path FOLDER = Path.of("src", "test", "resources", "testdata", "status");
  private static final Instant NOW = Facts.T0.plusSeconds(60);
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .build();

  static List<Stories.Story> stories() {
    return Stories.all();
  }

  @ParameterizedTest
  @MethodSource("stories")
  void theStatusIsAsItsGoldenFile(Stories.Story story) throws IOException {
    Path file = FOLDER.resolve(story.name() + ".yaml");
    String actual = YAML.writeValueAsString(projected(story, NOW));
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(file, actual);
    }
    assertThat(actual).as(file.toString()).isEqualTo(Files.readString(file));
  }

  @ParameterizedTest
  @MethodSource("stories")
  void theSameFactsLaterMakeTheSameStatus(Stories.Story story) {
    ObjectNode first = projected(story, NOW);
    ObjectNode later =
        SyncStatusProjection.project(
            Facts.decoded(first), story.outcome(), NOW.plus(Duration.ofDays(1)));
    assertThat(Facts.stored(later)).isEqualTo(first);
  }

  @ParameterizedTest
  @MethodSource("stories")
  void aPassThatKnowsNothingKeepsAllButTheGeneration(Stories.Story story) {
    ObjectNode first = projected(story, NOW);
    ObjectNode later =
        SyncStatusProjection.project(
            Facts.decoded(first), SyncOutcome.of(4, 10).build(), NOW.plusSeconds(1));
    assertThat(Facts.stored(later)).isEqualTo(first.deepCopy().put("observedGeneration", 4));
  }

  private static ObjectNode projected(Stories.Story story, Instant now) {
    return Facts.stored(SyncStatusProjection.project(story.before(), story.outcome(), now));
  }

  @Test
  void theTimeOfAConditionIsThatOfItsLastChangeOfStatus() {
    SyncOutcome failed = Facts.known().failed(new SyncFailure.BuildFailed("a")).build();
    SyncOutcome failedOtherwise =
        Facts.known().failed(new SyncFailure.ApplyFailed(List.of("b"))).build();

    GitSyncStatus first = Facts.after(Facts.settled(), failed, NOW);
    assertThat(condition(first, ConditionType.READY).lastTransitionTime()).isEqualTo(NOW);
    GitSyncStatus second = Facts.after(first, failedOtherwise, NOW.plusSeconds(9));
    assertThat(condition(second, ConditionType.READY))
        .isEqualTo(new GitSyncCondition("Ready", "False", 3, NOW, "ApplyFailed", "b"));
    assertThat(condition(second, ConditionType.HEALTHY).lastTransitionTime()).isEqualTo(Facts.T0);
  }

  @Test
  void conditionsOfAMomentGoWhenItIsOver() {
    GitSyncStatus stalled =
        Facts.after(
            Facts.settled(),
            Facts.known()
                .failed(new SyncFailure.BuildFailed("a"))
                .drifted(List.of(Facts.SERVICE))
                .ignoredFields(List.of("spec.decryption"))
                .build(),
            NOW);
    assertThat(types(stalled))
        .containsExactly(
            "Ready",
            "Stalled",
            "Healthy",
            "SourceReady",
            "WriteBackReady",
            "Drifted",
            "UnsupportedField");
    GitSyncStatus well =
        Facts.after(
            stalled,
            Facts.known()
                .readiness(new Readiness.Ready(Facts.GOOD))
                .drifted(List.of())
                .ignoredFields(List.of())
                .writeBack(new WriteBackState.NotUsed())
                .build(),
            NOW);
    assertThat(types(well)).containsExactly("Ready", "Healthy", "SourceReady");
  }

  @Test
  void messagesAreOneLineThatIsNotTooLong() {
    String message = "a\nb" + "x".repeat(5_000);
    GitSyncStatus status =
        Facts.after(
            GitSyncStatus.EMPTY,
            Facts.known()
                .failed(new SyncFailure.BuildFailed(message))
                .problems(List.of(SyncProblem.of(new SyncFailure.BuildFailed(message))))
                .build(),
            NOW);
    assertThat(condition(status, ConditionType.READY).message())
        .startsWith("a?bxx")
        .hasSizeLessThan(1_100);
    assertThat(status.problems())
        .extracting(GitSyncProblem::message)
        .allMatch(text -> text.startsWith("a?b") && text.length() < 1_100);
  }

  @Test
  void problemsEndWithTheFailureTheyBelongTo() {
    GitSyncStatus broken =
        Facts.after(
            Facts.settled(),
            Facts.known().failed(new SyncFailure.BuildFailed("x.yaml:3: no")).build(),
            NOW);
    assertThat(broken.problems())
        .containsExactly(new GitSyncProblem("", "x.yaml", 3, "BuildFailed", "x.yaml:3: no"));
    assertThat(
            Facts.after(
                    broken, Facts.known().readiness(new Readiness.Progressing("a")).build(), NOW)
                .problems())
        .isEqualTo(broken.problems());
    assertThat(
            Facts.after(
                    broken, Facts.known().readiness(new Readiness.Ready(Facts.GOOD)).build(), NOW)
                .problems())
        .isEmpty();
    assertThat(
            Facts.after(broken, Facts.known().failed(new SyncFailure.FetchFailed("a")).build(), NOW)
                .problems())
        .isEmpty();
  }

  @Test
  void listsAreCut() {
    List<SyncProblem> problems = new ArrayList<>();
    List<Yielded> yielded = new ArrayList<>();
    List<QuarantineEntry> quarantine = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      ObjectId object = new ObjectId("", "Service", "shop", "s" + i);
      problems.add(SyncProblem.of(new SyncFailure.BuildFailed("x" + i + ".yaml:1: no")));
      yielded.add(new Yielded(object, List.of("/a"), "R"));
      quarantine.add(
          Facts.quarantined(
              "h" + i,
              Facts.T0.plusSeconds(i),
              i % 10 == 0 ? QuarantineEntry.State.HOLDING : QuarantineEntry.State.BARS_IMAGES));
    }
    GitSyncStatus status =
        Facts.after(
            GitSyncStatus.EMPTY,
            Facts.known().problems(problems).yielded(yielded).quarantine(quarantine).build(),
            NOW);
    assertThat(status.problems()).hasSize(20).first().extracting("file").isEqualTo("x0.yaml");
    assertThat(status.yielded()).hasSize(50);
    assertThat(status.quarantinedRevisions())
        .as("those that hold, and the newest of the others")
        .extracting(QuarantinedRevision::templateHash)
        .containsExactly(
            "h0", "h10", "h20", "h30", "h40", "h50", "h60", "h70", "h80", "h89", "h90", "h91",
            "h92", "h93", "h94", "h95", "h96", "h97", "h98", "h99");
  }

  @Test
  void theCommitThatUndidAReleaseStaysWithIt() {
    GitSyncStatus undone = Facts.after(GitSyncStatus.EMPTY, Stories.aborted(), NOW);
    GitSyncStatus later =
        Facts.after(
            undone,
            Facts.known()
                .quarantine(List.of(Facts.quarantined(QuarantineEntry.State.BARS_IMAGES)))
                .build(),
            NOW);
    assertThat(later.quarantinedRevisions())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.state()).isEqualTo("BarsImages");
              assertThat(entry.writeBack())
                  .isEqualTo(undone.quarantinedRevisions().getFirst().writeBack());
            });
  }

  @Test
  void whatOtherVersionsWroteIsKept() {
    JsonNode stored =
        Json.yaml(
                """
                promotions: [{name: overlays/production, phase: Soaking}]
                images: [{name: web, tag: v1}]
                """)
            .getFirst();
    ObjectNode status =
        SyncStatusProjection.project(Facts.decoded(stored), Facts.known().build(), NOW);
    assertThat(status.path("promotions")).isEqualTo(stored.path("promotions"));
    assertThat(status.path("images")).isEqualTo(stored.path("images"));
  }

  @Test
  void manyObjectsAreCountedAndTheirWorstNamed() {
    Map<ObjectId, Health> objects = new HashMap<>();
    for (int i = 0; i < 5; i++) {
      objects.put(
          new ObjectId("", "Pod", "shop", "p" + i),
          new Health(Health.State.IN_PROGRESS, "", Optional.empty()));
      objects.put(
          new ObjectId("", "Service", "shop", "s" + i),
          new Health(Health.State.CURRENT, "", Optional.empty()));
    }
    GitSyncStatus status =
        Facts.after(GitSyncStatus.EMPTY, Facts.known().health(objects).build(), NOW);
    assertThat(status.health()).isEqualTo("Progressing");
    assertThat(condition(status, ConditionType.HEALTHY).message())
        .isEqualTo("5 of 10 objects in progress: Pod shop/p0; Pod shop/p1; Pod shop/p2 (2 more)");
  }

  @Test
  void theInventoryIsInOnePlace() {
    GitSyncStatus large =
        Facts.after(
            Facts.settled(),
            Facts.known()
                .inventory(new StoredInventory.InConfigMaps(List.of("my-app-inventory-0")))
                .build(),
            NOW);
    assertThat(large.inventory())
        .isEqualTo(new GitSyncInventory(List.of(), List.of("my-app-inventory-0")));
    GitSyncStatus small =
        Facts.after(large, Facts.known().inventory(Facts.inventory(Facts.ROLE)).build(), NOW);
    assertThat(small.inventory())
        .isEqualTo(
            new GitSyncInventory(
                List.of(
                    new GitSyncInventoryEntry("_a_b_rbac.authorization.k8s.io_ClusterRole", "v1")),
                List.of()));
  }

  private static List<String> types(GitSyncStatus status) {
    return status.conditions().stream().map(GitSyncCondition::type).toList();
  }

  private static GitSyncCondition condition(GitSyncStatus status, ConditionType type) {
    return status.conditions().stream()
        .filter(condition -> condition.type().equals(type.text()))
        .findFirst()
        .orElseThrow();
  }
}
