package io.rolloutoperator.kube.runtime;

import io.rolloutoperator.analysis.providers.SecretRules;
import io.rolloutoperator.analysis.providers.http.HttpSettings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the user decides about the measurement of metrics.
 *
 * @param prometheusAddress for metrics without address; its host is allowed
 * @param allowedHosts host patterns that may stand for private addresses; {@code *} stays within
 *     one label
 * @param ownNamespace the controller's namespace, which no {@code *} matches
 * @param secrets which Secrets metrics may use; if all, also every host may get them
 * @param insecure whether metrics may skip the check of certificates
 * @param loopback whether metrics may be read from this machine
 */
public record AnalysisSettings(
    Optional<String> prometheusAddress,
    List<String> allowedHosts,
    String ownNamespace,
    SecretRules.Release secrets,
    HttpSettings.Insecure insecure,
    Loopback loopback) {

  /** Where Prometheus usually is within a cluster. */
  public static final List<String> DEFAULT_ALLOWED_HOSTS =
      List.of(
          "prometheus*.monitoring.svc",
          "*-prometheus.monitoring.svc",
          "thanos-query*.monitoring.svc",
          "prometheus.istio-system.svc");

  public AnalysisSettings {
    allowedHosts = List.copyOf(allowedHosts);
  }

  /** The same with more hosts that may stand for private addresses. */
  public AnalysisSettings allowing(List<String> more) {
    return new AnalysisSettings(
        prometheusAddress,
        Stream.concat(allowedHosts.stream(), more.stream()).toList(),
        ownNamespace,
        secrets,
        insecure,
        loopback);
  }

  /** Whether metrics may be read from this machine. */
  public enum Loopback {
    REFUSED,
    /** For development: whoever may create an AnalysisRun reaches what only listens locally. */
    ALLOWED
  }
}
