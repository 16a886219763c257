package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.gitsync.manifest.BuildException;
import java.util.ArrayList;
import java.util.List;

/**
 * One target of a replacement.
 *
 * @param value that is written
 */
record ReplacementTarget(JsonNode target, JsonNode value) {

  void write(Resource resource) {
    boolean create = target.path("options").path("create").asBoolean();
    for (String path : Replacement.fieldPaths(target)) {
      List<String> steps = FieldPath.splitBracketed(path);
      if (new StructuredText(resource.object(), steps, value, create).write()) {
        continue;
      }
      List<Slot> slots;
      try {
        slots = FieldMatch.find(resource.object(), steps, create ? value : null);
      } catch (BuildException e) {
        throw new BuildException("%s of %s: %s".formatted(path, resource.id(), e.getMessage()));
      }
      if (slots.isEmpty()) {
        throw new BuildException("%s has no field %s".formatted(resource.id(), path));
      }
      slots.forEach(this::set);
    }
  }

  private void set(Slot slot) {
    JsonNode options = target.path("options");
    String delimiter = KustomizationFile.text(options, "delimiter");
    JsonNode old = slot.get();
    if (delimiter.isEmpty()) {
      slot.set(TypedText.replace(old, value));
      return;
    }
    if (old.isContainerNode()) {
      throw new BuildException("a delimiter needs a text");
    }
    String joined = joined(old.asText(), delimiter, options.path("index").asInt());
    slot.set(TypedText.replace(old, TypedText.like(value, joined)));
  }

  /** A negative index puts the value before the parts, one too large after them. */
  private String joined(String old, String delimiter, int index) {
    List<String> parts = new ArrayList<>(Delimited.split(old, delimiter));
    String text = Nodes.text(value);
    if (index < 0) {
      parts.addFirst(text);
    } else if (index >= parts.size()) {
      parts.add(text);
    } else {
      parts.set(index, text);
    }
    return String.join(delimiter, parts);
  }
}
