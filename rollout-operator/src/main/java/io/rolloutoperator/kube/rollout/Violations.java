package io.rolloutoperator.kube.rollout;

import io.fabric8.kubernetes.api.model.Service;
import io.rolloutoperator.analysis.core.TemplateCatalog;
import io.rolloutoperator.engine.snapshot.RolloutFacts;
import java.util.List;
import java.util.Optional;

/** The first reason to refuse a spec. */
final class Violations {

  private Violations() {}

  static Optional<String> first(RolloutFacts rollout, List<Service> services, TemplateCatalog templates) {
    return Optional.empty();
  }
}
