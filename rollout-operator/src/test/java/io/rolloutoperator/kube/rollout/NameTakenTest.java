package io.rolloutoperator.kube.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.rollout.RolloutAnalysisRunStatus;
import io.rolloutoperator.api.rollout.RolloutStatus;
import io.rolloutoperator.engine.plan.Action;
import io.rolloutoperator.engine.plan.Control;
import io.rolloutoperator.engine.plan.CreateAnalysisRun;
import io.rolloutoperator.engine.plan.CreateReplicaSet;
import io.rolloutoperator.engine.plan.Decision;
import io.rolloutoperator.engine.plan.Plan;
import io.rolloutoperator.engine.plan.PlannedAction;
import io.rolloutoperator.engine.plan.StatusIntent;
import io.rolloutoperator.kube.fence.FakeClock;
import io.rolloutoperator.kube.fence.WriteFence;
import io.rolloutoperator.kube.pass.PassResult;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is done when an object of somebody else has the name of one that is to be made. */
class NameTakenTest {

  private static final String STATUS = WebRollout.PATH + "/status";
  private static final String REPLICA_SETS = "/apis/apps/v1/namespaces/shop/replicasets";
  private static final String RUNS = "/apis/argoproj.io/v1alpha1/namespaces/shop/analysisruns";
  private static final LoopbackApi.Reply EXISTS =
      new LoopbackApi.Reply.Status(409, "AlreadyExists", "is there");

  @AutoClose private final LoopbackApi server = new LoopbackApi();

  @Test
  void aForeignReplicaSetIsCountedAsACollision() {
    server
        .next("POST", REPLICA_SETS, EXISTS)
        .holds(
            REPLICA_SETS + "/web-abc",
            "{metadata: {name: web-abc, uid: foreign, labels: {of: another}}}");
    PassResult result =
        run(new Readings(), new CreateReplicaSet("web-abc", named("web-abc")), new Decided(""));
    assertThat(result).isInstanceOf(PassResult.Finished.class);
    assertThat(status().path("collisionCount").asInt()).isEqualTo(1);
  }

  /** Its answer was lost, and an Argo Rollouts marked its pods with their role since. */
  @Test
  void ourReplicaSetWithTheMarksOfItsRoleIsNoCollision() {
    String template =
        "{metadata: {labels: {app: web%s}}, spec: {containers: [{name: a, image: a}]}}";
    server
        .next("POST", REPLICA_SETS, EXISTS)
        .holds(
            REPLICA_SETS + "/web-abc",
            """
            metadata:
              name: web-abc
              uid: ours
              annotations: {rollout.argoproj.io/ephemeral-metadata: '{"labels": {"role": "canary"}}'}
              ownerReferences: [{uid: uid-web, controller: true}]
            spec: {template: %s}
            """
                .formatted(template.formatted(", role: canary")));
    ObjectNode wanted = named("web-abc");
    wanted.putObject("spec").set("template", LoopbackApi.yaml(template.formatted("")));
    PassResult result =
        run(new Readings(), new CreateReplicaSet("web-abc", wanted), new Decided(""));
    assertThat(result).isInstanceOf(PassResult.Finished.class);
    assertThat(status().has("collisionCount")).isFalse();
  }

  @Test
  void aRunHasTheNextNumberAndTheStatusNamesTheRunThatWasMade() {
    server
        .next("POST", RUNS, EXISTS)
        .holds(RUNS + "/web-abc-2-1", "{metadata: {name: web-abc-2-1, uid: foreign}}");
    run(
        new Readings(),
        wanted("web-abc-2-1", "web-abc-2-1.1", "web-abc-2-1.2"),
        new Decided("web-abc-2-1"));
    assertThat(names()).containsExactly("web-abc-2-1", "web-abc-2-1.1");
    assertThat(stepRun()).isEqualTo("web-abc-2-1.1");
    assertThat(status().has("collisionCount")).isFalse();
  }

  @Test
  void whoTakesEveryOfferedNameIsNotOutrun() {
    for (String name : List.of("web-abc-2-1", "web-abc-2-1.1", "web-abc-2-1.3")) {
      server.next("POST", RUNS, EXISTS).holds(RUNS + "/" + name, "{metadata: {uid: foreign}}");
    }
    PassResult result =
        run(
            new Readings(),
            wanted("web-abc-2-1", "web-abc-2-1.1", "web-abc-2-1.3"),
            new Decided("web-abc-2-1"));
    assertThat(result).isInstanceOf(PassResult.Failed.class);
    assertThat(names()).containsExactly("web-abc-2-1", "web-abc-2-1.1", "web-abc-2-1.3");
  }

  /** A decision whose step has that run; none if the name is empty. */
  private record Decided(String stepRun) {
    StatusIntent intent() {
      Control control = Control.of(RolloutStatus.EMPTY);
      return new StatusIntent.Decided(
          new Decision(
              stepRun.isEmpty()
                  ? control
                  : control.withStepRun(new RolloutAnalysisRunStatus(stepRun, "", "")),
              Decision.Kind.ONGOING,
              Optional.empty(),
              Optional.empty(),
              List.of()));
    }
  }

  private PassResult run(Readings caches, Action action, Decided decided) {
    RolloutPass pass = WebRollout.pass(server, new WriteFence(new FakeClock()));
    return pass.run(
        caches.read(server.api(), WebRollout.bare()),
        new Plan(List.of(PlannedAction.of(action)), decided.intent(), List.of(), Optional.empty()));
  }

  private List<String> names() {
    return server.writes().stream()
        .filter(write -> write.path().equals(RUNS))
        .map(write -> write.body().path("metadata").path("name").asText())
        .toList();
  }

  private JsonNode status() {
    assertThat(server.writes().getLast().path()).isEqualTo(STATUS);
    return server.writes().getLast().body().path("status");
  }

  private String stepRun() {
    return status().path("canary").path("currentStepAnalysisRunStatus").path("name").asText();
  }

  private static CreateAnalysisRun wanted(String name, String... spareNames) {
    return new CreateAnalysisRun(name, named(name), List.of(spareNames));
  }

  private static ObjectNode named(String name) {
    return (ObjectNode) LoopbackApi.yaml("{metadata: {name: %s}}".formatted(name));
  }
}
