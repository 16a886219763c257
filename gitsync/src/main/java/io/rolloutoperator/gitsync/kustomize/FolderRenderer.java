package io.rolloutoperator.gitsync.kustomize;

import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.YamlReader;
import io.rolloutoperator.gitsync.render.KustomizeBinary;
import io.rolloutoperator.gitsync.render.PlainOptions;
import io.rolloutoperator.gitsync.render.PlainRenderer;
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
import java.util.Optional;

/**
 * Renders whatever a folder holds: a kustomization if there is a file of one, else plain files; in
 * both cases with the unit's own overlay on top. Thread-safe.
 */
public final class FolderRenderer implements Renderer {

  private final PlainOptions options;
  private final RenderLimits limits;
  private final KustomizeRenderer kustomize;
  private final PlainRenderer plain;

  /**
   * For all units with these options.
   *
   * @param binary for kustomizations that are not rendered here
   */
  public FolderRenderer(
      PlainOptions options, RenderLimits limits, Optional<KustomizeBinary> binary) {
    this.options = options;
    this.limits = limits;
    this.kustomize = new KustomizeRenderer(limits, options.allowPlainSecrets(), binary);
    this.plain = new PlainRenderer(options, limits);
  }

  @Override
  public RenderResult render(
      CommitTree commit, Revision revision, String path, Rendering rendering) {
    UnitTree tree = new UnitTree(commit, limits.yaml().bytes());
    return tree.render(revision, path, folder -> objects(tree, folder, rendering));
  }

  private RenderedObjects objects(UnitTree tree, String folder, Rendering rendering) {
    boolean kustomization =
        switch (rendering.mode()) {
          case AUTO -> KustomizationFiles.pathIn(tree, folder).isPresent();
          case KUSTOMIZE -> true;
          case PLAIN -> false;
        };
    return kustomization
        ? kustomize.objects(tree, folder, rendering)
        : withOverlay(plain.objects(tree, folder, rendering), tree, folder, rendering);
  }

  private RenderedObjects withOverlay(
      RenderedObjects rendered, UnitTree tree, String folder, Rendering rendering) {
    if (rendering.overlay().isEmpty()) {
      return rendered;
    }
    ResourceList resources = ResourceList.of(rendered.manifests());
    Overlay.of(rendering.overlay(), folder)
        .apply(resources, tree, new YamlReader(limits.yaml()), limits);
    Completion.nameAll(resources);
    List<Manifest> manifests = resources.manifests();
    RenderGate.check(manifests, limits, options.allowPlainSecrets());
    return new RenderedObjects(manifests, rendered.notes());
  }
}
