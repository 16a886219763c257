package io.rolloutoperator.engine.snapshot;

import java.util.Map;

/**
 * A ReplicaSet that has the label of a revision but no controller.
 *
 * @param name its name
 * @param labels its labels
 * @param deleting whether it is being deleted
 */
public record OrphanFacts(String name, Map<String, String> labels, boolean deleting) {

  public OrphanFacts {
    labels = Map.copyOf(labels);
  }
}
