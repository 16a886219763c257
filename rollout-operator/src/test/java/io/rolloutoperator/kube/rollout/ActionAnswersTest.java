package io.rolloutoperator.kube.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.engine.plan.Action;
import io.rolloutoperator.engine.plan.AdoptReplicaSet;
import io.rolloutoperator.engine.plan.ApplyTraffic;
import io.rolloutoperator.engine.plan.CreateAnalysisRun;
import io.rolloutoperator.engine.plan.CreateReplicaSet;
import io.rolloutoperator.engine.plan.DefaultReplicas;
import io.rolloutoperator.engine.plan.DeleteAnalysisRun;
import io.rolloutoperator.engine.plan.DeleteReplicaSet;
import io.rolloutoperator.engine.plan.EvictPod;
import io.rolloutoperator.engine.plan.Plan;
import io.rolloutoperator.engine.plan.PlannedAction;
import io.rolloutoperator.engine.plan.PointService;
import io.rolloutoperator.engine.plan.ReleaseReplicaSet;
import io.rolloutoperator.engine.plan.ReleaseService;
import io.rolloutoperator.engine.plan.ScaleReplicaSet;
import io.rolloutoperator.engine.plan.SetRevision;
import io.rolloutoperator.engine.plan.StatusIntent;
import io.rolloutoperator.engine.plan.TerminateAnalysisRun;
import io.rolloutoperator.engine.plan.UpdateReplicaSet;
import io.rolloutoperator.engine.traffic.ManagedRouteChange;
import io.rolloutoperator.engine.traffic.RouteEdit;
import io.rolloutoperator.engine.traffic.RouteKind;
import io.rolloutoperator.engine.traffic.RouteRef;
import io.rolloutoperator.engine.traffic.TrafficTarget;
import io.rolloutoperator.kube.fence.FakeClock;
import io.rolloutoperator.kube.fence.ObjectKey;
import io.rolloutoperator.kube.fence.WriteFence;
import io.rolloutoperator.kube.pass.PassResult;
import io.rolloutoperator.kube.rollout.LoopbackApi.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of every action with every answer of the API server. */
class ActionAnswersTest {

  private static final String REPLICA_SETS = "/apis/apps/v1/namespaces/shop/replicasets";
  private static final String RUNS = "/apis/argoproj.io/v1alpha1/namespaces/shop/analysisruns";
  private static final String SERVICE = "/api/v1/namespaces/shop/services/web";
  private static final String ROLLOUT_AS_READ =
      "{metadata: {name: web, uid: uid-web, resourceVersion: '5'}}";
  private static final String ROUTE =
      "/apis/gateway.networking.k8s.io/v1/namespaces/shop/httproutes/web";
  private static final RouteRef ROUTE_REF =
      new RouteRef(
          new RouteKind("gateway.networking.k8s.io", List.of("v1"), "HTTPRoute", "httproutes"),
          "shop",
          "web");

  /**
   * An action and the request that it makes.
   *
   * @param object kind and name of what it writes, as the fence knows it
   */
  record Case(Action action, String method, String path, String object) {
    @Override
    public String toString() {
      return action.describe();
    }
  }

  private static final List<Case> ACTIONS =
      List.of(
          new Case(new AdoptReplicaSet("web-1"), "PATCH", REPLICA_SETS + "/web-1", "web-1"),
          new Case(
              new ApplyTraffic(
                  new TrafficTarget(
                      "web-canary",
                      "web",
                      0,
                      100,
                      List.of(),
                      Set.of(),
                      List.of(),
                      List.of(),
                      new ManagedRouteChange.Leave()),
                  List.of(new RouteEdit(ROUTE_REF, "v1", node("{spec: {rules: []}}")))),
              "PATCH",
              ROUTE,
              "web"),
          new Case(new CreateAnalysisRun("run-2", node("{}"), List.of()), "POST", RUNS, "run-2"),
          new Case(new CreateReplicaSet("web-2", node("{}")), "POST", REPLICA_SETS, "web-2"),
          new Case(new DefaultReplicas(), "PATCH", WebRollout.PATH, "web"),
          new Case(new DeleteAnalysisRun("run-1"), "DELETE", RUNS + "/run-1", "run-1"),
          new Case(new DeleteReplicaSet("web-1"), "DELETE", REPLICA_SETS + "/web-1", "web-1"),
          new Case(new PointService("web", "abc"), "PATCH", SERVICE, "web"),
          new Case(new ReleaseReplicaSet("web-1"), "PATCH", REPLICA_SETS + "/web-1", "web-1"),
          new Case(new ReleaseService("web"), "PATCH", SERVICE, "web"),
          new Case(
              new ScaleReplicaSet("web-1", 2, 2, null), "PATCH", REPLICA_SETS + "/web-1", "web-1"),
          new Case(new SetRevision(2), "PATCH", WebRollout.PATH, "web"),
          new Case(new TerminateAnalysisRun("run-1"), "PATCH", RUNS + "/run-1", "run-1"),
          new Case(
              new UpdateReplicaSet("web-1", Map.of(), 0),
              "PATCH",
              REPLICA_SETS + "/web-1",
              "web-1"));

