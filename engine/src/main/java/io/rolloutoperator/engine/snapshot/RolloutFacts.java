package io.rolloutoperator.engine.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.rollout.RolloutSpec;
import io.rolloutoperator.api.rollout.RolloutStatus;
import io.rolloutoperator.engine.strategy.Strategy;
import java.util.Map;

/**
 * The Rollout as it was observed.
 *
 * @param namespace its namespace
 * @param name its name
 * @param uid its UID, the owner of everything made for it
 * @param generation number of the spec's version
 * @param labels its labels
 * @param annotations its annotations
 * @param spec the decoded spec
 * @param status the decoded status; {@link RolloutStatus#EMPTY} if there is none
 * @param tree the whole object, for arguments that point into it
 */
public record RolloutFacts(
    String namespace,
    String name,
    String uid,
    long generation,
    Map<String, String> labels,
    Map<String, String> annotations,
    RolloutSpec spec,
    RolloutStatus status,
    JsonNode tree) {

  public RolloutFacts {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }

  /** Wanted pods; an absent field counts as 1. */
  public int replicas() {
    Integer replicas = spec.replicas();
    return replicas == null ? 1 : replicas;
  }

  /** How it brings out a new revision. */
  public Strategy strategy() {
    return Strategy.of(spec);
  }

  /** Whether the status was made from this version of the spec. */
  public boolean generationObserved() {
    return status.observedGeneration().equals(Long.toString(generation));
  }

  /** The revision noted on the Rollout; 0 if there is none or it is no number. */
  public long revision() {
    return Annotations.number(annotations, Annotations.REVISION);
  }
}
