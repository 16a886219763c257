package io.rolloutoperator.kubectl.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.kubectl.World;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a Rollout waits for, until when, and what comes then. */
class OutlookTest {

  private static Arguments of(
      String name, Consumer<World> change, String waiting, String end, String next) {
    return Arguments.of(name, change, waiting, end, next);
  }

  static Stream<Arguments> cases() {
    return Stream.of(
        of(
            "a pause with an end",
            world -> {},
            "the end of the pause",
            "2026-03-01T12:05:00Z",
            "step 3, setWeight: 50"),
        of(
            "a pause without one",
            world -> world.status().put("currentStepIndex", 3),
            "a person to promote or abort it",
            "",
            "all traffic to the new version; kubectl rollouts promote shop"),
        of(
            "paused by hand",
            world -> world.spec().put("paused", true),
            "a person: it was paused by hand",
            "",
            "kubectl rollouts promote shop resumes it"),
        of(
            "an inconclusive analysis",
            world ->
                world
                    .status()
                    .putArray("pauseConditions")
                    .addObject()
                    .put("reason", "InconclusiveAnalysisRun"),
            "a person: an analysis could not decide",
            "",
            "kubectl rollouts why shop, then kubectl rollouts promote shop or abort shop"),
        of("healthy", World::promoted, "", "", "nothing: it is done"),
        of(
            "aborted",
            World::aborted,
            "",
            "",
            "a new version, or kubectl rollouts retry rollout shop; kubectl rollouts why shop"),
        of(
            "invalid",
            world ->
                world
                    .progressing()
                    .status()
                    .put("phase", "Degraded")
                    .put("message", "InvalidSpec: x"),
            "a valid spec",
            "",
            "correct the field that the message names"),
        of(
            "no progress",
            world ->
                world
                    .progressing()
                    .status()
                    .put("phase", "Degraded")
                    .put("message", "ProgressDeadlineExceeded: x"),
            "a repair",
            "",
            "kubectl rollouts why shop, then a new version or kubectl rollouts abort shop"),
        of(
            "a router that has not confirmed",
            world -> {
              world.progressing();
              world.status().withObject("/canary/weights").put("verified", false);
            },
            "the router to confirm the weight",
            "",
            "step 4, pause"),
        of(
            "pods that are missing",
            world -> {
              world.progressing();
              ((com.fasterxml.jackson.databind.node.ObjectNode)
                      world.ofKind("ReplicaSet").getFirst().path("spec"))
                  .put("replicas", 3);
            },
            "more replicas need to be updated: 1 of 3 pods of the new version are available",
            "",
            "step 4, pause"));
  }

  @Test
  void whoHasReadWhyIsNotSentThereAgain() {
    for (World world : List.of(World.paused().aborted(), World.paused().progressing())) {
      world.status().put("phase", "Degraded");
      assertThat(Outlook.of(world.objects()).next()).contains("kubectl rollouts why shop");
      assertThat(Outlook.ofExplained(world.objects()).next()).isNotEmpty().doesNotContain("why");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void theOutlookIs(String name, Consumer<World> change, String waiting, String end, String next) {
    World world = World.paused();
    change.accept(world);

    Outlook outlook = Outlook.of(world.objects());

    assertThat(outlook.waiting().orElse("")).isEqualTo(waiting);
    assertThat(outlook.end().map(Instant::toString).orElse("")).isEqualTo(end);
    assertThat(outlook.next()).isEqualTo(next);
  }
}
