package io.rolloutoperator.gitsync.kustomize;

import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.YamlReader;
import io.rolloutoperator.gitsync.render.RenderResult;
import io.rolloutoperator.gitsync.render.Renderer;
import io.rolloutoperator.gitsync.source.CommitTree;
import io.rolloutoperator.gitsync.source.Revision;
import io.rolloutoperator.gitsync.unit.Rendering;
import java.util.List;

/**
 * Renders a folder with a kustomization file as {@code kustomize build} does, and the unit's own
 * overlay on top.
 *
 * <p>Fields that only the kustomize binary can render are refused by name, and so is everything
 * outside the repository.
 */
public final class KustomizeRenderer implements Renderer {

  private static final int OBJECT_LIMIT = 10_000;

  /** Stateless; one instance serves all units. */
  public KustomizeRenderer() {}

  @Override
  public RenderResult render(
      CommitTree commit, Revision revision, String path, Rendering rendering) {
    Tree tree = new Tree(commit);
    try {
      return new RenderResult.Rendered(
          manifests(tree, revision, path, rendering), List.of(), tree.inputs());
    } catch (BuildException e) {
      return new RenderResult.Failed(String.valueOf(e.getMessage()), tree.inputs());
    } catch (StackOverflowError e) {
      return new RenderResult.Failed(path + ": nested too deeply", tree.inputs());
    }
  }

  private static List<Manifest> manifests(
      Tree tree, Revision revision, String path, Rendering rendering) {
    String folder = Tree.resolve("", path);
    if (!tree.isFolder(folder)) {
      throw new BuildException("path \"%s\" not found in %s".formatted(path, revision));
    }
    YamlReader yaml = new YamlReader();
    KustomizationFile file = new KustomizationFiles(tree, yaml).read(folder);
    if (file.isComponent()) {
      throw file.failure("a Component cannot be rendered by itself");
    }
    ResourceList resources =
        new Accumulation(tree, yaml, file.has("buildMetadata")).accumulate(file);
    if (!rendering.overlay().isEmpty()) {
      Overlay.of(rendering.overlay(), folder).apply(resources, tree, yaml);
    }
    Completion.complete(file, resources);
    return manifests(resources);
  }

  static List<Manifest> manifests(ResourceList resources) {
    List<Manifest> manifests =
        resources.all().stream().map(each -> new Manifest(each.object(), each.origin())).toList();
    if (manifests.size() > OBJECT_LIMIT) {
      throw new BuildException("more than " + OBJECT_LIMIT + " objects");
    }
    return manifests;
  }
}
