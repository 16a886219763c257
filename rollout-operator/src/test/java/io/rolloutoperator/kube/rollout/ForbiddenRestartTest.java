package io.rolloutoperator.kube.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.api.rollout.RolloutStatus;
import io.rolloutoperator.engine.plan.Control;
import io.rolloutoperator.engine.plan.Decision;
import io.rolloutoperator.engine.plan.EvictPod;
import io.rolloutoperator.engine.plan.Plan;
import io.rolloutoperator.engine.plan.PlannedAction;
import io.rolloutoperator.engine.plan.StatusIntent;
import io.rolloutoperator.kube.events.EventType;
import io.rolloutoperator.kube.events.ObjectReference;
import io.rolloutoperator.kube.fence.FakeClock;
import io.rolloutoperator.kube.fence.WriteFence;
import io.rolloutoperator.kube.pass.PassResult;
import io.rolloutoperator.kube.rollout.LoopbackApi.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A restart whose pods may not be listed or evicted: an Event says so, and the release goes on. */
class ForbiddenRestartTest {

  private static final String PODS = "/api/v1/namespaces/shop/pods";
  private static final String EVICTION = PODS + "/web-1-a/eviction";
  private static final String CANNOT_EVICT = "cannot create resource \"pods/eviction\"";
  private static final String CANNOT_LIST = "cannot list resource \"pods\"";

  private final Evictions evictions = new Evictions();
  private final WriteFence fence = new WriteFence(new FakeClock());
  private final List<String> warnings = new ArrayList<>();
  @AutoClose private final LoopbackApi server = new LoopbackApi();
  private final RolloutPass pass = WebRollout.pass(server, fence, this::hear, evictions);

  /** An API server that has just started forbids everything for a moment. */
  @Test
  void isToldOnceItStaysSo() {
    evictForbidden(0);
    assertThat(warnings).isEmpty();
    evictForbidden(30);
    evictForbidden(60);
    assertThat(warnings).containsExactly(told(CANNOT_EVICT));
  }

  @Test
  void isToldAnewAfterAPodWasEvicted() {
    evictForbidden(0);
    evictForbidden(30);
    evict(60);
    evictForbidden(90);
    evictForbidden(120);
    assertThat(warnings).containsExactly(told(CANNOT_EVICT), told(CANNOT_EVICT));
  }

  @Test
  void isNoMatterOfTheConditions() {
    evictForbidden(0);
    evictForbidden(30);
    assertThat(server.writes())
        .extracting(write -> write.body().toString())
        .noneMatch(body -> body.contains("ReconciliationError"));
  }

  @Test
  void isToldTooIfPodsMayNotBeListed() {
    listForbidden(0);
    listForbidden(30);
    evict(30);
    assertThat(warnings).containsExactly(told(CANNOT_LIST));
  }

  private void hear(ObjectReference regarding, EventType type, String reason, String message) {
    if (type == EventType.WARNING) {
      warnings.add(reason + " " + message);
    }
  }

  private static String told(String cannot) {
    return "ReconciliationError Reconciliation failed with error: " + cannot;
  }

  private void evictForbidden(int second) {
    server.next("POST", EVICTION, new Reply.Status(403, "Forbidden", CANNOT_EVICT));
    evict(second);
  }

  private void evict(int second) {
    PassResult result =
        pass.run(
            new Readings().read(server.api(), WebRollout.bare(), at(second)),
            new Plan(
                List.of(PlannedAction.of(new EvictPod("web-1-a", "uid-a"))),
                new StatusIntent.Decided(
                    new Decision(
                        Control.of(RolloutStatus.EMPTY),
                        Decision.Kind.ONGOING,
                        Optional.empty(),
                        Optional.empty(),
                        List.of())),
                List.of(),
                Optional.empty()));
    assertThat(result).isInstanceOf(PassResult.Finished.class);
  }

  private void listForbidden(int second) {
    server.next(
        "GET", PODS + "?labelSelector=app%3Dweb", new Reply.Status(403, "Forbidden", CANNOT_LIST));
    var restarted =
        WebRollout.of(
            """
            spec:
              restartAt: '%s'
              selector: {matchLabels: {app: web}}
            """
                .formatted(at(0)));
    assertThat(
            new RestartReader(server.api(), evictions)
                .read(new Readings().facts(server.api(), restarted), List.of(), at(second)))
        .isPresent();
  }

  private static Instant at(int second) {
    return Readings.NOW.plusSeconds(second);
  }
}
