package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.api.gitsync.GitSyncStatus;
import io.rolloutoperator.gitsync.frontend.own.FrontEndSettings;
import io.rolloutoperator.gitsync.kustomize.FolderRenderer;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.ObjectMarks;
import io.rolloutoperator.gitsync.plan.OwnershipMerge;
import io.rolloutoperator.gitsync.plan.SyncPlanner;
import io.rolloutoperator.gitsync.render.PlainOptions;
import io.rolloutoperator.gitsync.render.Renderer;
import io.rolloutoperator.gitsync.source.remote.GitSettings;
import io.rolloutoperator.gitsync.unit.RepositoryUrl.PlainHttp;
import io.rolloutoperator.gitsync.unit.SyncUnit;
import io.rolloutoperator.gitsync.unit.UnitId;
import io.rolloutoperator.gitsync.writeback.forge.ForgeHttp;
import io.rolloutoperator.gitsync.writeback.forge.Forges;
import io.rolloutoperator.kube.runtime.ControllerContext;
import io.rolloutoperator.kube.runtime.GitSyncSettings;
import io.rolloutoperator.kube.runtime.SyncListener;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * What the engine is made of.
 *
 * @param farewell deletes what a deleted unit leaves
 * @param listener is shown units after each pass
 */
record EngineParts(
    Accounts accounts,
    UnitWakes wakes,
    Sources sources,
    SyncPass pass,
    FarewellPass farewell,
    Finalizer finalizer,
    ReleaseRequests releases,
    WriteBacks writeBacks,
    SyncMeter meter,
    ReadyEvents events,
    SyncListener listener,
    UnitStates states,
    Handovers handovers,
    String installation) {

  private static final Duration FORGE_TIMEOUT = Duration.ofSeconds(30);

  /** Wires everything; makes no request. */
  static EngineParts of(
      ControllerContext context, UnitWakes wakes, StoredUnits units, FrontEndSettings frontEnd) {
    GitSyncSettings settings = context.settings().gitSync();
    GitEgress egress = new GitEgress(settings, context.settings().analysis().ownNamespace());
    SyncMeter meter = new SyncMeter(context.metrics());
    UnitEvents events = new UnitEvents(context.events());
    Accounts accounts = new Accounts(context.clients(), settings.lockdown());
    Function<SyncUnit, Renderer> renderers = unit -> meter.counted(renderer(unit, settings));
    UnitStates states = new UnitStates(renderers, settings.installation());
    Sources sources =
        new Sources(
            new SourceNews(states::concerns, wakes::wake, context.metrics().queues()::idle));
    Repositories repositories =
        new Repositories(
            sources,
            new GitSettings(settings.limits().repository(), egress, meter),
            settings.allowances().plainHttp() ? PlainHttp.ALLOWED : PlainHttp.REFUSED,
            settings.directory());
    GitFence fence = new GitFence(context.clients()::permit);
    PushTargets targets = new PushTargets(repositories, fence);
    WriteBacks writeBacks =
        new WriteBacks(
            new RevertRunner(
                targets,
                new Forges(ForgeHttp.of(egress, FORGE_TIMEOUT)),
                renderers,
                settings.installation()),
            targets,
            meter,
            unit -> {
              sources.pollNow(unit);
              wakes.wake(unit);
            });
    SyncPlanner planner = planner(context, settings);
    Watches watches = new Watches(accounts::clients, new WakingListener(wakes, states));
    InventoryReader inventories = new InventoryReader();
    Handovers handovers =
        new Handovers(
            units, frontEnd, accounts, new UnitRenderer(renderers, settings.installation()));
    CommitSync commits =
        new CommitSync(
            new SyncSnapshotReader(
                new ClusterReader(watches),
                new SyncSnapshotReader.Surroundings(
                    inventories, new DependencyReader(units), handovers),
                meter,
                settings.installation()),
            planner,
            new NewestCommit(sources),
            new CommitSync.Tellers(accounts, new SyncEvents(events), meter, writeBacks));
    Finalizer finalizer = new Finalizer(context.api());
    return new EngineParts(
        accounts,
        wakes,
        sources,
        new SyncPass(repositories, commits, accounts, meter),
        new FarewellPass(
            new LiveReader(watches), planner, inventories, finalizer, settings.installation()),
        finalizer,
        new ReleaseRequests(context.api()),
        writeBacks,
        meter,
        new ReadyEvents(events),
        context.syncs(),
        states,
        handovers,
        settings.installation());
  }

  private static SyncPlanner planner(ControllerContext context, GitSyncSettings settings) {
    return new SyncPlanner(
        new OwnershipMerge(List.of()),
        OwnObjects.refused(settings, context.settings().analysis().ownNamespace()));
  }

  private static Renderer renderer(SyncUnit unit, GitSyncSettings settings) {
    return new FolderRenderer(
        new PlainOptions(unit.repository().ignore(), settings.allowances().plainSecrets()),
        settings.limits().unit(),
        settings.kustomize());
  }

  /** Before each pass: who is woken by what, and what a person asked for. */
  void begin(PassSubject subject, GitSyncStatus status) {
    UnitId id = subject.unit().id();
    wakes.register(id.label(installation), id);
    String request = subject.requests().reconcileRequestedAt();
    if (!request.isEmpty()
        && !request.equals(status.lastHandledReconcileAt())
        && sources.state(id).isPresent()
        && states.of(id).isNew(request)) {
      sources.pollNow(id);
    }
  }

  /** A unit is gone. */
  void forget(UnitId unit) {
    states.forget(unit);
    handovers.forget(unit);
    sources.forget(unit);
    writeBacks.forget(unit);
    meter.forget(unit);
    wakes.forget(unit.label(installation));
  }

  /** Objects wake the unit whose label they have, unless it was the unit that changed them. */
  private record WakingListener(UnitWakes wakes, UnitStates states)
      implements WatchedObjects.Listener {
    @Override
    public void changed(WatchedObjects.Scope scope, WatchedObjects.Change change) {
      ObjectId id =
          new ObjectId(
              scope.resource().group(), scope.resource().kind(), scope.namespace(), change.name());
      wakes
          .owner(change.labels().getOrDefault(ObjectMarks.SYNC_LABEL, ""))
          .filter(unit -> !states.of(unit).applied().isEcho(id, change.resourceVersion()))
          .ifPresent(wakes::wake);
    }

    @Override
    public void refused(String account) {
      wakes.wakeAll(Account.namespace(account));
    }
  }
}
