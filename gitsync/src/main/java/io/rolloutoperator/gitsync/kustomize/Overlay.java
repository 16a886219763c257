package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.manifest.KeyLines;
import io.rolloutoperator.gitsync.manifest.YamlReader;
import io.rolloutoperator.gitsync.render.RenderLimits;
import io.rolloutoperator.gitsync.render.UnitTree;

/**
 * The fields of a unit's own {@code render}: one more kustomization on top of a folder's. Its
 * common labels and annotations go to the objects' metadata only, and come last.
 */
final class Overlay {

  private static final String NAME = "spec.render";

  private final KustomizationFile file;

  private Overlay(KustomizationFile file) {
    this.file = file;
  }

  /**
   * Reads it.
   *
   * @param folder that its paths are relative to
   * @throws BuildException if a field is unknown or of another type
   */
  static Overlay of(ObjectNode fields, String folder) {
    KeyLines lines = KeyLines.none();
    new KustomizationFields(NAME, lines).check(fields, "Overlay");
    return new Overlay(new KustomizationFile(NAME, folder, fields, lines));
  }

  /**
   * Works on what the folder was rendered to, whoever rendered it.
   *
   * @throws BuildException if anything it needs is missing or wrong, or a component of it needs the
   *     kustomize binary
   */
  void apply(ResourceList resources, UnitTree tree, YamlReader yaml, RenderLimits limits) {
    try {
      transform(resources, tree, yaml, limits);
    } catch (BinaryNeededException e) {
      throw new BuildException(
          e.what()
              + " is not possible in a component of spec.render: name the component in the"
              + " folder's own kustomization");
    }
  }

  private void transform(
      ResourceList resources, UnitTree tree, YamlReader yaml, RenderLimits limits) {
    Accumulation accumulation = new Accumulation(tree, yaml, limits.objects(), false);
    for (String path : file.texts("components")) {
      accumulation.component(file, path, resources);
    }
    for (Transformers.Named each : Transformers.of(file, tree, yaml)) {
      each.transformer().transform(resources);
      resources.dropGone();
    }
    JsonNode common = file.root().path("commonMetadata");
    LabelTransformer.ofMetadata(Nodes.texts(common.get("labels"))).transform(resources);
    AnnotationTransformer.ofMetadata(Nodes.texts(common.get("annotations"))).transform(resources);
  }
}
