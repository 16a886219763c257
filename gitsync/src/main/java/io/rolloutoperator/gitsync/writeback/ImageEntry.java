package io.rolloutoperator.gitsync.writeback;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One entry of a kustomization's {@code images}. An empty text is a field that is not there.
 *
 * @param name of the image as manifests have it
 */
public record ImageEntry(String name, String newName, String newTag, String digest) {

  /** The fields that are there, by name, in the order that kustomize writes them. */
  Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("digest", digest);
    fields.put("name", name);
    fields.put("newName", newName);
    fields.put("newTag", newTag);
    fields.values().removeIf(String::isEmpty);
    return fields;
  }
}
