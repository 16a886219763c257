package io.rolloutoperator.engine.snapshot;

/**
 * Which ReplicaSet belongs to the Rollout's present template. Decided by meaning, not by hash:
 * hashes only give names.
 */
public sealed interface TemplateMatch {

  /**
   * An owned ReplicaSet has this template.
   *
   * @param replicaSet its name
   */
  record Existing(String replicaSet) implements TemplateMatch {}

  /**
   * No owned ReplicaSet has it.
   *
   * @param hash hash of the template for the name of the ReplicaSet to be
   */
  record Missing(String hash) implements TemplateMatch {}

  /**
   * The API server refuses the template.
   *
   * @param message its words
   */
  record Rejected(String message) implements TemplateMatch {}
}
