package io.rolloutoperator.gitsync.plan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.unit.Destination;
import java.util.Optional;

/** The destination's namespace, if the unit asks to have it created. */
final class NamespaceCreation {

  private NamespaceCreation() {}

  /** Whether it is absent, and no manifest describes it. */
  static boolean needed(SyncSnapshot snapshot) {
    Destination destination = snapshot.unit().destination();
    ObjectId id = new ObjectId("", "Namespace", "", destination.namespace());
    return destination.createNamespace()
        && snapshot.cluster().find(id).isEmpty()
        && snapshot.commit().manifests().stream().noneMatch(m -> m.id().equals(id));
  }

  static Optional<SyncAction> action(SyncSnapshot snapshot) {
    return needed(snapshot)
        ? Optional.of(new SyncAction.CreateNamespace(namespace(snapshot.unit().destination())))
        : Optional.empty();
  }

  private static ObjectNode namespace(Destination destination) {
    ObjectNode namespace =
        JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "Namespace");
    ObjectNode metadata = namespace.putObject("metadata").put("name", destination.namespace());
    if (!destination.namespaceLabels().isEmpty()) {
      destination.namespaceLabels().forEach(metadata.putObject("labels")::put);
    }
    if (!destination.namespaceAnnotations().isEmpty()) {
      destination.namespaceAnnotations().forEach(metadata.putObject("annotations")::put);
    }
    return namespace;
  }
}
