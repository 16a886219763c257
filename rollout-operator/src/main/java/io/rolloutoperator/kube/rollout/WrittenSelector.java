package io.rolloutoperator.kube.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.rolloutoperator.api.Decoded;
import io.rolloutoperator.api.Decoder;
import io.rolloutoperator.api.LabelSelector;
import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.engine.validation.SelectorMatch;

/**
 * The selector of a Rollout, read from its tree: whether a ReplicaSet that nobody controls concerns
 * a Rollout is asked before a pass decodes the whole spec.
 *
 * @param selector one that is absent or unreadable is empty
 */
record WrittenSelector(LabelSelector selector) {

  static WrittenSelector of(Rollout rollout) {
    JsonNode written = ReplicaSetReader.tree(rollout.getSpec()).path("selector");
    return Decoder.decode(written, LabelSelector.class, "spec.selector")
            instanceof Decoded.Valid<LabelSelector>(LabelSelector valid)
        ? new WrittenSelector(valid)
        : new WrittenSelector(LabelSelector.EMPTY);
  }

  /** An empty selector, which a Rollout may not have, selects nothing. */
  boolean selects(HasMetadata object) {
    return !selector.equals(LabelSelector.EMPTY)
        && SelectorMatch.matches(
            selector, ReplicaSetReader.orEmpty(object.getMetadata().getLabels()));
  }
}
