package io.rolloutoperator.gitsync.kustomize;

import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.YamlReader;
import io.rolloutoperator.gitsync.render.InputRecorder;
import io.rolloutoperator.gitsync.render.RenderGate;
import io.rolloutoperator.gitsync.render.RenderLimits;
import io.rolloutoperator.gitsync.render.RenderResult;
import io.rolloutoperator.gitsync.render.Renderer;
import io.rolloutoperator.gitsync.render.UnitFolder;
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
    InputRecorder inputs = new InputRecorder(commit);
    try {
      List<Manifest> manifests =
          manifests(inputs, UnitFolder.find(inputs, revision, path), rendering);
      return new RenderResult.Rendered(manifests, List.of(), inputs.inputs());
    } catch (BuildException e) {
      return RenderResult.Failed.of(e, inputs.inputs());
    } catch (StackOverflowError e) {
      return new RenderResult.Failed(path + ": nested too deeply", inputs.inputs());
    }
  }

  private List<Manifest> manifests(CommitTree commit, String folder, Rendering rendering) {
    Tree tree = new Tree(commit, limits.yaml().bytes());
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
    return manifests;
  }
}
