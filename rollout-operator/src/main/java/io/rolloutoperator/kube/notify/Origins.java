package io.rolloutoperator.kube.notify;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.gitsync.plan.ObjectMarks;
import io.rolloutoperator.gitsync.writeback.forge.ForgeUrl;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.client.ObjectApi;
import io.rolloutoperator.kube.objects.Kinds;
import io.rolloutoperator.notify.message.Origin;
import io.rolloutoperator.notify.message.SyncState;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds out which commit a Rollout comes from: the one that its GitSync applied last. Asked when a
 * message is made, since aborts and promotions are rare and GitSyncs write no commit into Rollouts,
 * which would be a write for each commit that changes nothing of them.
 */
record Origins(ObjectApi api) {

  /** {@code GitSync/<namespace>/<name>}. */
  private static final int OWNER_PARTS = 3;

  /** Where a Rollout comes from; unknown if no GitSync has it. */
  Origin of(JsonNode rollout) {
    JsonNode metadata = rollout.path("metadata");
    String owner = metadata.path("annotations").path(ObjectMarks.SYNC_OWNER).asText();
    List<String> parts = List.of(owner.split("/", -1));
    if (parts.size() != OWNER_PARTS || !parts.getFirst().equals(Kinds.GIT_SYNC.kind())) {
      return Origin.UNKNOWN;
    }
    return api.get(Kinds.GIT_SYNC, parts.get(1), parts.get(2))
                instanceof ApiAnswer.Done(JsonNode gitSync)
            && has(gitSync, metadata)
        ? applied(gitSync)
        : Origin.UNKNOWN;
  }

  /** Anybody may write the annotation; nobody is told of commits of others by it. */
  private static boolean has(JsonNode gitSync, JsonNode rollout) {
    String namespace = rollout.path("namespace").asText();
    String id =
        String.join(
            "_",
            namespace,
            rollout.path("name").asText(),
            Kinds.ROLLOUT.group(),
            Kinds.ROLLOUT.kind());
    boolean isNear = gitSync.at("/metadata/namespace").asText().equals(namespace);
    return isNear
        || gitSync
            .at("/status/inventory/entries")
            .valueStream()
            .anyMatch(entry -> entry.path("id").asText().equals(id));
  }

  /**
   * The status may name the first commit as begun only, while its objects are there already; one of
   * an earlier version of the operator as attempted only.
   */
  private static Origin applied(JsonNode gitSync) {
    JsonNode status = gitSync.path("status");
    String commit =
        Stream.of("lastAppliedRevision", "lastBegunRevision", "lastAttemptedRevision")
            .map(field -> SyncState.commit(status.path(field).asText()))
            .filter(named -> !named.isEmpty())
            .findFirst()
            .orElse("");
    return new Origin(commit, page(gitSync, commit));
  }

  /** The page of a commit at the forge of a GitSync; empty if it is none that is known. */
  static String page(JsonNode gitSync, String commit) {
    return commit.isEmpty()
        ? ""
        : ForgeUrl.of(
                gitSync.at("/spec/repo/url").asText(),
                gitSync.at("/spec/writeBack/provider").asText())
            .commit(commit);
  }
}