  /** What the next pass must know of the object. */
  enum Fence {
    /** Nothing: nothing was written. */
    OPEN,
    /** What stands: perhaps it was written. */
    READ_LIVE
  }

  /**
   * An answer and what follows from it.
   *
   * @param told the words that reach the user, if some do
   */
  record Answer(
      String name,
      Reply reply,
      Class<? extends PassResult> result,
      Fence fence,
      Optional<String> told) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final String CANNOT = "cannot patch resource \"x\" in API group \"\"";

  private static final List<Answer> ANSWERS =
      List.of(
          answer("403 right", 403, "Forbidden", "x " + CANNOT, Fence.OPEN).silent(),
          answer("403 policy", 403, "Forbidden", "denied", Fence.OPEN).telling("denied"),
          new Answer(
              "409 conflict",
              new Reply.Status(409, "Conflict", "modified"),
              PassResult.Outrun.class,
              Fence.READ_LIVE,
              Optional.empty()),
          answer("409 exists", 409, "AlreadyExists", "is there", Fence.OPEN).silent(),
          answer("410", 410, "Gone", "gone", Fence.READ_LIVE).silent(),
          answer("422", 422, "Invalid", "denied", Fence.OPEN).telling("denied"),
          new Answer(
              "429",
              new Reply.RetryAfter(3),
              PassResult.Repeat.class,
              Fence.OPEN,
              Optional.empty()),
          answer("500", 500, "InternalError", "broken", Fence.READ_LIVE).silent(),
          new Answer(
              "cut", new Reply.Cut(), PassResult.Failed.class, Fence.READ_LIVE, Optional.empty()));

  private record Failing(String name, Reply reply, Fence fence) {
    Answer telling(String words) {
      return new Answer(name, reply, PassResult.Failed.class, fence, Optional.of(words));
    }

    Answer silent() {
      return new Answer(name, reply, PassResult.Failed.class, fence, Optional.empty());
    }
  }

  private static Failing answer(String name, int code, String reason, String text, Fence fence) {
    return new Failing(name, new Reply.Status(code, reason, text), fence);
  }

  private final WriteFence fence = new WriteFence(new FakeClock());
  private final List<String> events = new ArrayList<>();

  @AutoClose
  private final LoopbackApi server = new LoopbackApi().holds(WebRollout.PATH, ROLLOUT_AS_READ);

  private final RolloutPass pass =
      WebRollout.pass(
          server,
          fence,
          (_, type, reason, message) -> events.add(type + " " + reason + " " + message));

