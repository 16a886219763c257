package io.rolloutoperator.engine.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.rolloutoperator.api.LabelSelector;
import io.rolloutoperator.api.rollout.RolloutSpec;
import org.jspecify.annotations.Nullable;

/** What is validated: a spec, and what stands for the template it may only refer to. */
record Subject(RolloutSpec spec, Workload workload, Capabilities capabilities) {

  /** The selector that holds: the Rollout's own, else the workload's. */
  @Nullable LabelSelector selector() {
    return switch (workload) {
      case Workload.Found(LabelSelector found, JsonNode template) when spec.selector() == null ->
          found;
      case Workload.Found found -> spec.selector();
      case Workload.NotReferenced none -> spec.selector();
      case Workload.Missing missing -> spec.selector();
    };
  }

  /** Whether template and selector stand in a workload that was not looked up, or is not there. */
  boolean isPending() {
    return spec.workloadRef() != null && !(workload instanceof Workload.Found);
  }

  /** The pod template that holds; missing if there is none. */
  JsonNode template() {
    JsonNode own = spec.template();
    return switch (workload) {
      case Workload.Found found -> found.template();
      case Workload.NotReferenced none -> own == null ? MissingNode.getInstance() : own;
      case Workload.Missing missing -> own == null ? MissingNode.getInstance() : own;
    };
  }
}
