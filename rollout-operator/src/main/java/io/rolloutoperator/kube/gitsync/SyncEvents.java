package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.gitsync.GitSyncCommitLink;
import io.rolloutoperator.api.gitsync.GitSyncStatus;
import io.rolloutoperator.api.gitsync.QuarantinedRevision;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.QuarantineEntry;
import io.rolloutoperator.gitsync.source.Revision;
import io.rolloutoperator.gitsync.status.PassFindings;
import io.rolloutoperator.gitsync.status.WrittenObjects;
import java.util.List;

/** Tells as Events of the GitSync what passes did. */
final class SyncEvents {
  private static final int MOST_NAMES = 5;

  private final UnitEvents events;

  SyncEvents(UnitEvents events) {
    this.events = events;
  }

  /** Tells what one pass did; nothing if it wrote nothing. */
  void tell(ObjectNode unit, PassFindings findings, List<DriftFights.Begun> fights) {
    String revision = findings.revision().toString();
    fights.forEach(fight -> events.warning(unit, revision, "DriftFight", text(fight)));
    WrittenObjects written = findings.written();
    tell(unit, findings, "Applied", written.applied());
    tell(unit, findings, "DriftCorrected", written.repaired());
    tell(unit, findings, "Pruned", written.pruned());
    findings.plan().quarantine().stream()
        .filter(QuarantineEntry::holds)
        .filter(entry -> isNew(findings, entry))
        .forEach(
            entry ->
                events.warning(unit, entry.revision().toString(), "RolloutAborted", entry.text()));
  }

  private void tell(ObjectNode unit, PassFindings findings, String reason, List<ObjectId> objects) {
    if (!objects.isEmpty()) {
      events.normal(
          unit,
          findings.revision().toString(),
          reason,
          "%s: %s".formatted(findings.revision().shortText(), names(objects)));
    }
  }

  /** Tells what was undone in Git, once the status names the commit. */
  void tellUndone(ObjectNode unit, PassFindings findings, GitSyncStatus after) {
    var before = findings.before().quarantinedRevisions();
    for (QuarantinedRevision entry : after.quarantinedRevisions()) {
      GitSyncCommitLink link = entry.writeBack();
      if (link != null && before.stream().noneMatch(known -> link.equals(known.writeBack()))) {
        events.normal(unit, entry.revision(), "RolledBackInGit", undone(entry, link));
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

  private static String names(List<ObjectId> ids) {
    String shown =
        String.join(", ", ids.stream().limit(MOST_NAMES).map(ObjectId::toString).toList());
    int more = ids.size() - MOST_NAMES;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }
}
