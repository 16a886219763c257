package io.rolloutoperator.engine.snapshot;

import java.util.Map;

/**
 * A Service that the Rollout names, or that notes the Rollout as its manager.
 *
 * @param name its name
 * @param selector its selector
 * @param annotations its annotations
 */
public record ServiceFacts(
    String name, Map<String, String> selector, Map<String, String> annotations) {

  public ServiceFacts {
    selector = Map.copyOf(selector);
    annotations = Map.copyOf(annotations);
  }

  /** Hash that it selects; "" if its selector has none. */
  public String hash() {
    return selector.getOrDefault(Annotations.POD_TEMPLATE_HASH, "");
  }

  /** Name of the Rollout that manages it; "" if none does. */
  public String managedBy() {
    return annotations.getOrDefault(Annotations.MANAGED_BY, "");
  }
}
