package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.rolloutoperator.gitsync.manifest.BuildException;
import java.util.List;

/**
 * One of {@code images}. It reaches every list {@code containers} or {@code initContainers} at any
 * depth of any kind, so Rollouts too, and image volumes of pods.
 */
final class ImageTransformer implements Transformer {

  private static final List<FieldSpec> FIELDS =
      FieldSpec.table(
          """
          spec/containers[]/image +
          spec/initContainers[]/image +
          spec/volumes[]/image/reference +
          spec/template/spec/containers[]/image +
          spec/template/spec/initContainers[]/image +
          spec/template/spec/volumes[]/image/reference +
          """);

  private final ObjectNode image;
  private final Pattern pattern;

  private ImageTransformer(ObjectNode image, Pattern pattern) {
    this.image = image;
    this.pattern = pattern;
  }

  /**
   * An entry.
   *
   * @throws BuildException if the name, which kustomize takes as an expression, is not one
   */
  static ImageTransformer of(ObjectNode image, KustomizationFile file) {
    String name = KustomizationFile.text(image, "name");
    try {
      return new ImageTransformer(
          image,
          Pattern.compile("^" + name + "(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?$"));
    } catch (PatternSyntaxException e) {
      throw file.failure(image, "images: \"" + name + "\" is not an image name");
    }
  }

  @Override
  public void transform(ResourceList resources) {
    for (Resource each : resources.all()) {
      if (!each.kind().equals("CustomResourceDefinition")) {
        search(each.object());
        FieldSpecWalk.each(
            FIELDS,
            FieldSpecWalk.Leaf.NONE,
            each,
            slot -> {
              if (slot.get().isContainerNode()) {
                throw each.failure("an image must be a text");
              }
              update(slot);
            });
      }
    }
  }

  private void search(JsonNode node) {
    node.forEach(this::search);
    if (node.isObject()) {
      inContainers(node.path("containers"));
      inContainers(node.path("initContainers"));
    }
  }

  private void inContainers(JsonNode containers) {
    if (containers.isArray()) {
      for (JsonNode each : containers) {
        if (each instanceof ObjectNode container && container.has("image")) {
          update(new Slot.Member(container, "image"));
        }
      }
    }
  }

  private void update(Slot slot) {
    String old = Nodes.text(slot.get());
    if (pattern.matcher(old).find()) {
      slot.set(TextNode.valueOf(changed(ImageReference.parse(old))));
    }
  }

  private String changed(ImageReference old) {
    String newName = KustomizationFile.text(image, "newName");
    String newTag = KustomizationFile.text(image, "newTag");
    String digest = KustomizationFile.text(image, "digest");
    String suffix = KustomizationFile.text(image, "tagSuffix");
    String name = newName.isEmpty() ? old.name() : newName;
    if (!newTag.isEmpty() || !digest.isEmpty()) {
      return new ImageReference(name, newTag, digest).toString();
    }
    return suffix.isEmpty()
        ? new ImageReference(name, old.tag(), old.digest()).toString()
        : new ImageReference(name, old.tag() + suffix, "").toString();
  }
}
