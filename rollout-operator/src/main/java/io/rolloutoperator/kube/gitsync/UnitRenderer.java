package io.rolloutoperator.kube.gitsync;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.RenderDigest;
import io.rolloutoperator.gitsync.render.Namespacing;
import io.rolloutoperator.gitsync.render.RenderResult;
import io.rolloutoperator.gitsync.render.Renderer;
import io.rolloutoperator.gitsync.source.CommitTree;
import io.rolloutoperator.gitsync.source.Revision;
import io.rolloutoperator.gitsync.status.RetryPause;
import io.rolloutoperator.gitsync.unit.SyncUnit;
import io.rolloutoperator.kube.client.Discovery;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Renders the folder of one unit, and only when something that the last rendering looked at has
 * changed.
 */
final class UnitRenderer {

  /**
   * A rendered commit.
   *
   * @param result with the namespaces that the objects go to
   * @param digest of the objects; empty if there are none
   * @param at when it was rendered
   */
  record Rendered(SyncUnit unit, RenderResult result, String digest, Instant at) {
    /**
     * Whether it is as good as a new one. A failure may come from elsewhere than from the files.
     */
    boolean holds(Instant now) {
      return switch (result) {
        case RenderResult.Rendered _ -> true;
        case RenderResult.Failed failed ->
            failed.engine() == RenderResult.Engine.KUSTOMIZE
                && now.isBefore(at.plus(RetryPause.WHEN_STALLED));
      };
    }
  }

  private final Function<SyncUnit, Renderer> renderers;
  private final String installation;
  private final InstantSource clock;
  private volatile @Nullable Rendered last;

  /**
   * For one unit.
   *
   * @param renderers the engine for the unit as it is configured
   * @param installation keys the digests
   */
  UnitRenderer(Function<SyncUnit, Renderer> renderers, String installation) {
    this(renderers, installation, InstantSource.system());
  }

  UnitRenderer(Function<SyncUnit, Renderer> renderers, String installation, InstantSource clock) {
    this.renderers = renderers;
    this.installation = installation;
    this.clock = clock;
  }

  /**
   * The objects of a commit, or why there are none. What the kustomize binary failed at is not
   * tried again for as long as a stalled unit waits, unless somebody asks for it: a run is dear,
   * and others wait for it.
   */
  Rendered render(SyncUnit unit, Revision revision, CommitTree tree, Account account) {
    Rendered before = last;
    if (before != null && before.holds(clock.instant()) && sameInput(before, unit, tree)) {
      return before;
    }
    RenderResult result = fresh(unit, revision, tree, account);
    Rendered rendered = new Rendered(unit, result, digest(result), clock.instant());
    last = rendered;
    return rendered;
  }

  /** Somebody asks for a look: what failed may have failed for something that was mended since. */
  void tryAgain() {
    Rendered before = last;
    if (before != null && before.result() instanceof RenderResult.Failed) {
      last = null;
    }
  }

  private String digest(RenderResult result) {
    return switch (result) {
      case RenderResult.Rendered rendered -> RenderDigest.of(installation, rendered.manifests());
      case RenderResult.Failed _ -> "";
    };
  }

  /** Whether a commit changes something that the last rendering looked at. */
  boolean isAffectedBy(CommitTree tree) {
    Rendered before = last;
    return before == null
        || before.result() instanceof RenderResult.Failed
        || !before.result().inputs().sameIn(tree);
  }

  /** Rendered beside the present commit, and not kept. */
  RenderResult fresh(SyncUnit unit, Revision revision, CommitTree tree, Account account) {
    RenderResult result =
        renderers.apply(unit).render(tree, revision, unit.path(), unit.rendering());
    return switch (result) {
      case RenderResult.Rendered rendered -> placed(unit, rendered, account);
      case RenderResult.Failed failed -> failed;
    };
  }

  private static boolean sameInput(Rendered before, SyncUnit unit, CommitTree tree) {
    SyncUnit was = before.unit();
    return was.path().equals(unit.path())
        && was.rendering().equals(unit.rendering())
        && was.destination().equals(unit.destination())
        && was.repository().ignore().equals(unit.repository().ignore())
        && before.result().inputs().sameIn(tree);
  }

  private static RenderResult placed(
      SyncUnit unit, RenderResult.Rendered rendered, Account account) {
    try {
      Namespacing.Placed placed =
          new Namespacing(
                  unit.destination(), scopes(rendered.manifests(), account)::isClusterScoped)
              .place(rendered.manifests());
      List<String> notes = new ArrayList<>(rendered.notes());
      notes.addAll(placed.notes());
      return new RenderResult.Rendered(
          placed.manifests(), notes, rendered.inputs(), rendered.engine());
    } catch (BuildException problem) {
      return RenderResult.Failed.of(problem, rendered.inputs(), rendered.engine());
    }
  }

  /** Which kinds have no namespace: as the API server says, or a definition of the same commit. */
  private record Scopes(Map<String, Boolean> clusterScoped) {
    boolean isClusterScoped(ObjectId id) {
      return clusterScoped.getOrDefault(key(id.group(), id.kind()), false);
    }

    static String key(String group, String kind) {
      return group + "/" + kind;
    }
  }

  private static Scopes scopes(List<Manifest> manifests, Account account) {
    Map<String, Boolean> scopes = new HashMap<>();
    for (Manifest manifest : manifests) {
      ObjectId id = manifest.id();
      scopes.computeIfAbsent(
          Scopes.key(id.group(), id.kind()),
          _ ->
              account.kinds().find(manifest.object().path("apiVersion").asText(), id.kind())
                      instanceof Discovery.Answer.Served(var _, boolean namespaced)
                  && !namespaced);
    }
    for (Manifest manifest : manifests) {
      if (manifest.id().kind().equals("CustomResourceDefinition")) {
        JsonNode spec = manifest.object().path("spec");
        scopes.put(
            Scopes.key(spec.path("group").asText(), spec.path("names").path("kind").asText()),
            spec.path("scope").asText().equals("Cluster"));
      }
    }
    return new Scopes(scopes);
  }
}
