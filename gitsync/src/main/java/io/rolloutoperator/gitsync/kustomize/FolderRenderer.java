package io.rolloutoperator.gitsync.kustomize;

import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.YamlReader;
import io.rolloutoperator.gitsync.render.InputRecorder;
import io.rolloutoperator.gitsync.render.PlainOptions;
import io.rolloutoperator.gitsync.render.PlainRenderer;
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
 * Renders whatever a folder holds: a kustomization if there is a file of one, else plain files; in
 * both cases with the unit's own overlay on top. Thread-safe.
 */
public final class FolderRenderer implements Renderer {

  private final PlainOptions options;
  private final RenderLimits limits;
  private final Renderer kustomize;
  private final Renderer plain;

  /** For all units with these options. */
  public FolderRenderer(PlainOptions options, RenderLimits limits) {
    this.options = options;
    this.limits = limits;
    this.kustomize = new KustomizeRenderer(limits, options.allowPlainSecrets());
    this.plain = new PlainRenderer(options, limits);
  }

  @Override
  public RenderResult render(
      CommitTree commit, Revision revision, String path, Rendering rendering) {
    InputRecorder inputs = new InputRecorder(commit);
    try {
      boolean kustomization =
          switch (rendering.mode()) {
            case AUTO -> holdsKustomization(inputs, UnitFolder.find(inputs, revision, path));
            case KUSTOMIZE -> true;
            case PLAIN -> false;
          };
      RenderResult result =
          kustomization
              ? kustomize.render(inputs, revision, path, rendering)
              : withOverlay(
                  plain.render(inputs, revision, path, rendering),
                  inputs,
                  revision,
                  path,
                  rendering);
      return withInputs(result, inputs);
    } catch (BuildException e) {
      return RenderResult.Failed.of(e, inputs.inputs());
    }
  }

  private boolean holdsKustomization(CommitTree commit, String folder) {
    return KustomizationFiles.pathIn(new Tree(commit, limits.yaml().bytes()), folder).isPresent();
  }

  private RenderResult withOverlay(
      RenderResult result,
      InputRecorder inputs,
      Revision revision,
      String path,
      Rendering rendering) {
    if (rendering.overlay().isEmpty() || !(result instanceof RenderResult.Rendered rendered)) {
      return result;
    }
    Overlay overlay = Overlay.of(rendering.overlay(), UnitFolder.find(inputs, revision, path));
    ResourceList resources = ResourceList.of(rendered.manifests());
    overlay.apply(
        resources, new Tree(inputs, limits.yaml().bytes()), new YamlReader(limits.yaml()), limits);
    Completion.nameAll(resources);
    List<Manifest> manifests = resources.manifests();
    RenderGate.check(manifests, limits, options.allowPlainSecrets());
    return new RenderResult.Rendered(manifests, rendered.notes(), inputs.inputs());
  }

  /** Also what was looked at to choose the engine is an input. */
  private static RenderResult withInputs(RenderResult result, InputRecorder inputs) {
    return switch (result) {
      case RenderResult.Rendered r ->
          new RenderResult.Rendered(r.manifests(), r.notes(), inputs.inputs());
      case RenderResult.Failed f ->
          new RenderResult.Failed(f.message(), f.cause(), inputs.inputs());
    };
  }
}
