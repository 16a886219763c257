package io.rolloutoperator.kubectl.command;

import static io.rolloutoperator.kubectl.command.Transcript.FILES;
import static io.rolloutoperator.kubectl.command.Transcript.LINT;
import static io.rolloutoperator.kubectl.command.Transcript.transcript;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.template.StepHash;
import io.rolloutoperator.kubectl.World;
import io.rolloutoperator.kubectl.view.At;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands that read files: creation, checks, plans, notifications. */
class FileTranscriptTest {

  private static final String CONFIG_MAP = "/configmaps/argo-rollouts-notification-configmap";
  private static final String SECRET = "/secrets/argo-rollouts-notification-secret";
  private static final String ALERTS = " --alerts-webhook https://hooks.example.com/t/s3cr3t";

  static Stream<Transcript> transcripts() {
    return Stream.of(creations(), lints(), plans(), notifications()).flatMap(List::stream);
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

  private static List<Transcript> creations() {
    return List.of(
        transcript(
            "create",
            World::paused,
            "create -f " + FILES + "rollout.yaml",
            "create -f " + FILES + "service.yaml",
            "create -f " + FILES + "broken.yaml",
            "create -f " + FILES + "missing.yaml",
            "create"),
        transcript(
            "create-analysisrun",
            () -> World.of("experiment"),
            "create analysisrun --from success-rate -a service=shop -a extra=1",
            "create analysisrun --from everywhere --global --name now --instance-id blue",
            "create analysisrun --from-file " + FILES + "template.yaml --generate-name try-",
            "create analysisrun",
            "create analysisrun --from success-rate -a service"));
  }

  private static List<Transcript> lints() {
    return List.of(
        transcript(
            "lint",
            World::paused,
            "lint -f " + LINT + "right.yaml",
            "lint -f " + LINT + "wrong.yaml",
            "lint -f " + LINT + "wrong.yaml --strict",
            "lint -f " + LINT + "wrong.yaml -o github",
            "lint -f " + LINT + "wrong.yaml -o json"),
        transcript("lint-folder", World::paused, "lint -f " + LINT + "folder"),
        transcript(
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

  private static List<Transcript> plans() {
    return List.of(
        transcript(
            "plan",
            FileTranscriptTest::plannable,
            "plan shop -f " + FILES + "new-shop.yaml",
            "plan shop --image shop=registry.example/shop:2.0",
            "plan shop",
            "plan shop --image shop=registry.example/shop:1.8.2"),
        transcript("plan-json", FileTranscriptTest::plannable, "plan shop -o json"),
        transcript(
            "plan-rollback",
            FileTranscriptTest::promotedBefore,
            "plan shop --image shop=registry.example/shop:1.8.1"),
        transcript(
            "plan-aborted",
            () -> plannable(World.paused().aborted()),
            "plan shop",
            "plan shop --image shop=registry.example/shop:2.0"),
        transcript(
            "plan-offline",
            World::paused,
            "plan -f " + LINT + "right.yaml",
            "plan -f " + LINT + "right.yaml --stable-replicas 3 --image shop=x:2",
            "plan -f " + FILES + "new-shop.yaml --stable-replicas 5"),
        transcript(
            "plan-refused",
            World::paused,
            "plan shop -f " + FILES + "new-shop.yaml",
            "plan shop -f " + LINT + "wrong.yaml"),
        transcript(
            "plan-forbidden",
            FileTranscriptTest::plannable,
            server ->
                server.refuse("GET", "/shop-canary", 403, "Forbidden", "services is forbidden"),
            "plan shop"),
        transcript(
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

  private static List<Transcript> notifications() {
    String config = " --config-map " + FILES + "notifications.yaml";
    String broken = " --config-map " + FILES + "notifications-broken.yaml";
    String files = config + " --secret " + FILES + "notifications.yaml ";
    return List.of(
        transcript(
            "notifications-get",
            () -> World.of("notifications"),
            "notifications template get",
            "notifications template get aborted -o yaml",
            "notifications template get -o name",
            "notifications template get nothing",
            "notifications trigger get",
            "notifications trigger get on-purple -o json",
            "notifications trigger get -o name" + config,
            "notifications template get" + broken,
            "notifications template get right -o yaml" + broken,
            "notifications template get wrong" + broken,
            "notifications trigger get" + broken),
        transcript(
            "notifications-run",
            () -> World.of("notifications"),
            "notifications trigger run on-purple shop",
            "notifications trigger run on-rollout-aborted shop",
            "notifications trigger run on-runs shop",
            "notifications trigger run on-broken shop",
            "notifications trigger run nothing shop",
            "notifications trigger run on-purple nobody",
            "notifications trigger run on-purple"),
        transcript(
            "notifications-notify",
            () -> World.of("notifications"),
            "notifications template notify aborted shop",
            "notifications template notify aborted shop --recipient console:x --recipient nowhere:y",
            "notifications template notify broken shop",
            "notifications template notify nothing shop",
            "notifications template notify secret shop"),
        transcript(
            "notifications-files",
            World::paused,
            "notifications template notify from-file " + FILES + "rollout.yaml" + files,
            "notifications template notify from-file "
                + FILES
                + "rollout.yaml --secret :empty"
                + config,
            "notifications template get --config-map " + FILES + "rollout.yaml",
            "notifications template get --config-map " + FILES + "none.yaml"),
        transcript(
            "notifications-elsewhere",
            () -> World.of("notifications-elsewhere"),
            "notifications template notify aborted shop",
            "notifications template notify rollout-aborted shop",
            "notifications trigger run on-purple shop",
            "notifications template notify aborted shop --config-namespace argo-rollouts",
            "notifications template notify aborted shop --config-namespace prod",
            "notifications trigger get on-purple -o name",
            "notifications trigger get on-purple -o name --config-namespace argo-rollouts",
            "notifications template get -o name --config-namespace argo-rollouts",
            "notifications trigger run on-purple shop --config-namespace argo-rollouts",
            "notifications trigger run on-purple shop --config-namespace argo-rollouts --secret :empty"),
        transcript(
            "notifications-nowhere",
            World::paused,
            "notifications template get",
            "notifications trigger run on-purple shop"),
        transcript(
            "notifications-forbidden",
            () -> World.of("notifications-elsewhere"),
            server -> {
              server.refuse("GET", SECRET, 403, "Forbidden", "secrets is forbidden");
              server.refuse("GET", "/x" + CONFIG_MAP, 403, "Forbidden", "configmaps is forbidden");
            },
            "notifications template notify aborted shop",
            "notifications template notify aborted shop --secret :empty",
            "notifications template notify aborted shop --config-namespace x"),
        transcript(
            "notifications-alerts",
            World::paused,
            "notifications template get" + ALERTS,
            "notifications trigger run on-rollout-aborted shop" + ALERTS,
            "notifications template notify rollout-aborted shop --recipient console:x" + ALERTS,
            "notifications template notify on-rollout-aborted shop --config-map x" + ALERTS,
            "notifications template notify rollout-aborted shop --recipient console:x"
                + " --alerts-alertmanager https://alerts.example.com",
            "notifications template notify rollout-aborted shop --alerts-webhook hooks",
            "notifications template notify rollout-aborted shop --alerts-slack releases",
            "notifications template notify rollout-aborted shop --alerts-link g/{rollout}" + ALERTS,
            "notifications template notify rollout-aborted shop --alerts-link https://g/"));
  }

  @ParameterizedTest
  @MethodSource("transcripts")
  void requestsOutputAndExitCodeAreThose(Transcript each) {
    each.check();
  }
}
