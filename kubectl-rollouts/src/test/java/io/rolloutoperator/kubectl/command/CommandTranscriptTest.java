package io.rolloutoperator.kubectl.command;

import static io.rolloutoperator.kubectl.command.Transcript.transcript;

import io.rolloutoperator.kubectl.World;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands that show something, and what goes wrong with any. */
class CommandTranscriptTest {

  static Stream<Transcript> transcripts() {
    return Stream.of(reads(), syncs(), completions(), unknowns(), refusals()).flatMap(List::stream);
  }

  private static List<Transcript> reads() {
    return List.of(
        transcript("get-rollout", World::paused, "get rollout shop", "get ro shop -o name"),
        transcript("get-rollout-yaml", World::paused, "get rollout shop -o yaml"),
        transcript("get-rollout-json", World::paused, "get rollout shop -o json"),
        transcript(
            "get-rollout-without-pods",
            World::paused,
            server ->
                server.refuse(
                    "GET",
                    "/pods",
                    403,
                    "Forbidden",
                    "pods is forbidden: User \"u\" cannot list resource \"pods\""),
            "get rollout shop"),
        transcript(
            "list-rollouts",
            World::paused,
            "list rollouts",
            "list ro -A --timestamps",
            "list rollouts -o name"),
        transcript(
            "wide", World::paused, "get rollout shop -o wide", "list rollouts -o wide --name shop"),
        transcript("status", World::paused, "status shop --watch=false"),
        transcript(
            "experiment",
            () -> World.of("experiment"),
            "get experiment trial",
            "list experiments",
            "list exp -A -o name",
            "list experiments --name trial --timestamps -o wide",
            "get experiment trial -o name"),
        transcript(
            "experiment-without-pods",
            () -> World.of("experiment"),
            server -> server.refuse("GET", "/pods", 403, "Forbidden", "pods is forbidden"),
            "get experiment trial"),
        transcript("why-aborted", () -> World.paused().aborted(), "why shop"),
        transcript("why-paused", World::paused, "why shop"),
        transcript("history", World::paused, "history shop", "history shop -o name"),
        transcript(
            "diff", World::paused, "diff shop", "diff shop --from 2 --to 3", "diff shop --to 3"),
        transcript("diff-unknown", World::paused, "diff shop --from 9"),
        transcript("explain", World::paused, "explain RolloutAborted", "explain rolloutabortd"),
        transcript("version", World::paused, "version --short"));
  }

  private static List<Transcript> syncs() {
    return List.of(
        transcript(
            "sync",
            () -> World.of("gitsync"),
            "sync shop-config",
            "sync nothing",
            "sync status",
            "sync status shop-config",
            "sync status -A -o name"),
        transcript(
            "quarantine",
            () -> World.of("gitsync"),
            "quarantine list",
            "quarantine list -A",
            "quarantine lift shop",
            "quarantine lift other"),
        transcript("sync-without-any", World::paused, "sync status", "quarantine list"));
  }

  private static List<Transcript> completions() {
    return List.of(
        transcript(
            "complete",
            World::paused,
            "__complete pro",
            "__complete get",
            "__complete get ro",
            "__complete promote sh",
            "__complete promote --request-timeout 5s sh",
            "__complete promote --context c",
            "__complete promote --f",
            "__complete terminate analysisrun s",
            "__complete explain R",
            "completion powershell"),
        transcript(
            "completion", World::paused, "completion bash", "completion zsh", "completion fish"));
  }

  private static List<Transcript> unknowns() {
    return List.of(
        transcript(
            "unknown-object",
            World::paused,
            "get rollout nobody",
            "promote nobody",
            "abort nobody",
            "undo nobody",
            "status nobody"),
        transcript(
            "repeated-flags",
            World::paused,
            "status shop --watch=false -n nowhere -n prod",
            "status shop --watch=false -n nowhere",
            "get rollout shop -o name -o json -o name"),
        transcript(
            "unknown-words",
            World::paused,
            "gte rollout shop",
            "notifications template",
            "notifications triger get",
            "get pods",
            "promote",
            "promote shop --fill",
            "promote a b",
            "get rollout shop -o xml",
            "status shop -t soon",
            "status shop --wait-for lunch"));
  }

  private static List<Transcript> refusals() {
    return List.of(
        transcript(
            "forbidden",
            World::paused,
            server ->
                server.refuse(
                    "PATCH",
                    "/status",
                    403,
                    "Forbidden",
                    "rollouts.argoproj.io \"shop\" is forbidden: User \"eve\" cannot patch resource \"rollouts/status\""),
            "promote shop",
            "abort shop"),
        transcript(
            "expired-credentials",
            World::paused,
            server -> server.refuse("GET", "/shop", 401, "Unauthorized", "Unauthorized"),
            "get rollout shop"),
        transcript(
            "without-crds",
            World::paused,
            server -> server.answer("GET", "/shop", 404, "404 page not found\n"),
            "get rollout shop"),
        transcript(
            "no-api-server",
            World::paused,
            server -> server.answer("GET", "/shop", 200, "<html>a login page</html>"),
            "get rollout shop"));
  }

  @ParameterizedTest
  @MethodSource("transcripts")
  void requestsOutputAndExitCodeAreThose(Transcript each) {
    each.check();
  }
}
