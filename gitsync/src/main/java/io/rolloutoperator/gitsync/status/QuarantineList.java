package io.rolloutoperator.gitsync.status;

import io.rolloutoperator.api.OneLine;
import io.rolloutoperator.api.gitsync.GitSyncCommitLink;
import io.rolloutoperator.api.gitsync.GitSyncStatus;
import io.rolloutoperator.api.gitsync.QuarantinedRevision;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.QuarantineEntry;
import io.rolloutoperator.gitsync.source.Revision;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Releases in quarantine, in both directions: this list outlives every restart. */
final class QuarantineList {

  private static final int MOST = 20;

  private QuarantineList() {}

  static List<QuarantinedRevision> of(GitSyncStatus before, SyncOutcome outcome) {
    List<UndoneRelease> undone = outcome.undone().orElse(List.of());
    return outcome
        .quarantine()
        .map(entries -> limited(entries).stream().map(e -> of(e, before)).toList())
        .orElse(before.quarantinedRevisions())
        .stream()
        .map(entry -> linked(entry, undone))
        .toList();
  }

  /** If there are too many, those go first that forbid least, the oldest first. */
  private static List<QuarantineEntry> limited(List<QuarantineEntry> entries) {
    Set<QuarantineEntry> kept =
        entries.stream()
            .sorted(
                Comparator.comparing(QuarantineEntry::state)
                    .thenComparing(QuarantineEntry::since, Comparator.reverseOrder()))
            .limit(MOST)
            .collect(Collectors.toSet());
    return entries.stream().filter(kept::contains).toList();
  }

  private static QuarantinedRevision of(QuarantineEntry entry, GitSyncStatus before) {
    String object = entry.object().inventoryId();
    String revision = entry.revision().commit().isEmpty() ? "" : entry.revision().toString();
    Optional<GitSyncCommitLink> link =
        before.quarantinedRevisions().stream()
            .filter(
                known ->
                    known.object().equals(object)
                        && known.templateHash().equals(entry.templateHash())
                        && known.revision().equals(revision))
            .flatMap(known -> Optional.ofNullable(known.writeBack()).stream())
            .findFirst();
    return new QuarantinedRevision(
        object,
        entry.templateHash(),
        entry.stableHash(),
        revision,
        entry.images(),
        entry.since(),
        OneLine.of(entry.message()),
        text(entry.state()),
        link.orElse(null));
  }

  private static QuarantinedRevision linked(QuarantinedRevision entry, List<UndoneRelease> undone) {
    return undone.stream()
        .filter(
            release ->
                release.rollout().inventoryId().equals(entry.object())
                    && release.templateHash().equals(entry.templateHash())
                    && release.undone().toString().equals(entry.revision()))
        .findFirst()
        .map(release -> with(entry, link(release)))
        .orElse(entry);
  }

  private static GitSyncCommitLink link(UndoneRelease release) {
    return new GitSyncCommitLink(release.kind().text(), release.commit(), release.url());
  }

  private static QuarantinedRevision with(QuarantinedRevision entry, GitSyncCommitLink link) {
    return new QuarantinedRevision(
        entry.object(),
        entry.templateHash(),
        entry.stableHash(),
        entry.revision(),
        entry.images(),
        entry.since(),
        entry.message(),
        entry.state(),
        link);
  }

  /** Nothing if the entry does not say which Rollout it is about. */
  static Optional<QuarantineEntry> read(QuarantinedRevision entry) {
    return ObjectId.ofInventoryId(entry.object())
        .map(
            object ->
                new QuarantineEntry(
                    object,
                    entry.templateHash(),
                    entry.stableHash(),
                    RecordedStatus.revision(entry.revision()).orElse(new Revision("", "")),
                    entry.images(),
                    since(entry.since()),
                    entry.message(),
                    state(entry.state())));
  }

  private static String text(QuarantineEntry.State state) {
    return switch (state) {
      case HOLDING -> "";
      case BARS_IMAGES -> QuarantinedRevision.BARS_IMAGES;
      case RELEASED -> QuarantinedRevision.RELEASED;
    };
  }

  private static QuarantineEntry.State state(String text) {
    if (QuarantinedRevision.holds(text)) {
      return QuarantineEntry.State.HOLDING;
    }
    return text.equals(QuarantinedRevision.RELEASED)
        ? QuarantineEntry.State.RELEASED
        : QuarantineEntry.State.BARS_IMAGES;
  }

  private static Instant since(@Nullable Instant since) {
    return since == null ? Instant.EPOCH : since;
  }
}
