package io.rolloutoperator.analysis.providers;

import io.rolloutoperator.api.Encoder;
import io.rolloutoperator.api.analysis.MetricProvider;

/** Which provider a metric wants. */
final class ProviderNames {

  private ProviderNames() {}

  /** The name of the only field that is present; of a plugin, its own name. */
  static String of(MetricProvider provider) {
    return provider.plugin().isEmpty()
        ? Encoder.encode(provider).fieldNames().next()
        : provider.plugin().keySet().iterator().next();
  }

  static String unknown(MetricProvider provider, String name) {
    return provider.plugin().isEmpty()
        ? "metric provider " + name + " is not available in this controller"
        : "plugin " + name + " not configured in configmap";
  }
}
