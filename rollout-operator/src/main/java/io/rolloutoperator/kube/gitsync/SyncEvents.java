package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.gitsync.GitSyncCommitLink;
import io.rolloutoperator.api.gitsync.GitSyncStatus;
import io.rolloutoperator.api.gitsync.QuarantinedRevision;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.QuarantineEntry;
import io.rolloutoperator.gitsync.plan.SyncAction;
import io.rolloutoperator.gitsync.source.Revision;
import io.rolloutoperator.kube.events.EventSink;
import io.rolloutoperator.kube.events.EventType;
import io.rolloutoperator.kube.events.ObjectReference;
import java.util.ArrayList;
import java.util.List;

/** Tells as Events of the GitSync what passes did. */
final class SyncEvents {
  private static final int MOST_NAMES = 5;

  private final EventSink sink;

  SyncEvents(EventSink sink) {
    this.sink = sink;
  }

  /** Tells what one pass did; nothing if it wrote nothing. */
  void tell(PassFindings findings, List<DriftFights.Begun> fights) {
    fights.forEach(fight -> warning(findings.subject().object(), "DriftFight", text(fight)));
    List<ObjectId> applied = new ArrayList<>();
    List<ObjectId> pruned = new ArrayList<>();
    for (SyncAction action : findings.report().done()) {
      switch (action) {
        case SyncAction.Apply apply -> applied.add(apply.desired().id());
        case SyncAction.Recreate anew -> applied.add(anew.desired().id());
        case SyncAction.Delete delete -> pruned.add(delete.entry().id());
        case SyncAction.WriteInventory _, SyncAction.CreateNamespace _, SyncAction.Adopt _ -> {}
      }
    }
    String revision = findings.revision().shortText();
    if (!applied.isEmpty()) {
      boolean drift =
          findings.before().lastAppliedRevision().equals(findings.revision().toString());
      normal(
          findings,
          drift ? "DriftCorrected" : "Applied",
          "%s: %s".formatted(revision, names(applied)));
    }
    if (!pruned.isEmpty()) {
      normal(findings, "Pruned", "%s: %s".formatted(revision, names(pruned)));
    }
    findings.plan().quarantine().stream()
        .filter(QuarantineEntry::holds)
        .filter(entry -> isNew(findings, entry))
        .forEach(entry -> warning(findings.subject().object(), "RolloutAborted", entry.text()));
  }

  /** Tells what was undone in Git, once the status names the commit. */
  void tellUndone(PassFindings findings, GitSyncStatus after) {
    var before = findings.before().quarantinedRevisions();
    for (QuarantinedRevision entry : after.quarantinedRevisions()) {
      GitSyncCommitLink link = entry.writeBack();
      if (link != null && before.stream().noneMatch(known -> link.equals(known.writeBack()))) {
        normal(findings, "RolledBackInGit", undone(entry, link));
      }
    }
  }

  /** {@code Rollout shop/my-app: Revert 1a2b3c4 undoes main@0f1e2d3}. */
  private static String undone(QuarantinedRevision entry, GitSyncCommitLink link) {
    String object =
        ObjectId.ofInventoryId(entry.object()).map(ObjectId::toString).orElse(entry.object());
    String revision =
        entry.revision().isEmpty() ? "" : Revision.parse(entry.revision()).shortText();
    String where = link.url().isEmpty() ? new Revision("", link.commit()).shortText() : link.url();
    return "%s: %s %s undoes %s".formatted(object, link.kind(), where, revision);
  }

  private static String text(DriftFights.Begun fight) {
    return "%s is changed again and again by %s; the next repair waits %d s"
        .formatted(fight.object(), fight.other(), fight.pause().toSeconds());
  }

  private static boolean isNew(PassFindings findings, QuarantineEntry entry) {
    return findings.before().quarantinedRevisions().stream()
        .noneMatch(
            stored ->
                stored.object().equals(entry.object().inventoryId())
                    && stored.templateHash().equals(entry.templateHash()));
  }

  private void normal(PassFindings findings, String reason, String message) {
    sink.emit(reference(findings.subject().object()), EventType.NORMAL, reason, message);
  }

  private void warning(ObjectNode object, String reason, String message) {
    sink.emit(reference(object), EventType.WARNING, reason, message);
  }

  private static ObjectReference reference(ObjectNode object) {
    JsonNode metadata = object.path("metadata");
    return new ObjectReference(
        StatusStore.GIT_SYNC.apiVersion(),
        StatusStore.GIT_SYNC.kind(),
        metadata.path("namespace").asText(),
        metadata.path("name").asText(),
        metadata.path("uid").asText(),
        metadata.path("resourceVersion").asText());
  }

  private static String names(List<ObjectId> ids) {
    String shown =
        String.join(", ", ids.stream().limit(MOST_NAMES).map(ObjectId::toString).toList());
    int more = ids.size() - MOST_NAMES;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }
}
