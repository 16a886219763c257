package io.rolloutoperator.kube.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.kube.events.ObjectReference;
import io.rolloutoperator.kube.notify.OutboxStore.Stored;
import io.rolloutoperator.kube.rollout.LoopbackApi;
import io.rolloutoperator.notify.outbox.Milestone;
import io.rolloutoperator.notify.outbox.NotifiedState;
import io.rolloutoperator.notify.outbox.Outbox;
import io.rolloutoperator.notify.outbox.Threads;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class OutboxStoreTest {

  private static final String PATH = "/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts/web";
  private static final ObjectReference WEB =
      new ObjectReference("argoproj.io/v1alpha1", "Rollout", "shop", "web", "uid-web", "5");
  private static final Stored NOTHING = stored(NotifiedState.EMPTY);
  private static final Stored TOLD =
      stored(NotifiedState.EMPTY.with("on-x", Instant.ofEpochSecond(1_700_000_000)));
  private static final LoopbackApi.Reply CONFLICT =
      new LoopbackApi.Reply.Status(409, "Conflict", "the object has been modified");

  @AutoClose private final LoopbackApi server = new LoopbackApi();
  private final OutboxStore store = new OutboxStore(server.api());

  private static Stored stored(NotifiedState state) {
    return new Stored(new Outbox(List.of(), state, Threads.NONE), Optional.empty(), false);
  }

  private void live(String uid, String notified) {
    server.holds(
        PATH,
        """
        metadata:
          uid: %s
          resourceVersion: '9'
          annotations: {notified.notifications.argoproj.io: '%s'}
        """
            .formatted(uid, notified));
  }

  private List<String> versions() {
    return server.writes().stream()
        .map(write -> write.body().at("/metadata/resourceVersion").asText())
        .toList();
  }

  @Test
  void nothingIsWrittenIfNothingDiffers() {
    assertThat(store.write(WEB, "5", TOLD, TOLD)).isEqualTo(new Keeping.Kept("5"));
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void aPatchIsForOneVersionOfOneObject() {
    assertThat(store.write(WEB, "5", NOTHING, TOLD)).isEqualTo(new Keeping.Kept("100"));
    assertThat(server.writes().getFirst().body())
        .isEqualTo(
            LoopbackApi.yaml(
                """
                metadata:
                  uid: uid-web
                  resourceVersion: '5'
                  annotations:
                    notified.notifications.argoproj.io: '{"on-x":1700000000}'
                    rollout-operator.io/notifications-of: uid-web
                """));
  }

  @Test
  void whatIsStoredOfAnotherObjectIsNothingOfItsCopyAndGoesWithTheFirstWrite() {
    Map<String, String> copied =
        Map.of(
            "notified.notifications.argoproj.io", "{\"on-x\":1700000000}",
            "rollout-operator.io/notifications-of", "uid-first",
            "rollout-operator.io/notifications-milestone", "3/2",
            "rollout-operator.io/notifications-threads",
                "[{\"group\": \"g\", \"channel\": \"c\", \"ts\": \"1.2\"}]");
    assertThat(Stored.read(copied, "uid-first").milestone()).hasValue(new Milestone(3, 2));
    Stored before = Stored.read(copied, "uid-web");
    assertThat(before.outbox()).isEqualTo(Outbox.EMPTY);
    assertThat(before.milestone()).isEmpty();

    store.write(WEB, "5", before, before);
    assertThat(server.requests()).isEmpty();

    store.write(WEB, "5", before, TOLD);
    assertThat(server.writes().getFirst().body().at("/metadata/annotations"))
        .isEqualTo(
            LoopbackApi.yaml(
                """
                notified.notifications.argoproj.io: '{"on-x":1700000000}'
                rollout-operator.io/notifications-of: uid-web
                rollout-operator.io/notifications-milestone: null
                rollout-operator.io/notifications-pending: null
                rollout-operator.io/notifications-threads: null
                """));
  }

  @Test
  void whatArgoRolloutsSentCountsThoughItDoesNotSayWhoseItIs() {
    assertThat(
            Stored.read(Map.of("notified.notifications.argoproj.io", "{\"on-x\":1}"), "uid-web")
                .outbox()
                .state()
                .has("on-x"))
        .isTrue();
  }

  @Test
  void anObjectThatChangedOtherwiseIsWrittenInItsNewVersion() {
    live("uid-web", "{}");
    server.next("PATCH", PATH, CONFLICT);

    assertThat(store.write(WEB, "5", NOTHING, TOLD)).isEqualTo(new Keeping.Kept("100"));
    assertThat(versions()).containsExactly("5", "9");
  }

  @Test
  void anAnswerThatWasLostIsLookedFor() {
    live("uid-web", "{\"on-x\":1700000000}");
    server.next("PATCH", PATH, new LoopbackApi.Reply.Cut());

    assertThat(store.write(WEB, "5", NOTHING, TOLD)).isEqualTo(new Keeping.Kept("100"));
    assertThat(versions()).containsExactly("5", "9");
  }

  @Test
  void whatSomebodyElseStoredIsNotWrittenOver() {
    live("uid-web", "{\"on-y\":1700000001}");
    server.next("PATCH", PATH, CONFLICT);

    assertThat(store.write(WEB, "5", NOTHING, TOLD))
        .isEqualTo(
            new Keeping.Overtaken(stored(NotifiedState.parse("{\"on-y\":1700000001}")), "9"));
    assertThat(server.writes()).hasSize(1);
  }

  @Test
  void annotationsThatSomebodyWroteOverThemAreReplacedAllOfThem() {
    server.holds(
        PATH,
        """
        metadata:
          uid: uid-web
          resourceVersion: '9'
          annotations: {rollout-operator.io/notifications-of: uid-first}
        """);
    server.next("PATCH", PATH, CONFLICT);

    Keeping keeping = store.write(WEB, "5", NOTHING, TOLD);
    Stored overwritten = new Stored(NOTHING.outbox(), Optional.empty(), true);
    assertThat(keeping).isEqualTo(new Keeping.Overtaken(overwritten, "9"));
    store.write(WEB, "9", overwritten, TOLD);
    assertThat(server.writes().getLast().body().at("/metadata/annotations")).hasSize(5);
  }

  @Test
  void anotherObjectOfTheNameGetsNothing() {
    live("uid-other", "{}");
    server.next("PATCH", PATH, CONFLICT);

    assertThat(store.write(WEB, "5", NOTHING, TOLD)).isEqualTo(new Keeping.Gone());
    assertThat(server.writes()).hasSize(1);
  }

  @Test
  void aRightThatIsMissingIsTold() {
    server.next("PATCH", PATH, new LoopbackApi.Reply.Status(403, "Forbidden", "no"));

    assertThat(store.write(WEB, "5", NOTHING, TOLD)).isInstanceOf(Keeping.Failed.class);
  }

  @Test
  void whatIsPendingOfAnotherObjectIsNotSentForItsCopy() {
    String pending =
        """
        [{"key": "k", "uid": "uid-web", "trigger": "on-x", "to": "slack:a",
          "due": "2026-03-04T15:04:05Z", "of": "OPERATOR", "send": ["t"]}]
        """;
    assertThat(pendingOf(pending, "uid-web")).isEqualTo(1);
    assertThat(pendingOf(pending, "uid-copy")).isZero();
  }

  private static int pendingOf(String pending, String uid) {
    return Stored.read(Map.of("rollout-operator.io/notifications-pending", pending), uid)
        .outbox()
        .pending()
        .size();
  }
}
