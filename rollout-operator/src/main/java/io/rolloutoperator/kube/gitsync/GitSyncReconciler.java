package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.rolloutoperator.api.GitSync;
import io.rolloutoperator.gitsync.frontend.own.GitSyncFrontEnd;
import io.rolloutoperator.gitsync.unit.UnitId;
import io.rolloutoperator.kube.fence.ObjectKey;
import io.rolloutoperator.kube.pass.Conflicts;
import io.rolloutoperator.kube.pass.Failures;
import io.rolloutoperator.kube.runtime.ControllerContext;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reconciles GitSyncs: the entry from the framework, which gives caches, queues and triggers. */
public final class GitSyncReconciler implements Reconciler<GitSync> {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ControllerContext context;
  private final Failures failures = new Failures();
  private final Conflicts conflicts = new Conflicts();
  private @Nullable Supplier<GitSyncEngine> wired;
  private @Nullable GitSyncEngine engine;

  /** Makes no request. */
  public GitSyncReconciler(ControllerContext context) {
    this.context = context;
  }

  @Override
  public List<EventSource<?, GitSync>> prepareEventSources(EventSourceContext<GitSync> sources) {
    UnitWakes wakes = new UnitWakes();
    wired = () -> GitSyncEngine.of(context, wakes, new CachedUnits(sources.getPrimaryCache()));
    return List.of(wakes);
  }

  private record CachedUnits(IndexerResourceCache<GitSync> cache) implements StoredUnits {
    @Override
    public Optional<ObjectNode> find(String namespace, String name) {
      return cache.get(new ResourceID(name, namespace)).map(GitSyncReconciler::tree);
    }

    @Override
    public Stream<ObjectNode> following(String url) {
      return cache.list(gitSync -> follows(gitSync, url)).map(GitSyncReconciler::tree);
    }

    private static boolean follows(GitSync gitSync, String url) {
      JsonNode spec = gitSync.getSpec();
      return spec != null && spec.at("/repo/url").asText().equals(url);
    }
  }

  @Override
  public UpdateControl<GitSync> reconcile(GitSync gitSync, Context<GitSync> framework) {
    ObjectKey key = ObjectKey.of(gitSync);
    if (framework.isPrimaryResourceDeleted()) {
      failures.forget(key);
      conflicts.forget(key);
      context.syncs().gone(gitSync.getMetadata().getUid());
      engine().forget(new UnitId(GitSyncFrontEnd.KIND, key.namespace(), key.name()));
      return UpdateControl.noUpdate();
    }
    return UpdateControl.<GitSync>noUpdate()
        .rescheduleAfter(Math.max(1, pause(key, engine().run(tree(gitSync))).toMillis()));
  }

  private Duration pause(ObjectKey key, PassEnd end) {
    return switch (end) {
      case PassEnd.Settled(Duration again) -> {
        failures.forget(key);
        conflicts.forget(key);
        yield again;
      }
      case PassEnd.Waiting(Duration again) -> again;
      case PassEnd.Repeat _ -> conflicts.pauseAfter(key);
      case PassEnd.Postponed(String why, Duration asked) -> {
        Duration growing = failures.pauseAfter(key, why);
        yield asked.compareTo(growing) > 0 ? asked : growing;
      }
      case PassEnd.Failed(String why) -> failures.pauseAfter(key, why);
    };
  }

  /** Made for the first GitSync: Git, HTTP and the rest cost memory that not everybody needs. */
  private synchronized GitSyncEngine engine() {
    GitSyncEngine made = engine;
    if (made == null) {
      made = Objects.requireNonNull(wired, "no event sources").get();
      engine = made;
    }
    return made;
  }

  private static ObjectNode tree(GitSync gitSync) {
    return JSON.valueToTree(gitSync);
  }
}
