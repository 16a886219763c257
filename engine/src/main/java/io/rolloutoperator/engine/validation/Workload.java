package io.rolloutoperator.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.LabelSelector;
import org.jspecify.annotations.Nullable;

/** The workload whose pod template a Rollout uses, as it was looked up. */
public sealed interface Workload {

  /** The Rollout has a template of its own. */
  record NotReferenced() implements Workload {}

  /** It exists; selector and template are those of the workload. */
  record Found(@Nullable LabelSelector selector, JsonNode template) implements Workload {}

  /**
   * It does not exist.
   *
   * @param namespace the Rollout's
   */
  record Missing(String namespace) implements Workload {}
}
