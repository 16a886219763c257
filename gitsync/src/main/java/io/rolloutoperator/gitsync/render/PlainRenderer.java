package io.rolloutoperator.gitsync.render;

import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.ManifestReader;
import io.rolloutoperator.gitsync.manifest.YamlReader;
import io.rolloutoperator.gitsync.source.CommitTree;
import io.rolloutoperator.gitsync.source.Revision;
import io.rolloutoperator.gitsync.unit.Rendering;
import java.util.ArrayList;
import java.util.List;

/**
 * Plain mode: all YAML and JSON files of a folder, as they are. {@link Rendering#overlay} is not
 * looked at; it is for the kustomize engine.
 */
public final class PlainRenderer implements Renderer {

  private final PlainOptions options;
  private final RenderLimits limits;

  public PlainRenderer(PlainOptions options, RenderLimits limits) {
    this.options = options;
    this.limits = limits;
  }

  @Override
  public RenderResult render(
      CommitTree commit, Revision revision, String path, Rendering rendering) {
    UnitTree tree = new UnitTree(commit, limits.yaml().bytes());
    return tree.render(revision, path, folder -> objects(tree, folder, rendering));
  }

  /**
   * The objects of a folder.
   *
   * @param folder path from the root, of a folder that exists
   * @throws io.rolloutoperator.gitsync.manifest.BuildException if there are none
   */
  public RenderedObjects objects(UnitTree tree, String folder, Rendering rendering) {
    FolderScan scan = new FolderScan(tree, limits);
    scan.scan(folder, IgnoreStack.of(options.ignore()), FileChoice.of(rendering, folder));
    List<Manifest> manifests = read(tree, scan.files());
    RenderGate.check(manifests, limits, options.allowPlainSecrets());
    return new RenderedObjects(manifests, scan.notes());
  }

  private List<Manifest> read(UnitTree tree, List<String> files) {
    ManifestReader reader = new ManifestReader(new YamlReader(limits.yaml()));
    List<Manifest> manifests = new ArrayList<>();
    files.forEach(file -> manifests.addAll(reader.read(file, tree.read(file))));
    return manifests;
  }
}
