package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.ClusterView;
import io.rolloutoperator.gitsync.plan.Commit;
import io.rolloutoperator.gitsync.plan.DesiredState;
import io.rolloutoperator.gitsync.plan.Handover;
import io.rolloutoperator.gitsync.plan.HealthyTemplates;
import io.rolloutoperator.gitsync.plan.Inventory;
import io.rolloutoperator.gitsync.plan.InventoryEntry;
import io.rolloutoperator.gitsync.plan.SyncFacts;
import io.rolloutoperator.gitsync.plan.SyncSnapshot;
import io.rolloutoperator.gitsync.render.RenderResult;
import io.rolloutoperator.gitsync.source.CommitTree;
import io.rolloutoperator.gitsync.status.RecordedStatus;
import io.rolloutoperator.kube.metrics.GitSyncMetrics.Phase;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Gathers what a plan is made of: the commit, what was recorded, and what the cluster has. */
final class SyncSnapshotReader {

  private final ClusterReader reader;
  private final InventoryReader inventories;
  private final DependencyReader dependencies;
  private final SyncMeter meter;
  private final Handovers handovers;
  private final String installation;

  /**
   * What is read beside the cluster.
   *
   * @param inventories what the unit has made
   * @param dependencies whom it waits for
   * @param handovers what moves between it and others
   */
  record Surroundings(
      InventoryReader inventories, DependencyReader dependencies, Handovers handovers) {}

  /**
   * Makes no request.
   *
   * @param installation tells this installation's objects from those of others
   */
  SyncSnapshotReader(
      ClusterReader reader, Surroundings surroundings, SyncMeter meter, String installation) {
    this.reader = reader;
    this.inventories = surroundings.inventories();
    this.dependencies = surroundings.dependencies();
    this.handovers = surroundings.handovers();
    this.meter = meter;
    this.installation = installation;
  }

  /**
   * A rendered commit, with what its history means for pruning.
   *
   * @param digest of the rendering
   */
  static Commit commit(
      StatusStore statuses,
      FollowedSource source,
      SourceState.At at,
      RenderResult.Rendered rendered,
      String digest) {
    boolean rewritten =
        new RecordedStatus(statuses.status())
            .lineage()
            .filter(before -> source.rewrittenSince(before, at.revision()))
            .isPresent();
    return new Commit(
        new DesiredState(at.revision(), digest), rendered.manifests(), rendered.notes(), rewritten);
  }

  /**
   * Reads everything.
   *
   * @throws UnansweredException if something could not be read; it may exist
   * @throws ForbiddenException if the account lacks a right to read
   * @throws OutdatedException if there is another commit by now
   */
  SyncSnapshot read(
      PassSubject subject, StatusStore statuses, FollowedSource source, Commit commit) {
    RecordedStatus recorded = new RecordedStatus(statuses.status());
    Inventory inventory =
        inventories.read(subject.account(), subject.unit().id(), recorded.inventory());
    LiveReader.Question question = question(subject, commit, inventory);
    ClusterView cluster = meter.timed(Phase.READ, () -> reader.read(question));
    SyncFacts facts =
        new SyncFacts(
            inventory,
            recorded.begun(),
            recorded.appliedState(subject.generation()),
            subject.state().applied().all(),
            recorded.quarantine(),
            subject.requests().commands(),
            dependencies.unmet(subject.unit(), commit.revision()),
            true,
            subject.state().check().isDue(subject.now(), subject.requests().reconcileRequestedAt()),
            subject.state().fights().heldBack(subject.now()),
            handover(subject, source, commit, inventory, cluster));
    return new SyncSnapshot(
        subject.unit(),
        installation,
        commit,
        HealthyTemplates.addedTo(cluster, facts, () -> healthy(subject, recorded, source)),
        facts,
        subject.now());
  }

  /**
   * Reads objects whole of which a snapshot has only the metadata.
   *
   * @throws UnansweredException if one could not be read; it may exist
   * @throws ForbiddenException if the account lacks the right to read it
   */
  SyncSnapshot whole(PassSubject subject, SyncSnapshot snapshot, Set<ObjectId> ids) {
    LiveReader.Question question =
        question(subject, snapshot.commit(), snapshot.facts().inventory());
    return snapshot.with(
        meter.timed(Phase.READ, () -> reader.whole(question, snapshot.cluster(), ids)));
  }

  private static LiveReader.Question question(
      PassSubject subject, Commit commit, Inventory inventory) {
    return new LiveReader.Question(
        subject.account(),
        subject.unit().destination(),
        commit.manifests(),
        inventory,
        new LiveReader.Memory(subject.state().applied(), subject.state().presumptions()));
  }

  private Handover handover(
      PassSubject subject,
      FollowedSource source,
      Commit commit,
      Inventory inventory,
      ClusterView cluster) {
    Set<ObjectId> wanted =
        commit.manifests().stream().map(Manifest::id).collect(Collectors.toSet());
    List<ObjectId> leaving =
        inventory.entries().stream()
            .map(InventoryEntry::id)
            .filter(id -> !wanted.contains(id))
            .toList();
    return handovers.of(
        new Handovers.Question(
            subject.unit(),
            installation,
            commit.revision(),
            tree(source, commit),
            leaving,
            cluster.live()));
  }

  private static CommitTree tree(FollowedSource source, Commit commit) {
    if (source.state() instanceof SourceState.At at && at.revision().equals(commit.revision())) {
      return at.tree();
    }
    throw new OutdatedException("a newer commit is there");
  }

  /** The objects of the last healthy commit, if they can still be had. */
  private static List<Manifest> healthy(
      PassSubject subject, RecordedStatus recorded, FollowedSource source) {
    return recorded
        .healthy()
        .flatMap(
            revision ->
                source
                    .mirror()
                    .tree(revision.commit())
                    .map(
                        tree ->
                            subject
                                .state()
                                .renderer()
                                .fresh(subject.unit(), revision, tree, subject.account())))
        .filter(RenderResult.Rendered.class::isInstance)
        .map(result -> ((RenderResult.Rendered) result).manifests())
        .orElse(List.of());
  }
}
