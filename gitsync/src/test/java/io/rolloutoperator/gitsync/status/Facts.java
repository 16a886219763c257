package io.rolloutoperator.gitsync.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.Decoder;
import io.rolloutoperator.api.gitsync.GitSyncStatus;
import io.rolloutoperator.gitsync.frontend.own.FrontEndSettings;
import io.rolloutoperator.gitsync.frontend.own.GitSyncFrontEnd;
import io.rolloutoperator.gitsync.frontend.own.UnitResult;
import io.rolloutoperator.gitsync.health.Health;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.DesiredState;
import io.rolloutoperator.gitsync.plan.Inventory;
import io.rolloutoperator.gitsync.plan.InventoryEntry;
import io.rolloutoperator.gitsync.plan.QuarantineEntry;
import io.rolloutoperator.gitsync.source.Revision;
import io.rolloutoperator.gitsync.unit.SyncUnit;
import io.rolloutoperator.testkit.cluster.Json;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Values that tests of the status begin with. */
final class Facts {

  static final Instant T0 = Instant.parse("2026-01-02T03:04:05Z");
  static final Revision GOOD = new Revision("main", "1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d");
  static final Revision BAD = new Revision("main", "bad0000000000000000000000000000000000bad");
  static final DesiredState GOOD_STATE = new DesiredState(GOOD, "d1");
  static final DesiredState BAD_STATE = new DesiredState(BAD, "d2");
  static final ObjectId ROLLOUT = new ObjectId("argoproj.io", "Rollout", "shop", "my-app");
  static final ObjectId SERVICE = new ObjectId("", "Service", "shop", "my-app");
  static final ObjectId ROLE = new ObjectId("rbac.authorization.k8s.io", "ClusterRole", "", "a_b");

  private Facts() {}

  /** GitSync shop/my-app with the least spec. */
  static SyncUnit unit() {
    ObjectNode object =
        Json.yaml(
                "{kind: GitSync, metadata: {name: my-app, namespace: shop}, spec: {repo: {url: 'https://git.example.org/a'}}}")
            .getFirst();
    return switch (GitSyncFrontEnd.toUnit(object, FrontEndSettings.DEFAULT)) {
      case UnitResult.Accepted accepted -> accepted.unit();
      case UnitResult.Invalid(List<String> messages) -> throw new AssertionError(messages);
    };
  }

  static SyncOutcomeBuilder known() {
    return SyncOutcome.of(3, 10);
  }

  static Health health(Health.State state, String message) {
    return new Health(state, message, Optional.empty());
  }

  static StoredInventory inventory(ObjectId... objects) {
    return new StoredInventory.InStatus(
        Inventory.of(Arrays.stream(objects).map(id -> new InventoryEntry(id, "v1")).toList()));
  }

  static QuarantineEntry quarantined(QuarantineEntry.State state) {
    return quarantined("5d8f9c6b7", T0, state);
  }

  static QuarantineEntry quarantined(String hash, Instant since, QuarantineEntry.State state) {
    return new QuarantineEntry(
        ROLLOUT,
        hash,
        "7c6b5d8f9",
        BAD,
        List.of("registry/my-app:v2"),
        since,
        "metric success-rate failed",
        state);
  }

  static GitSyncStatus decoded(JsonNode status) {
    return switch (Decoder.decode(status, GitSyncStatus.class, "status")) {
      case Decoded.Valid<GitSyncStatus>(GitSyncStatus value) -> value;
      case Decoded.Malformed<GitSyncStatus> malformed ->
          throw new AssertionError(malformed.message());
    };
  }

  /** What is stored and read again after a projection. */
  static GitSyncStatus after(GitSyncStatus before, SyncOutcome outcome, Instant now) {
    return decoded(stored(SyncStatusProjection.project(before, outcome, now)));
  }

  /** As it comes back from the API server. */
  static ObjectNode stored(ObjectNode status) {
    return (ObjectNode) Json.parse(status.toString());
  }

  /** A status after a first pass in which all went well. */
  static GitSyncStatus settled() {
    return after(GitSyncStatus.EMPTY, Stories.allWell(), T0);
  }
}
