package io.rolloutoperator.kubectl.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.template.StepHash;
import io.rolloutoperator.kubectl.GoldenFile;
import io.rolloutoperator.kubectl.PluginRun;
import io.rolloutoperator.kubectl.PretendedApiServer;
import io.rolloutoperator.kubectl.World;
import io.rolloutoperator.kubectl.view.At;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each command with its requests, its output and its exit code: files in {@code testdata/commands}.
 * The requests are those of Argo Rollouts' plugin, apart from the reads that keep abort from doing
 * nothing.
 */
class CommandTranscriptTest {

  /** Command lines on the same world make one file. */
  record Case(
      String file,
      Supplier<World> world,
      Consumer<PretendedApiServer> server,
      List<String> commandLines) {
    @Override
    public String toString() {
      return file;
    }
  }

  private static Case of(String file, Supplier<World> world, String... commandLines) {
    return new Case(file, world, server -> {}, List.of(commandLines));
  }

  private static Case of(
      String file,
      Supplier<World> world,
      Consumer<PretendedApiServer> server,
      String... commandLines) {
    return new Case(file, world, server, List.of(commandLines));
  }

  static Stream<Case> cases() {
    return Stream.of(
            promotions(),
            deeds(),
            creations(),
            reads(),
            lints(),
            plans(),
            syncs(),
            notifications(),
            completions(),
            refusals())
        .flatMap(List::stream);
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

  private static List<Case> promotions() {
    return List.of(
        of("promote-paused", World::paused, "promote shop", "promote shop --full"),
        of(
            "promote-paused-by-hand",
            CommandTranscriptTest::pausedByHand,
            "promote shop",
            "promote shop --full"),
        of("promote-inconclusive", CommandTranscriptTest::inconclusive, "promote shop"),
        of(
            "promote-progressing",
            () -> World.paused().progressing(),
            "promote shop",
            "promote shop -c",
            "promote shop -a",
            "promote shop -c -a"),
        of(
            "promote-promoted",
            () -> World.paused().promoted(),
            "promote shop",
            "promote shop --full"),
        of(
            "promote-aborted",
            () -> World.paused().aborted(),
            "promote shop",
            "promote shop --full"),
        of(
            "promote-blue-green",
            CommandTranscriptTest::blueGreen,
            "promote shop",
            "promote shop -a",
            "promote shop --full"),
        of(
            "promote-without-steps",
            CommandTranscriptTest::withoutSteps,
            "promote shop",
            "promote shop -c"),
        of(
            "promote-without-status-subresource",
            CommandTranscriptTest::pausedByHand,
            server -> server.refuse("PATCH", "/status", 404, "NotFound", "not found"),
            "promote shop"));
  }

  private static List<Case> deeds() {
    return List.of(
        of("abort", World::paused, "abort shop", "abort shop other"),
        of("abort-aborted", () -> World.paused().aborted(), "abort shop"),
        of("abort-promoted", () -> World.paused().promoted(), "abort shop"),
        of(
            "abort-without-right-to-read",
            World::paused,
            server ->
                server.refuse(
                    "GET", "/shop", 403, "Forbidden", "rollouts.argoproj.io \"shop\" is forbidden"),
            "abort shop"),
        of(
            "abort-without-status-subresource",
            World::paused,
            server -> server.refuse("PATCH", "/status", 404, "NotFound", "not found"),
            "abort shop"),
        of("retry", () -> World.paused().aborted(), "retry rollout shop", "retry experiment trial"),
        of("pause", World::paused, "pause shop"),
        of(
            "restart",
            World::paused,
            "restart shop",
            "restart shop --in 10s",
            "restart shop -i soon"),
        of(
            "terminate",
            World::paused,
            "terminate analysisrun shop-6f7d9c-4",
            "terminate experiment trial"),
        of(
            "set-image",
            World::paused,
            "set image shop shop=registry.example/shop:1.9.0",
            "set image shop *=x:1",
            "set image shop nobody=x:1",
            "set image shop shop"),
        of(
            "set-image-deployment",
            () -> World.of("deployment"),
            "set image shop shop=registry.example/shop:1.9.0"),
        of(
            "set-image-conflict",
            World::paused,
            server ->
                server.refuseOnce("PUT", "/shop", 409, "Conflict", "the object has been modified"),
            "set image shop shop=x:1"),
        of(
            "undo",
            World::paused,
            "undo shop",
            "undo shop --to-revision=2",
            "undo shop --to-revision=4",
            "undo shop --to-revision=9"));
  }

  private static List<Case> reads() {
    return List.of(
        of("get-rollout", World::paused, "get rollout shop", "get ro shop -o name"),
        of("get-rollout-yaml", World::paused, "get rollout shop -o yaml"),
        of("get-rollout-json", World::paused, "get rollout shop -o json"),
        of(
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
        of(
            "list-rollouts",
            World::paused,
            "list rollouts",
            "list ro -A --timestamps",
            "list rollouts -o name"),
        of("status", World::paused, "status shop --watch=false"),
        of(
            "experiment",
            () -> World.of("experiment"),
            "get experiment trial",
            "list experiments",
            "list exp -A -o name"),
        of("why-aborted", () -> World.paused().aborted(), "why shop"),
        of("why-paused", World::paused, "why shop"),
        of("history", World::paused, "history shop", "history shop -o name"),
        of("diff", World::paused, "diff shop", "diff shop --from 2 --to 3", "diff shop --to 3"),
        of("diff-unknown", World::paused, "diff shop --from 9"),
        of("version", World::paused, "version --short"));
  }

  private static final String FILES = "src/test/resources/testdata/files/";

  private static List<Case> creations() {
    return List.of(
        of(
            "create",
            World::paused,
            "create -f " + FILES + "rollout.yaml",
            "create -f " + FILES + "service.yaml",
            "create -f " + FILES + "broken.yaml",
            "create -f " + FILES + "missing.yaml",
            "create"),
        of(
            "create-analysisrun",
            () -> World.of("experiment"),
            "create analysisrun --from success-rate -a service=shop -a extra=1",
            "create analysisrun --from everywhere --global --name now --instance-id blue",
            "create analysisrun --from-file " + FILES + "template.yaml --generate-name try-",
            "create analysisrun",
            "create analysisrun --from success-rate -a service"));
  }

  private static final String LINT = FILES + "lint/";

  private static List<Case> lints() {
    return List.of(
        of(
            "lint",
            World::paused,
            "lint -f " + LINT + "right.yaml",
            "lint -f " + LINT + "wrong.yaml",
            "lint -f " + LINT + "wrong.yaml -o github",
            "lint -f " + LINT + "wrong.yaml -o json"),
        of("lint-folder", World::paused, "lint -f " + LINT + "folder"),
        of(
            "lint-bad-input",
            World::paused,
            "lint -f " + LINT + "twice.yaml -f " + LINT + "missing.yaml -f " + LINT + "binary.yaml",
            "lint -f " + LINT + "broken.yaml",
            "lint -f " + LINT + "empty.yaml",
            "lint",
            "lint --file x",
            "lint -f " + LINT + "right.yaml -o xml",
            "lint -f -"));
  }

  private static World plannable() {
    return plannable(World.paused());
  }

  /** With the hash of its steps, which the controller compares. */
  private static World plannable(World world) {
    String hash = StepHash.of(world.spec().at("/strategy/canary/steps"));
    world.status().put("currentStepHash", hash);
    return world.and("planned");
  }

  private static World promotedBefore() {
    World world = plannable(World.paused().promoted());
    world.spec().putObject("rollbackWindow").put("revisions", 3);
    scale(world, "shop-6f7d9c", 5);
    scale(world, "shop-5b8c4d", 0);
    return world;
  }

  private static void scale(World world, String replicaSet, int pods) {
    ObjectNode set =
        (ObjectNode)
            world.ofKind("ReplicaSet").stream()
                .filter(each -> At.name(each).equals(replicaSet))
                .findFirst()
                .orElseThrow();
    set.withObject("/spec").put("replicas", pods);
    set.withObject("/status").put("replicas", pods).put("availableReplicas", pods);
  }

  private static List<Case> plans() {
    return List.of(
        of(
            "plan",
            CommandTranscriptTest::plannable,
            "plan shop -f " + FILES + "new-shop.yaml",
            "plan shop --image shop=registry.example/shop:2.0",
            "plan shop",
            "plan shop --image shop=registry.example/shop:1.8.2"),
        of("plan-json", CommandTranscriptTest::plannable, "plan shop -o json"),
        of(
            "plan-rollback",
            CommandTranscriptTest::promotedBefore,
            "plan shop --image shop=registry.example/shop:1.8.1"),
        of(
            "plan-aborted",
            () -> plannable(World.paused().aborted()),
            "plan shop",
            "plan shop --image shop=registry.example/shop:2.0"),
        of(
            "plan-offline",
            World::paused,
            "plan -f " + LINT + "right.yaml",
            "plan -f " + LINT + "right.yaml --stable-replicas 3 --image shop=x:2",
            "plan -f " + FILES + "new-shop.yaml --stable-replicas 5"),
        of(
            "plan-refused",
            World::paused,
            "plan shop -f " + FILES + "new-shop.yaml",
            "plan shop -f " + LINT + "wrong.yaml"),
        of(
            "plan-forbidden",
            CommandTranscriptTest::plannable,
            server ->
                server.refuse("GET", "/shop-canary", 403, "Forbidden", "services is forbidden"),
            "plan shop"),
        of(
            "plan-bad-input",
            World::paused,
            "plan",
            "plan nobody",
            "plan shop -f " + FILES + "service.yaml",
            "plan shop --image nobody=x",
            "plan shop --image shop",
            "plan shop -o xml",
            "plan shop --stable-replicas 3",
            "plan -f " + LINT + "right.yaml --stable-replicas many",
            "plan a b"));
  }

  private static List<Case> completions() {
    return List.of(
        of(
            "complete",
            World::paused,
            "__complete pro",
            "__complete get",
            "__complete get ro",
            "__complete promote sh",
            "__complete promote --f",
            "__complete terminate analysisrun s",
            "__complete explain R",
            "completion powershell"));
  }

  private static List<Case> syncs() {
    return List.of(
        of(
            "sync",
            () -> World.of("gitsync"),
            "sync shop-config",
            "sync nothing",
            "sync status",
            "sync status shop-config",
            "sync status -A -o name"),
        of(
            "quarantine",
            () -> World.of("gitsync"),
            "quarantine list",
            "quarantine lift shop",
            "quarantine lift other"),
        of("sync-without-any", World::paused, "sync status", "quarantine list"));
  }

  private static List<Case> notifications() {
    String config = " --config-map " + FILES + "notifications.yaml";
    String files = config + " --secret " + FILES + "notifications.yaml ";
    return List.of(
        of(
            "notifications-get",
            () -> World.of("notifications"),
            "notifications template get",
            "notifications template get aborted -o yaml",
            "notifications template get -o name",
            "notifications template get nothing",
            "notifications trigger get",
            "notifications trigger get on-purple -o json",
            "notifications trigger get -o name" + config),
        of(
            "notifications-run",
            () -> World.of("notifications"),
            "notifications trigger run on-purple shop",
            "notifications trigger run on-rollout-aborted shop",
            "notifications trigger run on-runs shop",
            "notifications trigger run on-broken shop",
            "notifications trigger run nothing shop",
            "notifications trigger run on-purple nobody",
            "notifications trigger run on-purple"),
        of(
            "notifications-notify",
            () -> World.of("notifications"),
            "notifications template notify aborted shop",
            "notifications template notify aborted shop --recipient console:x --recipient nowhere:y",
            "notifications template notify broken shop",
            "notifications template notify nothing shop",
            "notifications template notify secret shop"),
        of(
            "notifications-files",
            World::paused,
            "notifications template notify from-file " + FILES + "rollout.yaml" + files,
            "notifications template notify from-file "
                + FILES
                + "rollout.yaml --secret :empty"
                + config,
            "notifications template get --config-map " + FILES + "rollout.yaml",
            "notifications template get --config-map " + FILES + "none.yaml",
            "notifications template get"));
  }

  private static List<Case> refusals() {
    return List.of(
        of(
            "unknown-object",
            World::paused,
            "get rollout nobody",
            "promote nobody",
            "abort nobody",
            "undo nobody",
            "status nobody"),
        of(
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
            "status shop --wait-for lunch"),
        of(
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
        of(
            "expired-credentials",
            World::paused,
            server -> server.refuse("GET", "/shop", 401, "Unauthorized", "Unauthorized"),
            "get rollout shop"),
        of(
            "without-crds",
            World::paused,
            server -> server.answer("GET", "/shop", 404, "404 page not found\n"),
            "get rollout shop"),
        of(
            "no-api-server",
            World::paused,
            server -> server.answer("GET", "/shop", 200, "<html>a login page</html>"),
            "get rollout shop"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void requestsOutputAndExitCodeAreThose(Case each) {
    List<String> transcripts = new ArrayList<>();
    for (String commandLine : each.commandLines()) {
      try (PretendedApiServer server = new PretendedApiServer(each.world().get())) {
        each.server().accept(server);
        PluginRun run = PluginRun.against(server, commandLine);
        assertThat(run.err()).as("a stack trace in standard error").doesNotContain("\tat ");
        transcripts.add(run.transcript(server));
      }
    }
    GoldenFile.check("commands/" + each.file() + ".golden", String.join("\n", transcripts));
  }
}
