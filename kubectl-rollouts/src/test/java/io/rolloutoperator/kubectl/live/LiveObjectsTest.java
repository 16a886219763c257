package io.rolloutoperator.kubectl.live;

import static io.rolloutoperator.kubectl.live.ScriptedTransport.change;
import static io.rolloutoperator.kubectl.live.ScriptedTransport.list;
import static io.rolloutoperator.kubectl.live.ScriptedTransport.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rolloutoperator.kubectl.api.Kind;
import io.rolloutoperator.kubectl.api.Selection;
import io.rolloutoperator.kubectl.view.At;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveObjectsTest {

  private final ScriptedTransport script = new ScriptedTransport();
  private final LiveObjects live = new LiveObjects(script.cluster());

  @AfterEach
  void stop() {
    live.close();
  }

  private void names(String... expected) {
    await()
        .untilAsserted(
            () ->
                assertThat(live.of(Kind.ROLLOUT).orElse(List.of()))
                    .extracting(At::name)
                    .containsExactlyInAnyOrder(expected));
  }

  @Test
  void changesAreFollowedOverEndedAndLostConnections() {
    script.then(Kind.ROLLOUT, list("10", "a", "b"));
    script.then(Kind.ROLLOUT, change("ADDED", "c", "11") + change("DELETED", "a", "12"));
    script.then(Kind.ROLLOUT, ScriptedTransport.LOST);
    script.then(Kind.ROLLOUT, change("BOOKMARK", "", "20") + change("ADDED", "d", "21"));
    live.follow(Selection.of(Kind.ROLLOUT, "prod"));

    names("b", "c", "d");
    assertThat(live.loss()).isEmpty();
    await().until(() -> script.targets().size() == 5);
    assertThat(script.targets())
        .extracting(target -> target.substring(target.indexOf('?')))
        .containsExactly(
            "?limit=500",
            "?watch=true&allowWatchBookmarks=true&resourceVersion=10",
            "?watch=true&allowWatchBookmarks=true&resourceVersion=12",
            "?watch=true&allowWatchBookmarks=true&resourceVersion=12",
            "?watch=true&allowWatchBookmarks=true&resourceVersion=21");
  }

  @Test
  void aForgottenPlaceIsListedAgain() {
    script.then(Kind.ROLLOUT, list("10", "a", "b"));
    script.then(
        Kind.ROLLOUT,
        "{\"type\":\"ERROR\",\"object\":{\"code\":410,\"message\":\"too old resource version\"}}");
    script.then(Kind.ROLLOUT, list("30", "b"));
    live.follow(Selection.of(Kind.ROLLOUT, "prod"));

    names("b");
    await().until(() -> script.targets().size() == 4);
    assertThat(script.targets().getLast()).endsWith("resourceVersion=30");
  }

  @Test
  void aLostConnectionIsToldUntilItIsBack() {
    script.then(Kind.ROLLOUT, list("10", "a"));
    script.then(Kind.ROLLOUT, ScriptedTransport.LOST);
    live.follow(Selection.of(Kind.ROLLOUT, "prod"));

    await().until(() -> live.loss().isPresent());
    names("a");
    script.then(Kind.ROLLOUT, change("MODIFIED", "a", "11"));
    await().until(() -> live.loss().isEmpty());
  }

  /** A quiet Rollout brings no change for hours. */
  @Test
  void aWatchThatStandsEndsTheLossWithoutAnyChange() {
    script.then(Kind.ROLLOUT, list("10", "a"));
    script.then(Kind.ROLLOUT, ScriptedTransport.LOST);
    live.follow(Selection.of(Kind.ROLLOUT, "prod"));

    await().until(() -> live.loss().isPresent());
    script.then(Kind.ROLLOUT, ScriptedTransport.OPEN);
    await().until(() -> live.loss().isEmpty());
  }

  @Test
  void aLossLastsUntilTheSameKindIsBack() {
    script.then(Kind.ROLLOUT, list("10", "a"));
    script.then(Kind.ROLLOUT, ScriptedTransport.LOST);
    live.follow(Selection.of(Kind.ROLLOUT, "prod"));
    await().until(() -> live.loss().isPresent());

    script.then(Kind.POD, list("10"));
    script.then(Kind.POD, change("ADDED", "p", "11"));
    live.follow(Selection.of(Kind.POD, "prod"));

    await().until(() -> !live.of(Kind.POD).orElse(List.of()).isEmpty());
    assertThat(live.loss()).isPresent();
  }

  @Test
  void aRefusalIsKeptAndNotRepeated() {
    script.then(Kind.POD, refusal(403, "pods is forbidden"));
    live.follow(Selection.of(Kind.POD, "prod"));

    await().until(() -> live.refusals().containsKey(Kind.POD));
    assertThat(live.refusals().get(Kind.POD)).hasMessage("pods is forbidden");
    assertThat(live.of(Kind.POD)).isEmpty();
    assertThat(script.targets()).hasSize(1);
  }
}
