package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.BuildException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One of {@code patches}, {@code patchesJson6902} or {@code patchesStrategicMerge}.
 *
 * <p>A merging patch keeps the name and namespace of its object, and its kind, unless its options
 * allow a change.
 *
 * @param source file or place of the patch, named in messages
 * @param target null: the object that the patch itself names
 */
record PatchTransformer(Patch patch, String source, @Nullable Selector target, Options options)
    implements Transformer {

  /**
   * How a patch is applied.
   *
   * @param legacy one of the two old fields: a merging patch sees its metadata as texts, and a JSON
   *     patch leaves no former name behind
   */
  record Options(boolean nameChange, boolean kindChange, boolean legacy) {}

  @Override
  public void transform(ResourceList resources) {
    switch (patch) {
      case Patch.Operations operations -> operate(operations.patch(), resources);
      case Patch.Merging merging when target == null ->
          merging.patches().forEach(each -> mergeByName(each, resources));
      case Patch.Merging merging when merging.patches().size() > 1 ->
          throw BuildException.in(source, "several patches in one cannot have a target");
      case Patch.Merging merging ->
          merging.patches().forEach(each -> mergeAll(target.select(resources), each));
    }
    resources.dropGone();
    resources.requireDistinct();
  }

  private void operate(JsonPatch operations, ResourceList resources) {
    if (target == null) {
      throw BuildException.in(source, "a JSON patch needs a target");
    }
    for (Resource each : target.select(resources)) {
      if (!options.legacy()) {
        each.rememberName();
      }
      each.exposeAnnotations();
      try {
        each.replaceObject(operations.apply(each.object()));
      } catch (BuildException e) {
        throw BuildException.in(source, each.id() + ": " + e.getMessage());
      }
    }
  }

  private void mergeByName(ObjectNode single, ResourceList resources) {
    ResourceId wanted = ResourceId.of(single);
    List<Resource> matching = resources.withAnyId(wanted::sameAs);
    if (matching.isEmpty()) {
      throw new BuildException("patch " + source + " matches no object");
    }
    if (matching.size() > 1) {
      throw new BuildException("patch " + source + " matches more than one " + wanted);
    }
    if (options.legacy()) {
      mergeAll(matching, single);
    } else {
      merge(matching.getFirst(), single.deepCopy());
    }
  }

  private void mergeAll(List<Resource> selected, ObjectNode single) {
    for (Resource each : selected) {
      ObjectNode copy = withTextsAsMetadata(single);
      copy.put("apiVersion", each.apiVersion());
      merge(each, copy);
    }
  }

  /** Where a patch meets several objects, kustomize rewrites its labels and annotations first. */
  private static ObjectNode withTextsAsMetadata(ObjectNode single) {
    ObjectNode copy = single.deepCopy();
    ObjectNode metadata = Nodes.childObject(copy, "metadata");
    for (String field : List.of("labels", "annotations")) {
      Map<String, String> texts = Nodes.marks(metadata.get(field));
      Nodes.putTexts(metadata, field, texts);
    }
    return copy;
  }

  private void merge(Resource resource, ObjectNode copy) {
    String name = resource.name();
    String namespace = resource.namespace();
    String kind = resource.kind();
    if (options.nameChange() || options.kindChange()) {
      resource.rememberName();
    }
    ObjectNode merged;
    try {
      merged = StrategicMerge.apply(resource.object(), copy);
    } catch (BuildException e) {
      throw BuildException.in(source, resource.id() + ": " + e.getMessage());
    }
    if (merged.isEmpty()) {
      resource.remove();
      return;
    }
    resource.replaceObject(merged);
    if (!options.kindChange()) {
      merged.put("kind", kind);
    }
    if (!options.nameChange()) {
      resource.rename(name);
    }
    resource.moveTo(namespace);
  }
}
