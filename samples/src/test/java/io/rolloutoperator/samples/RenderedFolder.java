package io.rolloutoperator.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rolloutoperator.gitsync.kustomize.KustomizeRenderer;
import io.rolloutoperator.gitsync.render.RenderLimits;
import io.rolloutoperator.gitsync.render.RenderResult;
import io.rolloutoperator.gitsync.source.Revision;
import io.rolloutoperator.gitsync.unit.Rendering;
import io.rolloutoperator.testkit.cluster.Json;
import java.nio.file.Path;
import java.util.List;

/** What Git sync makes of a folder. */
final class RenderedFolder {

  private static final Rendering KUSTOMIZE =
      new Rendering(
          Rendering.Mode.KUSTOMIZE,
          true,
          List.of(),
          List.of(),
          JsonNodeFactory.instance.objectNode());

  private RenderedFolder() {}

  /** The objects in the order of kustomize. */
  static List<JsonNode> objects(Path root, String folder) {
    RenderResult result =
        new KustomizeRenderer(RenderLimits.DEFAULT, false)
            .render(new FolderTree(root), new Revision("main", "0".repeat(40)), folder, KUSTOMIZE);
    return switch (result) {
      case RenderResult.Rendered rendered ->
          rendered.manifests().stream().map(manifest -> normal(manifest.object())).toList();
      case RenderResult.Failed failed -> throw new AssertionError(failed.message());
    };
  }

  /** The same text in another tree is an equal tree. */
  static JsonNode normal(JsonNode object) {
    return Json.parse(Json.write(object));
  }
}
