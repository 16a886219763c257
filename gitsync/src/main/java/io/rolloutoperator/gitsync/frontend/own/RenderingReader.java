package io.rolloutoperator.gitsync.frontend.own;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.api.Encoder;
import io.rolloutoperator.api.ObjectLabels;
import io.rolloutoperator.api.gitsync.GitSyncRender;
import io.rolloutoperator.api.gitsync.KustomizeImage;
import io.rolloutoperator.gitsync.unit.Rendering;
import java.util.List;

/** Reads {@code spec.render}. */
final class RenderingReader {

  private static final int MOST = 100;
  private static final List<String> OVERLAY =
      List.of("images", "patches", "components", "namePrefix", "nameSuffix", "commonMetadata");

  private final SpecFields fields;

  RenderingReader(SpecFields fields) {
    this.fields = fields;
  }

  Rendering read(GitSyncRender render) {
    return new Rendering(
        fields.choice("spec.render.mode", render.mode(), Choices.RENDER_MODE, Rendering.Mode.AUTO),
        !Boolean.FALSE.equals(render.recurse()),
        fields.limited("spec.render.include", render.include(), MOST),
        fields.limited("spec.render.exclude", render.exclude(), MOST),
        overlay(render));
  }

  private ObjectNode overlay(GitSyncRender render) {
    fields.limited("spec.render.patches", render.patches(), MOST);
    fields.limited("spec.render.components", render.components(), MOST);
    List<KustomizeImage> images = fields.limited("spec.render.images", render.images(), MOST);
    for (int i = 0; i < images.size(); i++) {
      fields.required("spec.render.images[" + i + "].name", images.get(i).name());
    }
    ObjectNode overlay = Encoder.encode(render).retain(OVERLAY);
    if (render.commonMetadata().equals(ObjectLabels.EMPTY)) {
      overlay.remove("commonMetadata");
    }
    return overlay;
  }
}
