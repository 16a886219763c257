package io.rolloutoperator.kube.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kube.events.ObjectReference;
import io.rolloutoperator.kube.rollout.LoopbackApi;
import io.rolloutoperator.notify.outbox.Entry;
import io.rolloutoperator.notify.outbox.Milestone;
import io.rolloutoperator.notify.outbox.NotifiedState;
import io.rolloutoperator.notify.outbox.Outbox;
import io.rolloutoperator.notify.outbox.Threads;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeptOutboxTest {

  private static final String PATH = "/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts/web";

  private static final Sighting WEB = web("5", "{}");

  private static Sighting web(String version, String tree) {
    return RolloutSighting.of(
        new ObjectReference("argoproj.io/v1alpha1", "Rollout", "shop", "web", "uid-web", version),
        LoopbackApi.yaml(tree),
        List.of());
  }

  private static final Outbox TOLD =
      new Outbox(
          List.of(), NotifiedState.EMPTY.with("on-x", Instant.ofEpochSecond(1)), Threads.NONE);

  @Test
  void thePauseDoublesWithEachFailureUpToHalfAMinuteAndBeginsAnewWhenItIsStored() {
    try (LoopbackApi server = new LoopbackApi()) {
      KeptOutbox kept = new KeptOutbox(new OutboxStore(server.api()), WEB);
      List<Long> seconds = new ArrayList<>();
      for (int i = 0; i < 70; i++) {
        server.next("PATCH", PATH, new LoopbackApi.Reply.Status(403, "Forbidden", "no right"));
        assertThat(kept.keep(WEB, TOLD, Optional.empty())).isInstanceOf(Keeping.Failed.class);
        seconds.add(kept.pause().toSeconds());
      }

      assertThat(seconds).startsWith(1L, 2L, 4L, 8L, 16L, 32L, 32L).endsWith(32L);
      assertThat(seconds).allMatch(pause -> pause <= 32);
      assertThat(kept.keep(WEB, TOLD, Optional.empty())).isInstanceOf(Keeping.Kept.class);
      assertThat(kept.pause()).isEqualTo(Duration.ofSeconds(1));
    }
  }

  @Test
  void annotationsOfAnotherObjectThatSomebodyAppliesAreReplacedByTheNextWrite() {
    try (LoopbackApi server = new LoopbackApi()) {
      KeptOutbox kept = new KeptOutbox(new OutboxStore(server.api()), WEB);
      kept.keep(WEB, TOLD, Optional.empty());
      Sighting applied =
          web(
              "200",
              "{metadata: {annotations: {rollout-operator.io/notifications-of: uid-first}}}");

      kept.keep(applied, TOLD, Optional.empty());
      assertThat(server.writes()).hasSize(1);

      NotifiedState more = TOLD.state().with("on-y", Instant.ofEpochSecond(2));
      kept.keep(applied, new Outbox(List.of(), more, Threads.NONE), Optional.empty());
      assertThat(server.writes().getLast().body().at("/metadata/annotations")).hasSize(5);
    }
  }

  /** Else the write after it would leave it out, and a crash would tell its steps once more. */
  @Test
  void aMilestoneCountsAsStoredOnceItWasWritten() {
    try (LoopbackApi server = new LoopbackApi()) {
      Sighting pending =
          web(
              "5",
              """
              metadata:
                annotations:
                  rollout-operator.io/notifications-pending: |
                    [{"key": "k", "uid": "uid-web", "revision": "1", "trigger": "on-x",
                      "to": "hook:", "due": "2026-03-04T15:04:05Z", "send": ["t"]}]
              """);
      KeptOutbox kept = new KeptOutbox(new OutboxStore(server.api()), pending);
      Outbox before = kept.stored().outbox();
      Entry entry = before.pending().getFirst();
      Outbox failed = before.failed(entry, entry.due().plusSeconds(1));
      Optional<Milestone> milestone = Optional.of(new Milestone(1, 1));

      kept.keep(pending, failed, milestone);
      assertThat(server.writes()).isEmpty();

      kept.keep(pending, failed.settled(entry, entry.due()), milestone);
      JsonNode written = server.writes().getLast().body().at("/metadata/annotations");
      assertThat(written.path(Milestone.ANNOTATION).asText()).isEqualTo("1/1");
    }
  }

  /** The text that is there lacks what only this process knows. */
  @Test
  void attemptsThatAreNotWrittenSurviveAConflict() {
    try (LoopbackApi server = new LoopbackApi()) {
      String metadata =
          """
          metadata:
            uid: uid-web
            resourceVersion: '9'
            annotations:
              rollout-operator.io/notifications-pending: |
                [{"key": "k", "uid": "uid-web", "revision": "1", "trigger": "on-x",
                  "to": "hook:", "due": "2026-03-04T15:04:05Z", "send": ["t"]}]
          """;
      KeptOutbox kept = new KeptOutbox(new OutboxStore(server.api()), web("5", metadata));
      Outbox before = kept.stored().outbox();
      Entry entry = before.pending().getFirst();
      Outbox failed = before.failed(entry, entry.due().plusSeconds(1));
      kept.keep(WEB, failed, Optional.empty());

      server.holds(PATH, metadata);
      server.next(
          "PATCH", PATH, new LoopbackApi.Reply.Status(409, "Conflict", "it has been modified"));
      Outbox more =
          new Outbox(failed.pending(), NotifiedState.EMPTY.with("on-y", entry.due()), Threads.NONE);
      assertThat(kept.keep(WEB, more, Optional.empty())).isInstanceOf(Keeping.Kept.class);
    }
  }
}
