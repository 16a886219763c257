package io.rolloutoperator.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
 * Whole updates, pass by pass: reasons, writes, status, Events. {@code -Dgolden.update=true} writes
 * the files instead of comparing.
 */
class GoldenSequencesTest {

  private static final Path FOLDER = Path.of("src", "test", "resources", "testdata", "planner");
  private static final Map<String, Supplier<Story>> STORIES = new TreeMap<>(stories());

  private static Map<String, Supplier<Story>> stories() {
    return Map.ofEntries(
        Map.entry("first-deploy", () -> weights(3).deployed()),
        Map.entry("canary-pause-promote", GoldenSequencesTest::pausePromote),
        Map.entry("canary-background-analysis", GoldenSequencesTest::backgroundAnalysis),
        Map.entry("analysis-step-success", () -> analysisStep("Successful", "")),
        Map.entry(
            "analysis-step-failure", () -> analysisStep("Failed", "Metric \"m\" assessed Failed")),
        Map.entry("analysis-step-inconclusive", GoldenSequencesTest::inconclusiveStep),
        Map.entry("abort-retry", GoldenSequencesTest::abortRetry),
        Map.entry("promote-full", GoldenSequencesTest::promoteFull),
        Map.entry("promote-skip-all-steps", GoldenSequencesTest::skipAllSteps),
        Map.entry("v1-v2-v3", () -> weights(4).running().image(2).image(3)),
        Map.entry("rollback-midway", () -> weights(4).running().image(2).image(1)),
        Map.entry("rollback-window", () -> rolledBack(weights(2), 3, 1)),
        Map.entry("rollback-window-active", () -> rolledBack(routed(), 1, 1)),
        Map.entry("rollback-window-outside", () -> rolledBack(routed(), 1, 1, 1)),
        Map.entry("rollback-window-same-second", () -> rolledBack(routed(), 1, 0, 1)),
        Map.entry("scale-midway", GoldenSequencesTest::scaleMidway),
        Map.entry("no-steps", () -> Story.of(3, "{}").running().image(2)),
        Map.entry("services", GoldenSequencesTest::services),
        Map.entry("spec-paused", GoldenSequencesTest::specPaused),
        Map.entry("spec-paused-promote", GoldenSequencesTest::promotedWhilePaused),
        Map.entry("routed-success", GoldenSequencesTest::routedSuccess),
        Map.entry("routed-abort", GoldenSequencesTest::routedAbort),
        Map.entry("routed-v1-v2-v3", () -> routed().running().image(2).image(3)),
        Map.entry("routed-dynamic-stable-scale", GoldenSequencesTest::dynamicStableScale),
        Map.entry("progress-deadline", GoldenSequencesTest::progressDeadline),
        Map.entry("progress-deadline-abort", GoldenSequencesTest::progressDeadlineAbort),
        Map.entry("invalid-spec", GoldenSequencesTest::invalidSpec));
  }

  static Stream<String> names() {
    return STORIES.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void theUpdateGoesLikeThis(String name) throws IOException {
    Path file = FOLDER.resolve(name + ".golden");
    String actual = Objects.requireNonNull(STORIES.get(name)).get().text();
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(file, actual);
    }
    assertThat(actual).as(file.toString()).isEqualTo(Files.readString(file));
  }

