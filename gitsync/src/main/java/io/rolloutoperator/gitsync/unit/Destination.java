package io.rolloutoperator.gitsync.unit;

import java.util.Map;

/**
 * Where objects go.
 *
 * @param namespace of objects that have none; of all if {@code override}
 * @param override whether the namespace in a manifest does not count
 * @param createNamespace whether {@code namespace} is created when it is absent
 * @param namespaceLabels of a created namespace
 * @param namespaceAnnotations of a created namespace
 */
public record Destination(
    String namespace,
    boolean override,
    boolean createNamespace,
    Map<String, String> namespaceLabels,
    Map<String, String> namespaceAnnotations) {

  /** Copies the maps. */
  public Destination {
    namespaceLabels = Map.copyOf(namespaceLabels);
    namespaceAnnotations = Map.copyOf(namespaceAnnotations);
  }
}
