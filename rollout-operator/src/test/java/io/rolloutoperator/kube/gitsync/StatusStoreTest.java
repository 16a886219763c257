package io.rolloutoperator.kube.gitsync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.frontend.own.FrontEndSettings;
import io.rolloutoperator.gitsync.frontend.own.GitSyncFrontEnd;
import io.rolloutoperator.gitsync.frontend.own.UnitRequests;
import io.rolloutoperator.gitsync.frontend.own.UnitResult;
import io.rolloutoperator.gitsync.plan.DesiredState;
import io.rolloutoperator.gitsync.plan.FullCheck;
import io.rolloutoperator.gitsync.plan.Inventory;
import io.rolloutoperator.gitsync.source.Revision;
import io.rolloutoperator.gitsync.status.StoredInventory;
import io.rolloutoperator.gitsync.status.SyncOutcome;
import io.rolloutoperator.kube.client.Discovery;
import io.rolloutoperator.kube.rollout.LoopbackApi;
import io.rolloutoperator.testkit.cluster.Json;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class StatusStoreTest {
  private static final Revision BEGUN = new Revision("main", "a".repeat(40));
  private static final Revision WAITS = new Revision("main", "b".repeat(40));

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  /** The version that the server answers with, whatever it is sent. */
  private static final String SAME = "100";

  @AutoClose private final LoopbackApi server = new LoopbackApi();
  private final UnitState state =
      new UnitState(
          new UnitRenderer(
              _ -> {
                throw new AssertionError("nothing is rendered");
              },
              "test"),
          FullCheck.NONE);

  /** What it lists may be of the commit before, if the one that is worked on waits. */
  @Test
  void theListOfObjectsSaysNothingOfTheCommitThatIsWorkedOn() {
    ObjectNode object =
        Json.yaml(
                """
                kind: GitSync
                metadata: {name: app, namespace: shop, generation: 1, resourceVersion: '7'}
                spec: {repo: {url: 'https://git.example.org/a'}}
                status: {observedGeneration: 1, lastAttemptedRevision: '%s'}
                """
                    .formatted(WAITS))
            .getFirst();
    var _ =
        new StatusStore(server.api(), state, object)
            .inventory(subject(object))
            .write(new StoredInventory.InStatus(Inventory.EMPTY), new DesiredState(BEGUN, "d1"));

    assertThat(server.writes().getFirst().body().path("status").path("lastBegunRevision").asText())
        .isEqualTo(BEGUN.toString());
    assertThat(server.writes().getFirst().body().path("status").has("lastAttemptedRevision"))
        .isFalse();
  }

  @Test
  void whatTheServerDropsIsSentOnceForEachVersionOfTheObject() {
    assertThat(writes(SAME, "one")).isEqualTo(1);
    assertThat(writes(SAME, "one")).isZero();
    assertThat(writes(SAME, "two")).as("another change").isEqualTo(1);
    assertThat(writes("99", "two")).as("another version of the object").isEqualTo(1);
  }

  @Test
  void whatTheServerTakesIsSentAgainIfItIsNotThere() {
    assertThat(writes("99", "one")).isEqualTo(1);
    assertThat(writes("99", "one")).isEqualTo(1);
  }

  private int writes(String version, String handledRequest) {
    ObjectNode object =
        Json.yaml(
                "metadata: {namespace: shop, name: web, resourceVersion: '%s'}".formatted(version))
            .getFirst();
    SyncOutcome outcome = SyncOutcome.of(1, 5).handledRequest(handledRequest).build();
    int before = server.writes().size();
    var _ = new StatusStore(server.api(), state, object).write(outcome, NOW);
    return server.writes().size() - before;
  }

  private PassSubject subject(ObjectNode object) {
    Account account = new Account("test", server.api(), new PassKinds(new Discovery(server.api())));
    return switch (GitSyncFrontEnd.toUnit(object, FrontEndSettings.DEFAULT)) {
      case UnitResult.Accepted accepted ->
          new PassSubject(
              object,
              accepted.unit(),
              account,
              List.of(),
              UnitRequests.of(object),
              state,
              Instant.EPOCH);
      case UnitResult.Invalid(List<String> messages) -> throw new AssertionError(messages);
    };
  }
}
