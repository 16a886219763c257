package io.rolloutoperator.kube.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.engine.plan.EvictPod;
import io.rolloutoperator.kube.fence.FenceClock;
import io.rolloutoperator.kube.fence.WriteFence;
import io.rolloutoperator.kube.rollout.LoopbackApi.Reply;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pods are read anew in every pass, so nothing waits in the fence for an eviction. */
class EvictionAnswersTest {

  private static final String EVICTION = "/api/v1/namespaces/shop/pods/web-1-a/eviction";
  private static final EvictPod EVICT = new EvictPod("web-1-a", "uid-a");

  private final WriteFence fence = new WriteFence(FenceClock.system());
  private final Evictions evictions = new Evictions();
  @AutoClose private final LoopbackApi server = new LoopbackApi();

  private ActionOutcome evict() {
    Reading reading = new Readings().read(server.api(), WebRollout.bare());
    return new ActionWriter(server.api(), fence, evictions, RouteListener.NOBODY)
        .write(reading, EVICT);
  }

  @Test
  void thisVeryPodIsAskedFor() {
    server.next("POST", EVICTION, new Reply.Status(201, "", ""));
    evict();

    JsonNode sent = server.writes().getLast().body();
    assertThat(sent.path("kind").asText()).isEqualTo("Eviction");
    assertThat(sent.at("/metadata/name").asText()).isEqualTo("web-1-a");
    assertThat(sent.at("/deleteOptions/preconditions/uid").asText()).isEqualTo("uid-a");
  }

  /** The answer; whether the pass goes on; whether pods are left alone for a while. */
  @ParameterizedTest
  @CsvSource({
    "404, NotFound, true, false",
    "409, Conflict, true, false",
    "429, TooManyRequests, true, true",
    "403, Forbidden, false, true",
    "422, Invalid, false, true",
    "500, InternalError, false, true",
  })
  void aBudgetHoldsNothingElseUp(int code, String reason, boolean goesOn, boolean held) {
    server.next("POST", EVICTION, new Reply.Status(code, reason, "no"));

    assertThat(!(evict() instanceof ActionOutcome.Failed)).isEqualTo(goesOn);
    assertThat(fence.awaited(WebRollout.KEY)).isEmpty();
    Instant almost = Readings.NOW.plusSeconds(29);
    assertThat(evictions.heldUntil(WebRollout.KEY, almost).isPresent()).isEqualTo(held);
    assertThat(evictions.heldUntil(WebRollout.KEY, almost.plusSeconds(1))).isEmpty();
  }

  @Test
  void aMissingRightHoldsNothingElseUp() {
    String cannot = "cannot create resource \"pods/eviction\" in API group \"\"";
    server.next("POST", EVICTION, new Reply.Status(403, "Forbidden", cannot));

    assertThat(evict()).isEqualTo(new ActionOutcome.PutOff(cannot));
    assertThat(evictions.heldUntil(WebRollout.KEY, Readings.NOW.plusSeconds(29))).isPresent();
  }
}