  static Stream<Arguments> pairs() {
    return ACTIONS.stream()
        .flatMap(action -> ANSWERS.stream().map(answer -> Arguments.of(action, answer)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("pairs")
  void isToldToTheFenceAndToTheUser(Case of, Answer answer) {
    Reading reading = reading(Readings.NOW);
    server.next(of.method(), of.path(), answer.reply());

    PassResult result = pass.run(reading, plan(of.action()));

    assertThat(result).isInstanceOf(answer.result());
    if (result instanceof PassResult.Repeat repeat) {
      assertThat(repeat.after()).isEqualTo(Duration.ofSeconds(3));
    }
    List<LoopbackApi.Write> writes = writes();
    assertThat(writes).extracting(LoopbackApi.Write::path).startsWith(of.path());
    assertThat(fence.awaited(WebRollout.KEY)).isEqualTo(expected(of, answer));
    if (answer.told().isEmpty()) {
      assertThat(writes).as("one try, and nothing said").hasSize(1);
      assertThat(events).isEmpty();
    } else {
      assertThat(writes).hasSize(2);
      assertThat(writes.getLast().path()).isEqualTo(WebRollout.PATH + "/status");
      assertThat(writes.getLast().body().path("status").path("phase").asText())
          .isEqualTo("Degraded");
      assertThat(events).singleElement().asString().startsWith("WARNING").contains(words(answer));
    }
  }

  /** An API server that has just started does not know the roles yet. */
  @Test
  void aMissingRightIsToldWhenItStays() {
    Action scale = new ScaleReplicaSet("web-1", 2, 2, null);
    for (int seconds : new int[] {0, 2, 3}) {
      assertThat(events).isEmpty();
      server.next(
          "PATCH", REPLICA_SETS + "/web-1", new Reply.Status(403, "Forbidden", "x " + CANNOT));
      assertThat(pass.run(reading(Readings.NOW.plusSeconds(seconds)), plan(scale)))
          .isInstanceOf(PassResult.Failed.class);
    }
    assertThat(events)
        .containsExactly("WARNING ReconciliationError Reconciliation failed with error: " + CANNOT);
    assertThat(writes().getLast().path()).isEqualTo(WebRollout.PATH + "/status");
    assertThat(writes().getLast().body().path("status").path("phase").asText())
        .isEqualTo("Degraded");
  }

  /** Its condition cannot be written: the Event alone tells, and once. */
  @Test
  void aRefusedStatusIsToldOnceForEachText() {
    Action scale = new ScaleReplicaSet("web-1", 2, 2, null);
    for (String text : List.of("denied", "denied", "denied by another")) {
      server
          .next("PATCH", REPLICA_SETS + "/web-1", new Reply.Status(422, "Invalid", "wrong"))
          .next("PATCH", WebRollout.PATH + "/status", new Reply.Status(403, "Forbidden", text));
    }
    for (int i = 0; i < 3; i++) {
      assertThat(pass.run(reading(Readings.NOW), plan(scale)))
          .isInstanceOf(PassResult.Failed.class);
    }
    assertThat(events)
        .containsExactly(
            "WARNING ReconciliationError Reconciliation failed with error: denied",
            "WARNING ReconciliationError Reconciliation failed with error: denied by another");
  }

  static Stream<Action> dependent() {
    return ACTIONS.stream()
        .map(Case::action)
        .filter(action -> action instanceof ApplyTraffic || action instanceof AdoptReplicaSet);
  }

  /**
   * Weights of before an abort would lead traffic back to what was just left, and the garbage
   * collector takes what a Rollout adopts that is going.
   */
  @ParameterizedTest
  @MethodSource("dependent")
  void neitherRoutesNorOwnersAreWrittenForARolloutThatChangedMeanwhile(Action action) {
    server.holds(WebRollout.PATH, ROLLOUT_AS_READ.replace("'5'", "'6'"));
    assertOutrun(action);
  }

  @ParameterizedTest
  @MethodSource("dependent")
  void neitherRoutesNorOwnersAreWrittenForARolloutThatIsGone(Action action) {
    server.lacks(WebRollout.PATH);
    assertOutrun(action);
  }

  private void assertOutrun(Action action) {
    assertThat(pass.run(reading(Readings.NOW), plan(action))).isInstanceOf(PassResult.Outrun.class);
    assertThat(writes()).isEmpty();
    assertThat(fence.awaited(WebRollout.KEY))
        .as("to be seen first")
        .containsExactly(WebRollout.KEY);
    assertThat(events).isEmpty();
  }

  private static String words(Answer answer) {
    return answer.told().orElseThrow();
  }

  /** The status that says what was refused is awaited as every write is. */
  private static Set<ObjectKey> expected(Case of, Answer answer) {
    if (answer.told().isPresent()) {
      return Set.of(WebRollout.KEY);
    }
    return answer.fence() == Fence.OPEN ? Set.of() : Set.of(key(of));
  }

  private static ObjectKey key(Case of) {
    return switch (of.action()) {
      case ApplyTraffic _ ->
          new ObjectKey("gateway.networking.k8s.io", "HTTPRoute", "shop", of.object());
      case DefaultReplicas _, SetRevision _ -> WebRollout.KEY;
      case PointService _, ReleaseService _ -> new ObjectKey("", "Service", "shop", of.object());
      case CreateAnalysisRun _, DeleteAnalysisRun _, TerminateAnalysisRun _ ->
          new ObjectKey("argoproj.io", "AnalysisRun", "shop", of.object());
      case AdoptReplicaSet _,
          CreateReplicaSet _,
          DeleteReplicaSet _,
          ReleaseReplicaSet _,
          ScaleReplicaSet _,
          UpdateReplicaSet _ ->
          new ObjectKey("apps", "ReplicaSet", "shop", of.object());
      case EvictPod _ -> throw new IllegalArgumentException("not fenced, see EvictionAnswersTest");
    };
  }

  private static Plan plan(Action action) {
    return new Plan(
        List.of(PlannedAction.of(action)), new StatusIntent.Keep(), List.of(), Optional.empty());
  }

  /** Without the dry run of the template. */
  private List<LoopbackApi.Write> writes() {
    return server.writes().stream().filter(write -> !write.path().contains("dryRun")).toList();
  }

  private Reading reading(Instant now) {
    return new Readings()
        .replicaSets(
            """
            {apiVersion: apps/v1, kind: ReplicaSet,
             metadata: {namespace: shop, name: web-1, uid: uid-1, resourceVersion: '7',
                        creationTimestamp: '2026-01-01T00:00:00Z'},
             spec: {replicas: 1}}
            """)
        .runs(
            """
            {apiVersion: argoproj.io/v1alpha1, kind: AnalysisRun,
             metadata: {namespace: shop, name: run-1, uid: uid-run, resourceVersion: '8',
                        creationTimestamp: '2026-01-01T00:00:00Z'}}
            """)
        .services(
            """
            {apiVersion: v1, kind: Service,
             metadata: {namespace: shop, name: web, uid: uid-service, resourceVersion: '9',
                        annotations: {argo-rollouts.argoproj.io/managed-by-rollouts: web}},
             spec: {selector: {app: web}}}
            """)
        .read(server.api(), WebRollout.bare(), now);
  }

  private static ObjectNode node(String yaml) {
    return (ObjectNode) LoopbackApi.yaml(yaml);
  }
}
