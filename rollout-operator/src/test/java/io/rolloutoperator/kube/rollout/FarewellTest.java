package io.rolloutoperator.kube.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.api.Rollout;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FarewellTest {

  private static final String SERVICE = "/api/v1/namespaces/shop/services/";

  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final Readings caches = new Readings().services(service("web"), service("web-canary"));
  @AutoClose private final LoopbackApi server = new LoopbackApi();

  @Test
  void aRolloutThatIsGoneIsToldAndItsServicesAreReleased() {
    say();
    next();
    assertThat(told).containsExactly("RolloutDeleted");
    assertThat(server.writes())
        .extracting(LoopbackApi.Write::path)
        .containsExactlyInAnyOrder(SERVICE + "web", SERVICE + "web-canary");
    assertThat(waiting).isEmpty();
  }

  /** The first has another label than the watch asks for, the second was made anew. */
  @ParameterizedTest
  @ValueSource(strings = {"uid-web", "uid-of-another-of-this-name"})
  void oneThatLivesKeepsItsServices(String uid) {
    server.holds(WebRollout.PATH, "{metadata: {name: web, uid: %s}}".formatted(uid));
    say();
    next();
    assertThat(told).isEmpty();
    assertThat(server.writes()).isEmpty();
    assertThat(waiting).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 500})
  void whileNobodyKnowsNothingIsDone(int code) {
    for (int i = 0; i < 12; i++) {
      server.next("GET", WebRollout.PATH, new LoopbackApi.Reply.Status(code, "Trouble", "no"));
    }
    say();
    next();
    assertThat(told).isEmpty();
    assertThat(server.writes()).isEmpty();
    assertThat(waiting).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 409, 422, 500})
  void aReleaseThatFailsIsTriedAgainAndHoldsUpNoOther(int code) {
    server
        .next("PATCH", SERVICE + "web", new LoopbackApi.Reply.Status(code, "Trouble", "no"))
        .next("PATCH", SERVICE + "web", new LoopbackApi.Reply.Status(code, "Trouble", "no"));
    say();
    next();
    assertThat(server.writes()).hasSize(2);
    caches.services(service("web"));
    next();
    next();
    assertThat(server.writes()).hasSize(4);
    assertThat(waiting).isEmpty();
    assertThat(told).containsExactly("RolloutDeleted");
    assertThat(pauses).isSorted().startsWith(Duration.ZERO);
  }

  @Test
  void aServiceThatIsGoneNeedsNoRelease() {
    for (String name : List.of("web", "web-canary")) {
      server.next("PATCH", SERVICE + name, new LoopbackApi.Reply.Status(404, "NotFound", "gone"));
    }
    say();
    next();
    assertThat(waiting).isEmpty();
  }

  private void say() {
    Farewell farewell =
        new Farewell(
            server.api(),
            (_, _, reason, _) -> told.add(reason),
            (pause, task) -> {
              pauses.add(pause);
              waiting.add(task);
            });
    Rollout rollout = rollout();
    farewell.say(rollout, () -> caches.reader(server.api()).leftBehind(rollout, Readings.NOW));
  }

  private void next() {
    waiting.remove().run();
  }

  private static Rollout rollout() {
    return WebRollout.of(
        "spec: {strategy: {canary: {stableService: web, canaryService: web-canary}}}");
  }

  private static String service(String name) {
    return """
        apiVersion: v1
        kind: Service
        metadata:
          namespace: shop
          name: %s
          uid: uid-%1$s
          resourceVersion: '7'
          annotations: {argo-rollouts.argoproj.io/managed-by-rollouts: web}
        spec: {selector: {app: web, rollouts-pod-template-hash: abc}}
        """
        .formatted(name);
  }
}
