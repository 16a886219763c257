package io.rolloutoperator.gitsync.render;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rolloutoperator.gitsync.source.CommitTree;
import io.rolloutoperator.gitsync.source.Revision;
import io.rolloutoperator.gitsync.unit.Rendering;
import java.util.List;

/** Plain renderings for tests. */
final class Renderings {

  static final Revision REVISION = new Revision("main", "1a2b3c4".repeat(5) + "1a2b3");
  static final Rendering ALL = plain(true, List.of(), List.of());
  static final PlainOptions STRICT = new PlainOptions("", false);

  private Renderings() {}

  static Rendering plain(boolean recurse, List<String> include, List<String> exclude) {
    return new Rendering(
        Rendering.Mode.PLAIN, recurse, include, exclude, JsonNodeFactory.instance.objectNode());
  }

  static RenderResult render(CommitTree tree, String path) {
    return new PlainRenderer(STRICT, RenderLimits.DEFAULT).render(tree, REVISION, path, ALL);
  }

  /** What a rendering says instead of objects. */
  static String failure(RenderResult result) {
    return switch (result) {
      case RenderResult.Failed failed -> failed.message();
      case RenderResult.Rendered rendered -> "rendered " + ids(rendered);
    };
  }

  /** Which objects came of a rendering. */
  static List<String> ids(RenderResult result) {
    return switch (result) {
      case RenderResult.Failed failed -> List.of("failed: " + failed.message());
      case RenderResult.Rendered rendered ->
          rendered.manifests().stream().map(m -> m.id().toString()).toList();
    };
  }

  /** A ConfigMap as a file. */
  static String configMap(String name) {
    return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: " + name + "}\n";
  }
}
