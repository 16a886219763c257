package io.rolloutoperator.gitsync.plan;

import static io.rolloutoperator.gitsync.plan.Fixture.id;
import static io.rolloutoperator.gitsync.plan.Fixture.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole synchronisations, pass by pass. {@code -Dgolden.update=true} writes the files instead of
 * comparing.
 */
class SyncPlannerTest {

  private static final Path FOLDER = Path.of("src", "test", "resources", "testdata", "syncplan");
  private static final Map<String, Supplier<World>> STORIES = new TreeMap<>(SyncStories.all());

  static Stream<String> names() {
    return STORIES.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void aSynchronisationGoesLikeThis(String name) throws IOException {
    Path file = FOLDER.resolve(name + ".golden");
    World world = Objects.requireNonNull(STORIES.get(name)).get();
    String actual = String.join("\n", world.transcript) + "\n";
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, actual);
    }
    assertThat(actual).as(file.toString()).isEqualTo(Files.readString(file));
    assertThat(world.plan().stages()).as("at rest nothing is written").isEmpty();
  }

  @Test
  void noFileIsWithoutItsStory() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".golden", "")).toList())
          .hasSameElementsAs(STORIES.keySet());
    }
  }

  @Test
  void aRefusedObjectKeepsTheWholeCommitBack() {
    Fixture fixture = new Fixture();
    fixture.manifests =
        Fixture.manifests(SyncStories.CONFIG.formatted("one", "1") + SyncStories.DEPLOYMENT);
    SyncPlan plan =
        planner()
            .plan(
                fixture.snapshot(),
                Map.of(
                    id("", "ConfigMap", "one"), new DryRun.Accepted(yaml("{kind: ConfigMap}")),
                    id("apps", "Deployment", "my-app"),
                        new DryRun.Refused(
                            SyncReason.VALIDATION_FAILED, "unknown field \"spec.repilcas\"")));

    assertThat(plan.stages()).isEmpty();
    assertThat(plan.completes()).isFalse();
    assertThat(plan.problems())
        .extracting(Problem::message)
        .containsExactly("Deployment shop/my-app (app.yaml:2): unknown field \"spec.repilcas\"");
  }

  @Test
  void aKindThatIsNotServedIsToldWithTheVersionsThatAre() {
    Fixture fixture = new Fixture();
    fixture.manifests =
        Fixture.manifests(
            "{apiVersion: external-secrets.io/v1beta1, kind: ExternalSecret, metadata: {name: a, namespace: shop}}");

    SyncPlan plan =
        planner()
            .plan(
                fixture.snapshot(),
                Map.of(
                    id("external-secrets.io", "ExternalSecret", "a"),
                    new DryRun.NotServed(List.of("v1"))));

    assertThat(plan.holds())
        .containsExactly(
            new Hold(
                SyncReason.VALIDATION_FAILED,
                "no matches for kind \"ExternalSecret\" in version \"external-secrets.io/v1beta1\"; served: v1"));
  }

  @Test
  void anImmutableFieldNeedsForce() {
    Fixture fixture = new Fixture();
    fixture.manifests = Fixture.manifests(SyncStories.SERVICE);
    fixture.liveObject(Fixture.ours(fixture.manifests.getFirst().object()));
    Map<ObjectId, DryRun> answer =
        Map.of(
            id("", "Service", "stable"),
            new DryRun.Immutable("spec.clusterIP: field is immutable"));

    assertThat(planner().plan(fixture.snapshot(), answer).problems())
        .extracting(Problem::message)
        .containsExactly(
            "Service shop/stable: field is immutable; set force to recreate the object");

    fixture.force = true;
    assertThat(planner().plan(fixture.snapshot(), answer).actions())
        .extracting(SyncAction::describe)
        .contains("recreate Service shop/stable of uid uid-stable");
  }

  @Test
  void theOperatorsOwnObjectsAreRefused() {
    Fixture fixture = new Fixture();
    fixture.manifests = Fixture.manifests(SyncStories.DEPLOYMENT);
    SyncPlanner careful =
        new SyncPlanner(
            new OwnershipMerge(List.of()),
            object -> ObjectId.of(object).equals(id("apps", "Deployment", "my-app")));

    SyncPlan plan = careful.plan(fixture.snapshot(), Map.of());

    assertThat(plan.problems())
        .extracting(Problem::message)
        .containsExactly("refuses to manage the operator's own Deployment shop/my-app");
    assertThat(careful.begin(fixture.snapshot()).validation()).isEmpty();
  }

  @Test
  void whatOnlyTheClusterTellsToBeTheOperatorsOwnIsRefused() {
    Fixture fixture = new Fixture();
    fixture.manifests = Fixture.manifests(SyncStories.DEPLOYMENT);
    fixture.liveObject(
        yaml(
            "{apiVersion: apps/v1, kind: Deployment,"
                + " metadata: {name: my-app, namespace: shop, labels: {of: operator}}}"));
    SyncPlanner careful =
        new SyncPlanner(
            new OwnershipMerge(List.of()),
            object -> object.at("/metadata/labels/of").asText().equals("operator"));

    assertThat(careful.plan(fixture.snapshot(), Map.of()).problems())
        .extracting(Problem::message)
        .containsExactly("refuses to manage the operator's own Deployment shop/my-app");
    assertThat(careful.begin(fixture.snapshot()).validation()).isEmpty();
  }

  private static SyncPlanner planner() {
    return new SyncPlanner(new OwnershipMerge(List.of()), _ -> false);
  }

  @Test
  void aKillAfterAnyWriteLeavesNoOrphanAndLosesNothing() {
    String before =
        SyncStories.CONFIG.formatted("one", "1")
            + SyncStories.CONFIG.formatted("two", "1")
            + SyncStories.SERVICE;
    String after =
        SyncStories.CONFIG.formatted("two", "2")
            + SyncStories.CONFIG.formatted("three", "1")
            + SyncStories.DEPLOYMENT;
    World undisturbed = new World().git('a', before).settle().git('b', after).settle();
    for (int killed = 0; killed < 8; killed++) {
      World world = new World().git('a', before).settle().git('b', after);
      world.pass(killed);
      world.fixture.applied.clear();
      world
          .fixture
          .live
          .keySet()
          .forEach(
              id -> assertThat(world.fixture.inventory.contains(id)).as(id.toString()).isTrue());
      world.settle();

      assertThat(world.fixture.live.keySet())
          .containsExactlyInAnyOrderElementsOf(undisturbed.fixture.live.keySet());
      assertThat(world.fixture.inventory).isEqualTo(undisturbed.fixture.inventory);
      assertThat(world.fixture.lastApplied).contains(world.fixture.state());
    }
  }
}
