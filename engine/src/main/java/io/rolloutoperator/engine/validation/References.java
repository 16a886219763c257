package io.rolloutoperator.engine.validation;

import io.rolloutoperator.analysis.core.TemplateCatalog;
import java.util.Map;
import java.util.Optional;

/**
 * The objects a Rollout refers to, as they were found in the caches.
 *
 * @param services the Services of its namespace by name; one that is missing here does not exist
 * @param templates the analysis templates of its namespace and of the cluster
 */
public record References(Map<String, ServiceState> services, TemplateCatalog templates) {

  public References {
    services = Map.copyOf(services);
  }

  /**
   * A Service.
   *
   * @param selector its labels to select by
   * @param managedBy the Rollout that its annotation says it belongs to
   */
  public record ServiceState(Map<String, String> selector, Optional<String> managedBy) {
    public ServiceState {
      selector = Map.copyOf(selector);
    }
  }
}
