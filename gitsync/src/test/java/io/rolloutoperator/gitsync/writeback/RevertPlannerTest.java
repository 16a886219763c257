package io.rolloutoperator.gitsync.writeback;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.writeback.FileChange.Delete;
import io.rolloutoperator.gitsync.writeback.FileChange.Write;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RevertPlannerTest {

  private static final String KUSTOMIZATION = "app/kustomization.yaml";
  private static final TinyKustomize RENDERING = new TinyKustomize("app");

  private static final Map<String, String> HEALTHY =
      Map.of(
          KUSTOMIZATION,
          "- rollout.yaml\n- service.yaml\n- patch.yaml\nnewTag: 1\n",
          "app/rollout.yaml",
          "replicas: 3\nimage: my-app\n",
          "app/patch.yaml",
          "env: A=1\n",
          "app/service.yaml",
          "kind: Service\nport: 80\n");

  static Stream<Arguments> commits() {
    return Stream.of(
        commit("a tag", Map.of(KUSTOMIZATION, with(2)), KUSTOMIZATION),
        commit(
            "a tag and a Service, which stays",
            Map.of(KUSTOMIZATION, with(2), "app/service.yaml", "kind: Service\nport: 81\n"),
            KUSTOMIZATION),
        commit(
            "a tag and a number of replicas, which stays",
            Map.of(KUSTOMIZATION, with(2), "app/rollout.yaml", "replicas: 9\nimage: my-app\n"),
            KUSTOMIZATION),
        commit(
            "a tag and a comment, which stays",
            Map.of(KUSTOMIZATION, with(2), "app/patch.yaml", "# why\nenv: A=1\n"),
            KUSTOMIZATION),
        commit(
            "two files of the template",
            Map.of(KUSTOMIZATION, with(2), "app/patch.yaml", "env: A=2\n"),
            KUSTOMIZATION,
            "app/patch.yaml"),
        commit(
            "a file of the template was deleted",
            Map.of(
                KUSTOMIZATION, "- rollout.yaml\n- service.yaml\nnewTag: 1\n", "app/patch.yaml", ""),
            KUSTOMIZATION,
            "app/patch.yaml"),
        commit(
            "a new file, harmless once nobody names it",
            Map.of(KUSTOMIZATION, with(1) + "- new.yaml\n", "app/new.yaml", "env: B=2\n"),
            KUSTOMIZATION));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("commits")
  void onlyWhatTheTemplateNeedsIsRestored(
      String name, Map<String, String> changes, List<String> restored) {
    Map<String, String> bad = changed(HEALTHY, changes);
    assertThat(plan(HEALTHY, bad, bad))
        .isInstanceOfSatisfying(
            RevertPlan.Files.class, plan -> assertThat(plan.changes()).isEqualTo(writes(restored)));
  }

  @Test
  void aFileThatTheCommitMadeIsDeletedIfItMatters() {
    RevertFiles files =
        files(Map.of("a", "1"), Map.of("a", "1", "b", "2"), Map.of("a", "1", "b", "2"));
    assertThat(
            RevertPlanner.plan(release("{a=1 bytes}", "{a=1 bytes, b=1 bytes}"), files, allFiles()))
        .isEqualTo(new RevertPlan.Files(new TreeMap<>(Map.of("b", new Delete()))));
  }

  @Test
  void aFileChangedSinceIsLeftToPeople() {
    Map<String, String> bad = changed(HEALTHY, Map.of(KUSTOMIZATION, with(2)));
    Map<String, String> head = changed(bad, Map.of(KUSTOMIZATION, "# note\n" + with(2)));
    assertThat(plan(HEALTHY, bad, head))
        .isEqualTo(new RevertPlan.NotPossible("app/kustomization.yaml changed after 1a2b3c4"));
  }

  @Test
  void aFileDeletedSinceIsLeftToPeople() {
    RevertFiles files = files(Map.of("a", "1"), Map.of("a", "2"), Map.of());
    TemplateHash goodOnlyWithA =
        at -> Optional.of(isBad(at.get("a")) || at.isEmpty() ? "bad" : "good");
    assertThat(RevertPlanner.plan(release("good", "bad"), files, goodOnlyWithA))
        .isEqualTo(new RevertPlan.NotPossible("a changed after 1a2b3c4"));
  }

  @Test
  void aFileChangedSinceThatDoesNotMatterIsNoObstacle() {
    Map<String, String> bad =
        changed(
            HEALTHY,
            Map.of(KUSTOMIZATION, with(2), "app/service.yaml", "kind: Service\nport: 81\n"));
    Map<String, String> head =
        changed(bad, Map.of("app/service.yaml", "kind: Service\nport: 82\n"));
    assertThat(plan(HEALTHY, bad, head))
        .isEqualTo(new RevertPlan.Files(writes(List.of(KUSTOMIZATION))));
  }

  static Stream<Arguments> heads() {
    Map<String, String> bad = changed(HEALTHY, Map.of(KUSTOMIZATION, with(2)));
    return Stream.of(
        Arguments.of("a fix", changed(bad, Map.of(KUSTOMIZATION, with(3)))),
        Arguments.of("undone by somebody else", HEALTHY),
        Arguments.of("the folder does not render", changed(bad, Map.of("app/patch.yaml", ""))),
        Arguments.of("the folder is gone", Map.of()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("heads")
  void aBranchThatNoLongerHasTheTemplateIsLeftAlone(String name, Map<String, String> head) {
    Map<String, String> bad = changed(HEALTHY, Map.of(KUSTOMIZATION, with(2)));
    assertThat(plan(HEALTHY, bad, head)).isEqualTo(new RevertPlan.AlreadyGone());
  }

  @Test
  void aTemplateThatDoesNotComeFromFilesCannotBeRestored() {
    Map<String, String> bad = changed(HEALTHY, Map.of("app/service.yaml", "kind: Service\n"));
    RevertFiles files = files(HEALTHY, bad, bad);
    assertThat(RevertPlanner.plan(release("other", hash(bad)), files, RevertPlannerTest::hash))
        .isEqualTo(
            new RevertPlan.NotPossible(
                "restoring the files of 0f1e2d3 does not bring back the healthy pod template"));
  }

  @Test
  void laterCommitsMayStandInTheWay() {
    Map<String, String> healthy = Map.of("a", "1");
    Map<String, String> bad = Map.of("a", "2");
    Map<String, String> head = Map.of("a", "2", "later", "");
    TemplateHash template =
        files ->
            Optional.of(
                isBad(files.get("a")) ? "bad" : files.containsKey("later") ? "neither" : "good");
    assertThat(RevertPlanner.plan(release("good", "bad"), files(healthy, bad, head), template))
        .isEqualTo(
            new RevertPlan.NotPossible(
                "commits after 1a2b3c4 keep the files of 0f1e2d3 from bringing back the healthy pod template"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 50})
  void atMostFiftyFilesAreRestored(int number) {
    assertThat(planOfMany(number))
        .isInstanceOfSatisfying(
            RevertPlan.Files.class, plan -> assertThat(plan.changes()).hasSize(number));
  }

  @ParameterizedTest
  @ValueSource(ints = {51, 5_000})
  void moreThanFiftyFilesAreLeftToPeople(int number) {
    assertThat(planOfMany(number))
        .isEqualTo(
            new RevertPlan.NotPossible("more than 50 files must be restored to undo 1a2b3c4"));
  }

  @Test
  void aCommitOfThousandsOfFilesCostsFewRenderings() {
    Map<String, String> healthy = new TreeMap<>();
    Map<String, String> bad = new TreeMap<>();
    for (int i = 0; i < 10_000; i++) {
      healthy.put("file" + i, "1");
      bad.put("file" + i, "2");
    }
    int[] renderings = {0};
    TemplateHash oneOfThem =
        files -> {
          renderings[0]++;
          return Optional.of(isBad(files.get("file7777")) ? "bad" : "good");
        };
    assertThat(RevertPlanner.plan(release("good", "bad"), files(healthy, bad, bad), oneOfThem))
        .isInstanceOfSatisfying(
            RevertPlan.Files.class,
            plan -> assertThat(plan.changes()).containsOnlyKeys("file7777"));
    assertThat(renderings[0]).isLessThan(40);
  }

  private static RevertPlan planOfMany(int number) {
    Map<String, String> healthy = new TreeMap<>();
    Map<String, String> bad = new TreeMap<>();
    for (int i = 0; i < number; i++) {
      healthy.put("file" + i, "1");
      bad.put("file" + i, "22");
    }
    RevertFiles files = files(healthy, bad, bad);
    return RevertPlanner.plan(
        release(files.healthy().toString(), files.bad().toString()), files, allFiles());
  }

  private static boolean isBad(@Nullable FileContent content) {
    return FileContent.of("2").equals(content);
  }

  private static RevertPlan plan(
      Map<String, String> healthy, Map<String, String> bad, Map<String, String> head) {
    return RevertPlanner.plan(
        release(hash(healthy), hash(bad)), files(healthy, bad, head), RevertPlannerTest::hash);
  }

  private static BadRelease release(String healthyHash, String badHash) {
    return new BadRelease(
        "shop", "my-app", "0f1e2d3c", "1a2b3c4d", healthyHash, badHash, List.of(), List.of());
  }

  private static String hash(Map<String, String> files) {
    return hash(contents(files)).orElseThrow();
  }

  private static Optional<String> hash(SortedMap<String, FileContent> files) {
    return RENDERING.render(new FileTree(files)).templateHash();
  }

  /** Every file is part of the template. */
  private static TemplateHash allFiles() {
    return files -> Optional.of(files.toString());
  }

  private static RevertFiles files(
      Map<String, String> healthy, Map<String, String> bad, Map<String, String> head) {
    return new RevertFiles(contents(healthy), contents(bad), contents(head));
  }

  private static SortedMap<String, FileContent> contents(Map<String, String> texts) {
    SortedMap<String, FileContent> contents = new TreeMap<>();
    texts.forEach((path, text) -> contents.put(path, FileContent.of(text)));
    return contents;
  }

  /** An empty text deletes a file. */
  private static Map<String, String> changed(
      Map<String, String> files, Map<String, String> changes) {
    Map<String, String> changed = new TreeMap<>(files);
    changed.putAll(changes);
    changed.values().removeIf(String::isEmpty);
    return changed;
  }

  private static SortedMap<String, FileChange> writes(List<String> paths) {
    SortedMap<String, FileChange> writes = new TreeMap<>();
    contents(HEALTHY).forEach((path, content) -> writes.put(path, new Write(content)));
    writes.keySet().retainAll(paths);
    return writes;
  }

  private static String with(int tag) {
    return "- rollout.yaml\n- service.yaml\n- patch.yaml\nnewTag: " + tag + "\n";
  }

  private static Arguments commit(String name, Map<String, String> changes, String... restored) {
    return Arguments.of(name, changes, List.of(restored));
  }
}
