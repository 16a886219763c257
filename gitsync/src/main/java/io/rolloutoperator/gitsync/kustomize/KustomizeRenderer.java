package io.rolloutoperator.gitsync.kustomize;

import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.YamlReader;
import io.rolloutoperator.gitsync.render.RenderGate;
import io.rolloutoperator.gitsync.render.RenderLimits;
import io.rolloutoperator.gitsync.render.RenderResult;
import io.rolloutoperator.gitsync.render.RenderedObjects;
import io.rolloutoperator.gitsync.render.Renderer;
import io.rolloutoperator.gitsync.render.UnitTree;
import io.rolloutoperator.gitsync.source.CommitTree;
import io.rolloutoperator.gitsync.source.Revision;
import io.rolloutoperator.gitsync.unit.Rendering;
import java.util.List;

/**
 * Renders a folder with a kustomization file as {@code kustomize build} does, and the unit's own
 * overlay on top.
 *
 * <p>Fields that only the kustomize binary can render are refused by name, and so is everything
 * outside the repository. Thread-safe.
 */
public final class KustomizeRenderer implements Renderer {

  private final RenderLimits limits;
  private final boolean allowPlainSecrets;

  /**
   * For all units.
   *
   * @param allowPlainSecrets whether a Secret may be in clear text; generated ones always are
   */
  public KustomizeRenderer(RenderLimits limits, boolean allowPlainSecrets) {
    this.limits = limits;
    this.allowPlainSecrets = allowPlainSecrets;
  }

  @Override
  public RenderResult render(
      CommitTree commit, Revision revision, String path, Rendering rendering) {
    UnitTree tree = new UnitTree(commit, limits.yaml().bytes());
    return tree.render(revision, path, folder -> objects(tree, folder, rendering));
  }

  RenderedObjects objects(UnitTree tree, String folder, Rendering rendering) {
    YamlReader yaml = new YamlReader(limits.yaml());
    KustomizationFile file = new KustomizationFiles(tree, yaml).read(folder);
    if (file.isComponent()) {
      throw file.failure("a Component cannot be rendered by itself");
    }
    ResourceList resources =
        new Accumulation(tree, yaml, limits.objects(), file.has("buildMetadata")).accumulate(file);
    if (!rendering.overlay().isEmpty()) {
      Overlay.of(rendering.overlay(), folder).apply(resources, tree, yaml, limits);
    }
    Completion.complete(file, resources);
    List<Manifest> manifests = resources.manifests();
    RenderGate.check(manifests, limits, allowPlainSecrets);
    return new RenderedObjects(manifests, List.of());
  }
}
