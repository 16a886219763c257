package io.rolloutoperator.gitsync.render;

import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.ManifestReader;
import io.rolloutoperator.gitsync.manifest.YamlReader;
import io.rolloutoperator.gitsync.source.CommitTree;
import io.rolloutoperator.gitsync.source.Revision;
import io.rolloutoperator.gitsync.unit.Rendering;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Plain mode: all YAML and JSON files of a folder, as they are. {@link Rendering#overlay} is not
 * looked at; it is for the kustomize engine.
 */
public final class PlainRenderer implements Renderer {

  private static final byte[] LFS_POINTER =
      "version https://git-lfs.github.com/spec/".getBytes(StandardCharsets.US_ASCII);

  private final PlainOptions options;
  private final RenderLimits limits;

  public PlainRenderer(PlainOptions options, RenderLimits limits) {
    this.options = options;
    this.limits = limits;
  }

  @Override
  public RenderResult render(CommitTree tree, Revision revision, String path, Rendering rendering) {
    InputRecorder inputs = new InputRecorder(tree);
    try {
      String folder = UnitFolder.find(inputs, revision, path);
      FolderScan scan = new FolderScan(inputs, limits);
      scan.scan(folder, IgnoreStack.of(options.ignore()), FileChoice.of(rendering, folder));
      List<Manifest> manifests = read(inputs, scan.files());
      RenderGate.check(manifests, limits, options.allowPlainSecrets());
      return new RenderResult.Rendered(manifests, scan.notes(), inputs.inputs());
    } catch (BuildException e) {
      return RenderResult.Failed.of(e, inputs.inputs());
    }
  }

  private List<Manifest> read(CommitTree tree, List<String> files) {
    ManifestReader reader = new ManifestReader(new YamlReader(limits.yaml()));
    List<Manifest> manifests = new ArrayList<>();
    for (String file : files) {
      byte[] bytes = tree.read(file, limits.yaml().bytes());
      if (startsWith(bytes, LFS_POINTER)) {
        throw BuildException.in(file, "is a Git LFS pointer; LFS is not supported");
      }
      manifests.addAll(reader.read(file, bytes));
    }
    return manifests;
  }

  private static boolean startsWith(byte[] bytes, byte[] start) {
    return Arrays.mismatch(bytes, start) == start.length || Arrays.equals(bytes, start);
  }
}
