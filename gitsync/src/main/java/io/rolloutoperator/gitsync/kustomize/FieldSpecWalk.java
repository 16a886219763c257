package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.BuildException;
import java.util.List;
import java.util.function.Consumer;

/** Goes to the fields of a {@link FieldSpec} in one object. */
final class FieldSpecWalk {

  /** What stands at the end of a path that is made because it was missing. */
  enum Leaf {
    /** Nothing is made, whatever the field spec says. */
    NONE,
    SCALAR,
    MAPPING
  }

  private final FieldSpec spec;
  private final Leaf leaf;
  private final Resource resource;
  private final Consumer<Slot> visitor;

  private FieldSpecWalk(FieldSpec spec, Leaf leaf, Resource resource, Consumer<Slot> visitor) {
    this.spec = spec;
    this.leaf = leaf;
    this.resource = resource;
    this.visitor = visitor;
  }

  /**
   * Calls the visitor with each place that the spec means, if it is for such objects at all.
   *
   * @throws BuildException if there is a scalar where the path goes on
   */
  static void each(FieldSpec spec, Leaf leaf, Resource resource, Consumer<Slot> visitor) {
    if (spec.matches(resource.object())) {
      new FieldSpecWalk(spec, leaf, resource, visitor).walk(new Slot.Root(resource.object()), 0);
    }
  }

  static void each(List<FieldSpec> specs, Leaf leaf, Resource resource, Consumer<Slot> visitor) {
    specs.forEach(spec -> each(spec, leaf, resource, visitor));
  }

  private void walk(Slot slot, int depth) {
    if (depth == spec.path().size()) {
      visitor.accept(slot);
      return;
    }
    JsonNode node = slot.get();
    if (Nodes.absent(node)) {
      return;
    }
    switch (node) {
      case ArrayNode items -> {
        for (int i = 0; i < items.size(); i++) {
          walk(new Slot.Item(items, i), depth);
        }
      }
      case ObjectNode mapping -> member(mapping, depth);
      default -> throw resource.failure(pathText() + " meets a value, not a mapping or a list");
    }
  }

  private void member(ObjectNode mapping, int depth) {
    String step = spec.path().get(depth);
    boolean list = step.endsWith("[]");
    String key = list ? step.substring(0, step.length() - 2) : step;
    boolean last = depth == spec.path().size() - 1;
    boolean create = spec.create() && leaf != Leaf.NONE && !list;
    JsonNode value = mapping.get(key);
    if (value == null && !create) {
      return;
    }
    if (Nodes.absent(value)) {
      if (list) {
        mapping.putArray(key);
      } else if (create && !(last && leaf == Leaf.SCALAR)) {
        mapping.putObject(key);
      }
    }
    walk(new Slot.Member(mapping, key), depth + 1);
  }

  private String pathText() {
    return String.join("/", spec.path());
  }
}
