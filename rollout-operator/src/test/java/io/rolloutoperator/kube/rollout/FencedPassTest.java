package io.rolloutoperator.kube.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.kube.fence.FakeClock;
import io.rolloutoperator.kube.fence.ObjectKey;
import io.rolloutoperator.kube.fence.WriteFence;
import io.rolloutoperator.kube.pass.FenceGate;
import io.rolloutoperator.kube.pass.PassResult;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a pass asks the API server while it may decide nothing, and when it may. */
class FencedPassTest {

  private static final ObjectKey WEB = WebRollout.KEY;
  private static final ObjectKey SERVICE = new ObjectKey("", "Service", "shop", "web");

  private final WriteFence fence = new WriteFence(new FakeClock());
  @AutoClose private final LoopbackApi server = new LoopbackApi();
  private int shown;

  @Test
  void nothingWhileTheCachesAreBehind() {
    fence.wrote(WEB, SERVICE, "100");
    assertThat(run()).isInstanceOf(PassResult.Repeat.class);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void nothingWhileTheRolloutItselfIsBehind() {
    fence.wrote(WEB, WEB, "6");
    assertThat(run()).isInstanceOf(PassResult.Repeat.class);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void onlyWhatIsDoubtful() {
    fence.unknownOutcome(WEB, SERVICE);
    assertThat(run()).isInstanceOf(PassResult.Repeat.class);
    assertThat(server.requests()).containsExactly("GET /api/v1/namespaces/shop/services/web");
  }

  @Test
  void aLiveReadThatFailsIsTriedAgain() {
    fence.unknownOutcome(WEB, SERVICE);
    server.next(
        "GET",
        "/api/v1/namespaces/shop/services/web",
        new LoopbackApi.Reply.Status(403, "Forbidden", "no"));
    assertThat(run())
        .isInstanceOfSatisfying(
            PassResult.Failed.class, failed -> assertThat(failed.why()).contains("cannot be read"));
    assertThat(fence.awaited(WEB)).containsExactly(SERVICE);
  }

  @Test
  void itsRoutesOnceTheyHaveCaughtUp() {
    fence.wrote(WEB, WEB, "5");
    run();
    assertThat(server.requests())
        .contains("GET /apis/gateway.networking.k8s.io/v1/namespaces/shop/httproutes/web");
  }

  @Test
  void nobodyIsShownARolloutThatIsHalfWritten() {
    fence.wrote(WEB, WEB, "6");
    run();
    assertThat(shown).isZero();

    fence.forget(WEB);
    run();
    assertThat(shown).isEqualTo(1);
  }

  private PassResult run() {
    Rollout rollout =
        WebRollout.of(
            """
            spec:
              strategy:
                canary:
                  stableService: web
                  canaryService: web-canary
                  trafficRouting: {plugins: {argoproj-labs/gatewayAPI: {httpRoute: web}}}
            """);
    return new FencedPass(
            new Readings().reader(server.api()),
            new FenceGate(server.api(), fence),
            WebRollout.pass(server, fence),
            new ClockWatch(new FakeClock()))
        .run(WEB, rollout, () -> shown++);
  }
}
