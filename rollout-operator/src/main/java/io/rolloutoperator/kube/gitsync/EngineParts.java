package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.api.gitsync.GitSyncStatus;
import io.rolloutoperator.gitsync.frontend.own.FrontEndSettings;
import io.rolloutoperator.gitsync.kustomize.FolderRenderer;
import io.rolloutoperator.gitsync.plan.ObjectMarks;
import io.rolloutoperator.gitsync.plan.OwnershipMerge;
import io.rolloutoperator.gitsync.plan.SyncPlanner;
import io.rolloutoperator.gitsync.render.PlainOptions;
import io.rolloutoperator.gitsync.render.RenderLimits;
import io.rolloutoperator.gitsync.render.Renderer;
import io.rolloutoperator.gitsync.source.remote.GitLimits;
import io.rolloutoperator.gitsync.source.remote.GitSettings;
import io.rolloutoperator.gitsync.unit.RepositoryUrl.PlainHttp;
import io.rolloutoperator.gitsync.unit.SyncUnit;
import io.rolloutoperator.gitsync.unit.UnitId;
import io.rolloutoperator.gitsync.writeback.forge.ForgeHttp;
import io.rolloutoperator.gitsync.writeback.forge.Forges;
import io.rolloutoperator.kube.runtime.ControllerContext;
import io.rolloutoperator.kube.runtime.GitSyncSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What the engine is made of.
 *
 * @param farewell deletes what a deleted unit leaves
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
    UnitStates states = new UnitStates(renderers);
    Sources sources = new Sources(new SourceNews(states::concerns, wakes::wake));
    Repositories repositories =
        new Repositories(
            sources,
            new GitSettings(GitLimits.defaults(), egress, meter),
            settings.allowances().plainHttp() ? PlainHttp.ALLOWED : PlainHttp.REFUSED,
            settings.directory());
    PushTargets targets = new PushTargets(repositories);
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
    ClusterReader reader =
        new ClusterReader(new Watches(accounts::clients, new WakingListener(wakes)));
    InventoryStorage inventories = new InventoryStorage();
    Handovers handovers = new Handovers(units, frontEnd, accounts, new UnitRenderer(renderers));
    SyncPass pass =
        new SyncPass(
            repositories,
            new SyncSnapshotReader(
                reader,
                new SyncSnapshotReader.Surroundings(
                    inventories, new DependencyReader(units), handovers),
                meter,
                settings.installation()),
            planner,
            new SyncPass.PassTools(
                inventories,
                new NewestCommit(sources),
                accounts,
                new SyncEvents(events),
                meter,
                writeBacks));
    Finalizer finalizer = new Finalizer(context.api());
    return new EngineParts(
        accounts,
        wakes,
        sources,
        pass,
        new FarewellPass(reader, planner, inventories, finalizer, settings.installation()),
        finalizer,
        new ReleaseRequests(context.api()),
        writeBacks,
        meter,
        new ReadyEvents(events),
        states,
        handovers,
        settings.installation());
  }

  private static SyncPlanner planner(ControllerContext context, GitSyncSettings settings) {
    return new SyncPlanner(
        new OwnershipMerge(List.of()),
        settings.allowances().self()
            ? Set.of()
            : OwnObjects.in(context.settings().analysis().ownNamespace()));
  }

  private static Renderer renderer(SyncUnit unit, GitSyncSettings settings) {
    return new FolderRenderer(
        new PlainOptions(unit.repository().ignore(), settings.allowances().plainSecrets()),
        RenderLimits.DEFAULT);
  }

  /** Before each pass: who is woken by what, and what a person asked for. */
  void begin(PassSubject subject, GitSyncStatus status) {
    UnitId id = subject.unit().id();
    wakes.register(id.label(installation), id);
    String request = subject.requests().reconcileRequestedAt();
    if (!request.isEmpty() && !request.equals(status.lastHandledReconcileAt())) {
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

  /** Objects wake the unit whose label they have. */
  private record WakingListener(UnitWakes wakes) implements WatchedObjects.Listener {
    @Override
    public void changed(WatchedObjects.Scope scope, String name, Map<String, String> labels) {
      String label = labels.getOrDefault(ObjectMarks.SYNC_LABEL, "");
      wakes.owner(label).ifPresent(wakes::wake);
    }

    @Override
    public void refused(String account) {
      wakes.wakeAll(Account.namespace(account));
    }
  }
}
