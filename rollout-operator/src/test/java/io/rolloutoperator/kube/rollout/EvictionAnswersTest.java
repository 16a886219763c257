package io.rolloutoperator.kube.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.engine.plan.EvictPod;
import io.rolloutoperator.kube.fence.FenceClock;
import io.rolloutoperator.kube.fence.ObjectKey;
import io.rolloutoperator.kube.fence.WriteFence;
import io.rolloutoperator.kube.rollout.LoopbackApi.Reply;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pods are read anew in every pass, so nothing waits in the fence for an eviction. */
class EvictionAnswersTest {

  private static final String EVICTION = "/api/v1/namespaces/shop/pods/web-1-a/eviction";
  private static final ObjectKey OWNER = new ObjectKey("argoproj.io", "Rollout", "shop", "web");
  private static final EvictPod EVICT = new EvictPod("web-1-a", "uid-a");

  private final WriteFence fence = new WriteFence(FenceClock.system());
  private final Evictions evictions = new Evictions();
  private LoopbackApi server;

  @BeforeEach
  void open() throws IOException {
    server = new LoopbackApi();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private ActionOutcome evict() {
    Reading reading =
        new Readings()
            .read(
                server.api(),
                Readings.parse(
                    """
                    {apiVersion: argoproj.io/v1alpha1, kind: Rollout,
                     metadata: {namespace: shop, name: web, uid: uid-web, resourceVersion: '5'}}
                    """,
                    Rollout.class),
                Readings.NOW);
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
    assertThat(fence.awaited(OWNER)).isEmpty();
    Instant almost = Readings.NOW.plusSeconds(29);
    assertThat(evictions.heldUntil(OWNER, almost).isPresent()).isEqualTo(held);
    assertThat(evictions.heldUntil(OWNER, almost.plusSeconds(1))).isEmpty();
  }

  @Test
  void aMissingRightHoldsNothingElseUp() {
    String cannot = "cannot create resource \"pods/eviction\" in API group \"\"";
    server.next("POST", EVICTION, new Reply.Status(403, "Forbidden", cannot));

    assertThat(evict()).isEqualTo(new ActionOutcome.PutOff(cannot));
    assertThat(evictions.heldUntil(OWNER, Readings.NOW.plusSeconds(29))).isPresent();
  }
}
