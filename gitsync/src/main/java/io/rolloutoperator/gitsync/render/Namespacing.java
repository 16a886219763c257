package io.rolloutoperator.gitsync.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.unit.Destination;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The step after rendering: gives each object the namespace it goes to, and takes it from objects
 * of the cluster.
 *
 * @param clusterScoped whether objects of a group and kind have no namespace
 */
public record Namespacing(Destination destination, Predicate<ObjectId> clusterScoped) {

  private static final String NAMESPACE = "namespace";

  /**
   * Objects with their final ids.
   *
   * @param notes one line for each namespace that was taken away
   */
  public record Placed(List<Manifest> manifests, List<String> notes) {
    /** Copies the lists. */
    public Placed {
      manifests = List.copyOf(manifests);
      notes = List.copyOf(notes);
    }
  }

  /**
   * The given objects stay as they are; changed ones are copies.
   *
   * @throws BuildException if an object has no namespace to go to, or two become the same object
   */
  public Placed place(List<Manifest> rendered) {
    List<Manifest> placed = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (Manifest manifest : rendered) {
      ObjectId id = manifest.id();
      String namespace = clusterScoped.test(id) ? "" : namespaceOf(id);
      if (namespace.isEmpty() && !id.namespace().isEmpty()) {
        notes.add(
            "%s: namespace %s removed, the kind has none".formatted(nameOf(id), id.namespace()));
      }
      placed.add(namespace.equals(id.namespace()) ? manifest : in(namespace, manifest));
    }
    RenderGate.checkUnique(placed);
    return new Placed(placed, notes);
  }

  private String namespaceOf(ObjectId id) {
    String first = destination.override() ? destination.namespace() : id.namespace();
    String second = destination.override() ? id.namespace() : destination.namespace();
    String namespace = first.isEmpty() ? second : first;
    if (namespace.isEmpty()) {
      throw new BuildException(
          nameOf(id) + ": no namespace in the manifest and none in the destination");
    }
    return namespace;
  }

  private static Manifest in(String namespace, Manifest manifest) {
    ObjectNode object = manifest.object().deepCopy();
    ObjectNode metadata = object.withObject("/metadata");
    if (namespace.isEmpty()) {
      metadata.remove(NAMESPACE);
    } else {
      metadata.put(NAMESPACE, namespace);
    }
    return new Manifest(object, manifest.origin());
  }

  private static String nameOf(ObjectId id) {
    return id.kind() + " " + id.name();
  }
}
