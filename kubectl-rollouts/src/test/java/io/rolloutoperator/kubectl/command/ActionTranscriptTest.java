package io.rolloutoperator.kubectl.command;

import static io.rolloutoperator.kubectl.command.Transcript.transcript;

import io.rolloutoperator.kubectl.World;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Commands that change something. The requests are those of Argo Rollouts' plugin, apart from the
 * reads that keep abort from doing nothing.
 */
class ActionTranscriptTest {

  static Stream<Transcript> transcripts() {
    return Stream.of(promotions(), aborts(), requests(), templates()).flatMap(List::stream);
  }

  private static World pausedByHand() {
    World world = World.paused();
    world.spec().put("paused", true);
    return world;
  }

  private static World inconclusive() {
    World world = World.paused();
    world.status().withObject("/canary/currentStepAnalysisRunStatus").put("status", "Inconclusive");
    return world;
  }

  private static World blueGreen() {
    World world = World.paused().progressing();
    world.spec().putObject("strategy").putObject("blueGreen").put("activeService", "shop");
    return world;
  }

  private static World withoutSteps() {
    World world = World.paused().progressing();
    world.spec().withObject("/strategy/canary").remove("steps");
    return world;
  }

  private static World withoutStepsToDo() {
    World world = World.paused().progressing();
    world.status().put("currentStepIndex", 4);
    return world;
  }

  private static World promotedInFull() {
    World world = World.paused().progressing();
    world.status().put("promoteFull", true);
    return world;
  }

  private static List<Transcript> promotions() {
    return List.of(
        transcript("promote-paused", World::paused, "promote shop", "promote shop --full"),
        transcript(
            "promote-paused-by-hand",
            ActionTranscriptTest::pausedByHand,
            "promote shop",
            "promote shop --full"),
        transcript("promote-inconclusive", ActionTranscriptTest::inconclusive, "promote shop"),
        transcript(
            "promote-progressing",
            () -> World.paused().progressing(),
            "promote shop",
            "promote shop -c",
            "promote shop -a",
            "promote shop -c -a"),
        transcript(
            "promote-promoted",
            () -> World.paused().promoted(),
            "promote shop",
            "promote shop -c",
            "promote shop -a",
            "promote shop --full"),
        transcript(
            "promote-steps-done",
            ActionTranscriptTest::withoutStepsToDo,
            "promote shop",
            "promote shop -c",
            "promote shop -a",
            "promote shop --full"),
        transcript(
            "promote-full-again",
            ActionTranscriptTest::promotedInFull,
            "promote shop --full",
            "promote shop --full --full=false"),
        transcript(
            "promote-aborted",
            () -> World.paused().aborted(),
            "promote shop",
            "promote shop -c",
            "promote shop -a",
            "promote shop --full"),
        transcript(
            "promote-blue-green",
            ActionTranscriptTest::blueGreen,
            "promote shop",
            "promote shop -a",
            "promote shop --full"),
        transcript(
            "promote-without-steps",
            ActionTranscriptTest::withoutSteps,
            "promote shop",
            "promote shop -c"),
        transcript(
            "promote-without-status-subresource",
            ActionTranscriptTest::pausedByHand,
            server -> server.refuse("PATCH", "/status", 404, "NotFound", "not found"),
            "promote shop"));
  }

  private static List<Transcript> aborts() {
    return List.of(
        transcript("abort", World::paused, "abort shop", "abort shop other"),
        transcript("abort-aborted", () -> World.paused().aborted(), "abort shop"),
        transcript("abort-promoted", () -> World.paused().promoted(), "abort shop"),
        transcript(
            "abort-without-right-to-read",
            World::paused,
            server ->
                server.refuse(
                    "GET", "/shop", 403, "Forbidden", "rollouts.argoproj.io \"shop\" is forbidden"),
            "abort shop"),
        transcript(
            "abort-without-status-subresource",
            World::paused,
            server -> server.refuse("PATCH", "/status", 404, "NotFound", "not found"),
            "abort shop"));
  }

  private static List<Transcript> requests() {
    return List.of(
        transcript(
            "retry",
            () -> World.paused().aborted(),
            "retry rollout shop",
            "retry experiment trial"),
        transcript(
            "experiment-actions",
            () -> World.of("experiment"),
            "retry experiment trial",
            "terminate experiment trial"),
        transcript("pause", World::paused, "pause shop"),
        transcript(
            "restart",
            World::paused,
            "restart shop",
            "restart shop --in 10s",
            "restart shop -i soon"),
        transcript(
            "terminate",
            World::paused,
            "terminate analysisrun shop-6f7d9c-4",
            "terminate experiment trial"));
  }

  private static List<Transcript> templates() {
    return List.of(
        transcript(
            "set-image",
            World::paused,
            "set image shop shop=registry.example/shop:1.9.0",
            "set image shop *=x:1",
            "set image shop nobody=x:1",
            "set image shop shop",
            "set image shop shop=x=1"),
        transcript(
            "set-image-deployment",
            () -> World.of("deployment"),
            "set image shop shop=registry.example/shop:1.9.0"),
        transcript(
            "undo-deployment",
            () -> World.of("deployment").and("deployment-revisions"),
            "undo shop",
            "undo shop --to-revision 2"),
        transcript(
            "set-image-conflict",
            World::paused,
            server ->
                server.refuseOnce("PUT", "/shop", 409, "Conflict", "the object has been modified"),
            "set image shop shop=x:1"),
        transcript(
            "undo",
            World::paused,
            "undo shop",
            "undo shop --to-revision=2",
            "undo shop --to-revision=4",
            "undo shop --to-revision=9"));
  }

  @ParameterizedTest
  @MethodSource("transcripts")
  void requestsOutputAndExitCodeAreThose(Transcript each) {
    each.check();
  }
}
