package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.manifest.YamlDocument;
import io.rolloutoperator.gitsync.manifest.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a patch's text says, whichever way it is written. */
sealed interface Patch {

  /** Parts of objects, to be merged in. */
  record Merging(List<ObjectNode> patches) implements Patch {}

  /** JSON patch operations. */
  record Operations(JsonPatch patch) implements Patch {}

  /**
   * Reads a patch.
   *
   * @param source named in messages
   * @throws BuildException if it is neither of both
   */
  static Patch parse(YamlReader yaml, String source, byte[] bytes) {
    List<YamlDocument> documents = yaml.read(source, bytes);
    if (!documents.isEmpty() && documents.getFirst().root() instanceof ArrayNode operations) {
      return new Operations(new JsonPatch(operations));
    }
    return new Merging(documents.stream().map(Patch::object).toList());
  }

  /** Likewise, of a text within a kustomization file. */
  static Patch parse(YamlReader yaml, String source, String text) {
    return parse(yaml, source, text.getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode object(YamlDocument document) {
    if (!(document.root() instanceof ObjectNode object)) {
      throw BuildException.at(document.origin(), "a patch must be a mapping or a list");
    }
    for (String field : List.of("/kind", "/metadata/name")) {
      if (Nodes.text(object.at(field)).isEmpty()) {
        throw BuildException.at(
            document.origin(), "patch has no " + field.substring(1).replace('/', '.'));
      }
    }
    return object;
  }
}
