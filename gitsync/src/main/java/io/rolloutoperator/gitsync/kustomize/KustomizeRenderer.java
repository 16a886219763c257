package io.rolloutoperator.gitsync.kustomize;

import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.ManifestReader;
import io.rolloutoperator.gitsync.manifest.Origin;
import io.rolloutoperator.gitsync.manifest.YamlLimits;
import io.rolloutoperator.gitsync.manifest.YamlReader;
import io.rolloutoperator.gitsync.render.KustomizeBinary;
import io.rolloutoperator.gitsync.render.KustomizeBuild;
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
 * Renders a folder with a kustomization file as {@code kustomize build} does, and the unit's own
 * overlay on top.
 *
 * <p>Folders with a field that only the kustomize binary can render are left to the binary; without
 * one the field is refused by name. Everything outside the repository is refused. Thread-safe.
 */
public final class KustomizeRenderer implements Renderer {

  private final RenderLimits limits;
  private final boolean allowPlainSecrets;
  private final Optional<KustomizeBinary> binary;

  /**
   * For all units, without a binary.
   *
   * @param allowPlainSecrets whether a Secret may be in clear text, as generated ones are
   */
  public KustomizeRenderer(RenderLimits limits, boolean allowPlainSecrets) {
    this(limits, allowPlainSecrets, Optional.empty());
  }

  /**
   * For all units.
   *
   * @param allowPlainSecrets whether a Secret may be in clear text, as generated ones are
   * @param binary for what is not rendered here
   */
  public KustomizeRenderer(
      RenderLimits limits, boolean allowPlainSecrets, Optional<KustomizeBinary> binary) {
    this.limits = limits;
    this.allowPlainSecrets = allowPlainSecrets;
    this.binary = binary;
  }

  @Override
  public RenderResult render(
      CommitTree commit, Revision revision, String path, Rendering rendering) {
    UnitTree tree = new UnitTree(commit, limits.yaml().bytes());
    return tree.render(revision, path, folder -> objects(tree, folder, rendering));
  }

  RenderedObjects objects(UnitTree tree, String folder, Rendering rendering) {
    List<Manifest> manifests;
    try {
      manifests = here(tree, folder, rendering);
    } catch (BinaryNeededException e) {
      manifests = byBinary(binary.orElseThrow(() -> e), tree, folder, rendering);
    }
    RenderGate.check(manifests, limits, allowPlainSecrets);
    return new RenderedObjects(manifests, List.of());
  }

  private List<Manifest> here(UnitTree tree, String folder, Rendering rendering) {
    YamlReader yaml = new YamlReader(limits.yaml());
    KustomizationFile file =
        new KustomizationFiles(tree, yaml, KustomizationFiles.Engine.JAVA).read(folder);
    if (file.isComponent()) {
      throw file.failure("a Component cannot be rendered by itself");
    }
    ResourceList resources =
        new Accumulation(tree, yaml, limits.objects(), file.has("buildMetadata")).accumulate(file);
    if (!rendering.overlay().isEmpty()) {
      Overlay.of(rendering.overlay(), folder).apply(resources, tree, yaml, limits);
    }
    Completion.complete(file, resources);
    return resources.manifests();
  }

  /** The overlay finds the objects under their final names. */
  private List<Manifest> byBinary(
      KustomizeBinary program, UnitTree tree, String folder, Rendering rendering) {
    YamlReader yaml = new YamlReader(limits.yaml());
    KustomizeBuild build = BuildFiles.of(tree, yaml, folder);
    tree.leaveToKustomize();
    List<Manifest> manifests = read(build, program.build(build));
    if (rendering.overlay().isEmpty()) {
      return manifests;
    }
    ResourceList resources = ResourceList.of(manifests);
    Overlay.of(rendering.overlay(), folder).apply(resources, tree, yaml, limits);
    Completion.nameAll(resources);
    return resources.manifests();
  }

  /** One document holds one object, so their number is that of the objects. */
  private List<Manifest> read(KustomizeBuild build, byte[] output) {
    YamlLimits file = limits.yaml();
    YamlLimits whole =
        new YamlLimits(
            limits.renderedBytes(),
            Integer.MAX_VALUE,
            file.nesting(),
            file.aliases(),
            file.documentNodes(),
            file.unitNodes());
    String place = "output of kustomize for " + build.file();
    Origin origin = new Origin(build.file(), 1);
    return new ManifestReader(new YamlReader(whole))
        .read(place, output).stream()
            .map(manifest -> new Manifest(manifest.object(), origin))
            .toList();
  }
}