  @Test
  void noFileIsWithoutItsStory() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<String> named =
          files.map(file -> file.getFileName().toString().replace(".golden", "")).toList();
      assertThat(named).hasSameElementsAs(STORIES.keySet());
    }
  }

  private static Story weights(int replicas) {
    return Story.of(replicas, "{steps: [{setWeight: 50}, {pause: {}}]}");
  }

  private static Story routed() {
    return Story.routed(4, "steps: [{setWeight: 25}, {pause: {}}, {setWeight: 50}, {pause: {}}]");
  }

  private static Story pausePromote() {
    Story story = weights(2).running().image(2);
    return story.does("promote", story.users()::promote);
  }

  private static Story skipAllSteps() {
    Story story = weights(2).running().image(2);
    return story.does("promote --skip-all-steps", story.users()::skipAllSteps);
  }

  private static Story backgroundAnalysis() {
    SimulatedWorld world =
        new SimulatedWorld(
                10,
                """
                {analysis: {startingStep: 1, templates: [{templateName: success-rate}]},
                 steps: [{setWeight: 10}, {pause: {duration: 30s}}, {setWeight: 50}, {pause: {duration: 60s}}]}
                """)
            .withTemplate("success-rate");
    Story story = Story.with(world).running().image(2);
    return story.after(Duration.ofSeconds(31)).after(Duration.ofSeconds(61));
  }

  private static Story analysis() {
    SimulatedWorld world =
        new SimulatedWorld(
                4, "{steps: [{setWeight: 25}, {analysis: {templates: [{templateName: check}]}}]}")
            .withTemplate("check");
    return Story.with(world).running().image(2);
  }

  private static Story analysisStep(String phase, String message) {
    return analysis().finishes("-1", phase, message);
  }

  private static Story inconclusiveStep() {
    Story story = analysis().finishes("-1", "Inconclusive", "");
    return story.does("promote", story.users()::promote);
  }

  private static Story abortRetry() {
    Story story = weights(4).running().image(2);
    story.does("abort", story.users()::abort);
    return story.does("retry", story.users()::retry);
  }

  private static Story promoteFull() {
    Story story = weights(4).running().image(2);
    return story.does("promote --full", story.users()::promoteFull);
  }

  /**
   * Releases of further versions and then the first one again, with a window of so many revisions.
   * Behind a router the pods of the first one still wait for their delay.
   *
   * @param pauses seconds before each further version; 0: within the same one
   */
  private static Story rolledBack(Story story, int revisions, int... pauses) {
    story
        .world()
        .edit(spec -> spec.set("rollbackWindow", Yaml.read("{revisions: " + revisions + "}")));
    story.running();
    for (int i = 0; i < pauses.length; i++) {
      if (pauses[i] > 0) {
        story.after(Duration.ofSeconds(pauses[i]));
      }
      story.image(i + 2);
      story.does("promote --full", story.users()::promoteFull);
    }
    return story.forgets().image(1);
  }

  private static Story scaleMidway() {
    Story story = weights(4).running().image(2);
    story.does("scale to 8", () -> story.users().scale(8));
    return story.does("scale to 2", () -> story.users().scale(2));
  }

  private static Story services() {
    SimulatedWorld world =
        new SimulatedWorld(2, "{" + Story.SERVICES + ", steps: [{setWeight: 50}, {pause: {}}]}")
            .withService("web-canary")
            .withService("web-stable");
    Story story = Story.with(world).running().image(2);
    story.does("abort", story.users()::abort).does("retry", story.users()::retry);
    story.does("promote", story.users()::promote);
    return story.does(
        "services are no longer named",
        () -> {
          story.users().canary("canaryService", "''");
          story.users().canary("stableService", "''");
        });
  }

  private static Story specPaused() {
    Story story = weights(4).running();
    story.does("pause", story.users()::pause).image(2);
    return story.does("unpause", story.users()::unpause);
  }

  /** One promote is enough, whenever it comes. */
  private static Story promotedWhilePaused() {
    Story story = weights(4).running().image(2);
    story.does("pause", story.users()::pause);
    story.does("promote", story.users()::promoteStatus);
    return story.does("unpause", story.users()::unpause);
  }

  private static Story routedSuccess() {
    Story story = routed().running().image(2);
    story.does("promote", story.users()::promote).does("promote", story.users()::promote);
    return story.after(Duration.ofSeconds(31));
  }

  private static Story routedAbort() {
    Story story = routed().running().image(2);
    story.does("abort", story.users()::abort);
    return story.after(Duration.ofSeconds(31)).does("retry", story.users()::retry);
  }

  private static Story dynamicStableScale() {
    Story story =
        Story.routed(
                4,
                "dynamicStableScale: true, steps: [{setWeight: 25}, {setWeight: 75}, {pause: {}}]")
            .running()
            .image(2);
    return story.does("abort", story.users()::abort);
  }

  private static Story progressDeadline() {
    Story story = stuck(false);
    return story.does("its pods come up after all", () -> {});
  }

  private static Story progressDeadlineAbort() {
    return stuck(true);
  }

  /** An update whose pods never become available until the deadline is over. */
  private static Story stuck(boolean abort) {
    Story story = weights(2);
    story
        .world()
        .edit(spec -> spec.put("progressDeadlineSeconds", 60).put("progressDeadlineAbort", abort));
    story.running();
    return story.stuck(2, Duration.ofSeconds(61));
  }

  private static Story invalidSpec() {
    Story story = weights(2).running();
    story.does("setWeight 101", () -> story.users().canary("steps", "[{setWeight: 101}]"));
    return story.does(
        "setWeight 50", () -> story.users().canary("steps", "[{setWeight: 50}, {pause: {}}]"));
  }
}
