package io.rolloutoperator.api.template;

import java.util.Set;

/**
 * The keys of labels and annotations that a ReplicaSet carries for its role only (canary, stable,
 * preview, active) and that are no part of its pod template.
 */
public record EphemeralMetadata(Set<String> labels, Set<String> annotations) {

  /** No such metadata. */
  public static final EphemeralMetadata NONE = new EphemeralMetadata(Set.of(), Set.of());

  public EphemeralMetadata {
    labels = Set.copyOf(labels);
    annotations = Set.copyOf(annotations);
  }
}
