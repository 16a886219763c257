package io.rolloutoperator.analysis.providers;

import io.rolloutoperator.api.Encoder;
import io.rolloutoperator.api.analysis.MetricProvider;
import java.util.Optional;
import java.util.Set;

/** Which provider a metric wants, and whether this version has it. */
public final class ProviderNames {

  public static final String PROMETHEUS = "prometheus";
  public static final String WEB = "web";

  private static final Set<String> AVAILABLE = Set.of(PROMETHEUS, WEB);

  private ProviderNames() {}

  /**
   * Why this version cannot measure with a provider, as a run says it; empty if it can, and of one
   * without any field.
   */
  public static Optional<String> problem(MetricProvider provider) {
    if (provider.plugin().isEmpty() && Encoder.encode(provider).isEmpty()) {
      return Optional.empty();
    }
    String name = of(provider);
    return AVAILABLE.contains(name) ? Optional.empty() : Optional.of(unknown(provider, name));
  }

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
